import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Refused, refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import { SlotTakings, type LockedPark, type StandingSlot } from '../../parks/index';
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
import type { ShownIntent } from '../../investing/index';
import { SlotHoldPayload } from '../api/slot-hold.type';
import { allocatingRefusals as refusals } from '../domain/allocating.refusals';
import { misfitsOf } from '../storage/slot-fit';
import { HoldReader } from '../storage/hold-reader';
import { ReleasesToPark } from '../storage/releases-to-park';
import { SlotHolding } from '../storage/slot-holding';
import { WaitingList } from '../storage/waiting-list';

@InputType()
export class HoldSlotInput extends CommandInput {
  @Field(() => Id, { description: 'Of one’s own park' })
  slotId!: string;

  @Field(() => Id, { description: 'The release by which the park is shown the intent' })
  releaseId!: string;
}

/** A park keeps a slot for an intent it is shown: it is the enterprise’s to accept, until the hold expires. */
@Injectable()
export class HoldSlot {
  constructor(
    private readonly commands: Commands,
    private readonly releases: ReleasesToPark,
    private readonly takings: SlotTakings,
    private readonly holding: SlotHolding,
    private readonly waiting: WaitingList,
  ) {}

  execute(actor: Actor, input: HoldSlotInput): Promise<Outcome<{ holdId: string }>> {
    return this.commands.run({ operation: 'holdSlot', actor, input }, async (tx) => {
      const { park, intent } = await this.releases.lock(tx, actor, input.releaseId);
      if (!park.open) refuse(refusals.PARK_NOT_OPEN(['slotId']));
      const slot = await this.slot(tx, actor, park, input.slotId);
      await this.requireFree(tx, park, slot, intent);
      await this.requireTurn(tx, actor, park, { slot, intent });
      const hold = await this.holding.hold(tx, actor, park, { slot, intent, waitingId: null });
      return { holdId: hold.id };
    });
  }

  private async slot(tx: Tx, actor: Actor, park: LockedPark, slotId: string): Promise<StandingSlot> {
    const [slot] = await this.takings.slots(tx, park.id, slotId);
    if (slot) return slot;
    if ((await this.takings.operatorOf(tx, slotId)) !== actor.organizationId) throw notFound(['slotId']);
    return refuse(refusals.SLOT_NOT_HERE(['slotId']));
  }

  private async requireFree(
    tx: Tx,
    park: LockedPark,
    slot: StandingSlot,
    intent: ShownIntent,
  ): Promise<void> {
    if (intent.releaseState === 'DECLINED') refuse(refusals.INTENT_DECLINED(['releaseId']));
    if (slot.taken) refuse(refusals.SLOT_HELD_ALREADY(['slotId']));
    if ((await this.holding.holdsIn(tx, park.id)).has(intent.intentId))
      refuse(refusals.INTENT_HELD_HERE(['releaseId']));
    const misfits = misfitsOf(slot, intent, await this.takings.left(tx, park.id));
    if (misfits.length > 0) throw new Refused(misfits);
  }

  /** Nobody is held a slot before those who wait for it; whoever is first has been served by it. */
  private async requireTurn(
    tx: Tx,
    actor: Actor,
    park: LockedPark,
    { slot, intent }: { slot: StandingSlot; intent: ShownIntent },
  ): Promise<void> {
    const first = await this.waiting.first(tx, park, slot);
    if (!first) return;
    if (first.intentId !== intent.intentId) refuse(refusals.OTHERS_WAIT(['releaseId']));
    await this.waiting.end(tx, actor, first, 'SERVED');
  }
}

@Resolver()
export class HoldSlotResolver {
  constructor(
    private readonly useCase: HoldSlot,
    private readonly holds: HoldReader,
  ) {}

  @Allow(Role.PARK_MANAGER)
  @Mutation(() => SlotHoldPayload)
  async holdSlot(
    @Args('input') input: HoldSlotInput,
    @CurrentActor() actor: Actor,
  ): Promise<SlotHoldPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ holdId }) => ({
      hold: await this.holds.visibleTo(actor, holdId),
    }));
  }
}
