import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import { SlotTakings, type LockedPark } from '../../parks/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  notFound,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { SlotWaitingPayload } from '../api/slot-waiting.type';
import { allocatingRefusals as refusals } from '../domain/allocating.refusals';
import { ReleasesToPark } from '../storage/releases-to-park';
import { WaitingList } from '../storage/waiting-list';
import { WaitingReader } from '../storage/waiting-reader';

@InputType()
export class QueueForSlotInput extends CommandInput {
  @Field(() => Id, { description: 'The release by which the park is shown the intent' })
  releaseId!: string;

  @Field(() => Id, { nullable: true, description: 'Which slot; any of the park that fits if not given' })
  slotId?: string | null;
}

/** A park puts an intent at the end of its waiting list. What is free and fits is held for it at once. */
@Injectable()
export class QueueForSlot {
  constructor(
    private readonly commands: Commands,
    private readonly releases: ReleasesToPark,
    private readonly takings: SlotTakings,
    private readonly waiting: WaitingList,
  ) {}

  execute(actor: Actor, input: QueueForSlotInput): Promise<Outcome<{ waitingId: string }>> {
    return this.commands.run({ operation: 'queueForSlot', actor, input }, async (tx) => {
      const { park, intent } = await this.releases.lock(tx, actor, input.releaseId);
      if (!park.open) refuse(refusals.PARK_NOT_OPEN(['releaseId']));
      const slotId = input.slotId ?? null;
      if (slotId) await this.requireSlot(tx, actor, park, { slotId, kinds: intent.slotKinds });
      if (intent.releaseState === 'DECLINED') refuse(refusals.INTENT_DECLINED(['releaseId']));
      const waiting = await this.waiting.add(tx, actor, park, { intent, slotId });
      await this.waiting.serve(tx, park);
      return { waitingId: waiting.id };
    });
  }

  private async requireSlot(
    tx: Tx,
    actor: Actor,
    park: LockedPark,
    { slotId, kinds }: { slotId: string; kinds: readonly string[] },
  ): Promise<void> {
    const [slot] = await this.takings.slots(tx, park.id, slotId);
    if (!slot) {
      if ((await this.takings.operatorOf(tx, slotId)) !== actor.organizationId) throw notFound(['slotId']);
      refuse(refusals.SLOT_NOT_HERE(['slotId']));
    } else if (!kinds.includes(slot.kind)) refuse(refusals.SLOT_KIND_NOT_WANTED(['slotId']));
  }
}

@Resolver()
export class QueueForSlotResolver {
  constructor(
    private readonly useCase: QueueForSlot,
    private readonly waitings: WaitingReader,
  ) {}

  @Allow(Role.PARK_MANAGER)
  @Mutation(() => SlotWaitingPayload)
  async queueForSlot(
    @Args('input') input: QueueForSlotInput,
    @CurrentActor() actor: Actor,
  ): Promise<SlotWaitingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ waitingId }) => ({
      waiting: await this.waitings.visibleTo(actor, waitingId),
    }));
  }
}
