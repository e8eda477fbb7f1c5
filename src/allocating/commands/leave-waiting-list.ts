import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { ShownIntents } from '../../investing/index';
import { Role } from '../../organizations/index';
import { SlotTakings } from '../../parks/index';
import {
  Allow,
  ChangeInput,
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
import { allocatingRefusals } from '../domain/allocating.refusals';
import { HoldDesk } from '../storage/hold-desk';
import { SlotWaiting } from '../storage/slot-hold.entity';
import { WaitingList } from '../storage/waiting-list';
import { WaitingReader } from '../storage/waiting-reader';

@InputType()
export class LeaveWaitingListInput extends ChangeInput {
  @Field(() => Id)
  waitingId!: string;
}

/** The enterprise does not want to wait, or the park takes it off its list; the other side is told. */
@Injectable()
export class LeaveWaitingList {
  constructor(
    private readonly commands: Commands,
    private readonly takings: SlotTakings,
    private readonly intents: ShownIntents,
    private readonly waiting: WaitingList,
    private readonly desk: HoldDesk,
  ) {}

  execute(actor: Actor, input: LeaveWaitingListInput): Promise<Outcome<{ waitingId: string }>> {
    return this.commands.run({ operation: 'leaveWaitingList', actor, input }, async (tx) => {
      const { row, park } = await this.lock(tx, actor, input.waitingId);
      tx.expectVersion(row, input.expectedVersion);
      if (row.endedAt) refuse(allocatingRefusals.WAITING_ENDED(['waitingId']));
      const own = row.investorId === actor.organizationId;
      await this.waiting.end(tx, actor, row, own ? 'LEFT' : 'REMOVED');
      await this.desk.tellWaiting(tx, row, own ? 'PARK' : 'INVESTOR', 'SLOT_WAITING_ENDED');
      await this.waiting.serve(tx, park);
      return { waitingId: row.id };
    });
  }

  private async lock(tx: Tx, actor: Actor, id: string) {
    const found = await tx.manager.findOneBy(SlotWaiting, { id });
    const own = found?.investorId === actor.organizationId;
    const shown =
      found?.operatorId === actor.organizationId &&
      ((await this.intents.find(tx, found.releaseId))?.stands ?? false);
    const park = found && (own || shown) ? await this.takings.lock(tx, found.parkId) : null;
    const row = park && (await tx.manager.findOneBy(SlotWaiting, { id }));
    if (!row) throw notFound(['waitingId']);
    return { row, park };
  }
}

@Resolver()
export class LeaveWaitingListResolver {
  constructor(
    private readonly useCase: LeaveWaitingList,
    private readonly waitings: WaitingReader,
  ) {}

  @Allow(Role.ENTERPRISE_INVESTOR, Role.PARK_MANAGER)
  @Mutation(() => SlotWaitingPayload)
  async leaveWaitingList(
    @Args('input') input: LeaveWaitingListInput,
    @CurrentActor() actor: Actor,
  ): Promise<SlotWaitingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ waitingId }) => ({
      waiting: await this.waitings.visibleTo(actor, waitingId),
    }));
  }
}
