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
  canonicalJson,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { SlotHoldPayload } from '../api/slot-hold.type';
import { allocatingRefusals as refusals } from '../domain/allocating.refusals';
import { usesOf } from '../storage/slot-fit';
import { slotHoldStates } from '../domain/slot-hold.states';
import { HoldBook } from '../storage/hold-book';
import { HoldDesk } from '../storage/hold-desk';
import { HoldReader } from '../storage/hold-reader';
import type { SlotHold } from '../storage/slot-hold.entity';

@InputType()
export class AcceptSlotHoldInput extends ChangeInput {
  @Field(() => Id)
  holdId!: string;
}

/** The enterprise takes the slot that is held for its intent: it is allocated to it. One intent takes one slot. */
@Injectable()
export class AcceptSlotHold {
  constructor(
    private readonly commands: Commands,
    private readonly book: HoldBook,
    private readonly desk: HoldDesk,
    private readonly intents: ShownIntents,
    private readonly takings: SlotTakings,
  ) {}

  execute(actor: Actor, input: AcceptSlotHoldInput): Promise<Outcome<{ holdId: string }>> {
    return this.commands.run({ operation: 'acceptSlotHold', actor, input }, async (tx) => {
      const { hold } = await this.book.lockOn(tx, actor, {
        id: input.holdId,
        sides: ['INVESTOR'],
        withIntent: true,
      });
      tx.expectVersion(hold, input.expectedVersion);
      slotHoldStates.next(hold.state, 'accept', ['holdId']);
      await this.requireAsHeld(tx, hold);
      const changes = { acceptedBy: actor.memberId, acceptedAt: tx.at };
      const allocated = await this.book.move(tx, actor, hold, 'accept', changes);
      await this.desk.tell(tx, allocated, 'PARK', 'SLOT_ALLOCATED');
      return { holdId: hold.id };
    });
  }

  private async requireAsHeld(tx: Tx, hold: SlotHold): Promise<void> {
    if (hold.expiresAt <= tx.at) refuse(refusals.HOLD_EXPIRED(['holdId']));
    const intent = await this.intents.find(tx, hold.releaseId);
    if (!intent?.stands) return refuse(refusals.INTENT_NOT_OPEN(['holdId']));
    const elsewhere = await tx.query(
      `SELECT FROM slot_holds WHERE intent_id = $1 AND state IN ('ALLOCATED', 'OCCUPIED')`,
      [hold.intentId],
    );
    if (elsewhere.length > 0) refuse(refusals.INTENT_ALLOCATED(['holdId']));
    const [slot] = await this.takings.slots(tx, hold.parkId, hold.slotId);
    const uses = await this.takings.usesOf(tx, hold.id);
    if (!slot || canonicalJson(usesOf(slot.kind, intent)) !== canonicalJson(uses))
      refuse(refusals.INTENT_CHANGED(['holdId']));
  }
}

@Resolver()
export class AcceptSlotHoldResolver {
  constructor(
    private readonly useCase: AcceptSlotHold,
    private readonly holds: HoldReader,
  ) {}

  @Allow(Role.ENTERPRISE_INVESTOR)
  @Mutation(() => SlotHoldPayload)
  async acceptSlotHold(
    @Args('input') input: AcceptSlotHoldInput,
    @CurrentActor() actor: Actor,
  ): Promise<SlotHoldPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ holdId }) => ({
      hold: await this.holds.visibleTo(actor, holdId),
    }));
  }
}
