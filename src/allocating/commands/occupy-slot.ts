import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  BusinessDay,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { SlotHoldPayload } from '../api/slot-hold.type';
import { allocatingRefusals } from '../domain/allocating.refusals';
import { slotHoldStates } from '../domain/slot-hold.states';
import { HoldBook } from '../storage/hold-book';
import { HoldDesk } from '../storage/hold-desk';
import { HoldReader } from '../storage/hold-reader';

@InputType()
export class OccupySlotInput extends ChangeInput {
  @Field(() => Id)
  holdId!: string;

  @Field(() => BusinessDay, { description: 'The day the enterprise moved in' })
  occupiedOn!: string;
}

/** The enterprise has moved in. */
@Injectable()
export class OccupySlot {
  constructor(
    private readonly commands: Commands,
    private readonly book: HoldBook,
    private readonly desk: HoldDesk,
  ) {}

  execute(actor: Actor, input: OccupySlotInput): Promise<Outcome<{ holdId: string }>> {
    return this.commands.run({ operation: 'occupySlot', actor, input }, async (tx) => {
      const { holdId, occupiedOn } = input;
      const { hold } = await this.book.lockOn(tx, actor, { id: holdId, sides: ['PARK'] });
      tx.expectVersion(hold, input.expectedVersion);
      slotHoldStates.next(hold.state, 'occupy', ['holdId']);
      const accepted = businessDateOf(hold.acceptedAt ?? hold.heldAt);
      if (occupiedOn < accepted || occupiedOn > businessDateOf(tx.at))
        refuse(allocatingRefusals.OCCUPIED_ON_WRONG(['occupiedOn']));
      const changes = { occupiedBy: actor.memberId, occupiedAt: tx.at, occupiedOn };
      const occupied = await this.book.move(tx, actor, hold, 'occupy', changes);
      await this.desk.tell(tx, occupied, 'INVESTOR', 'SLOT_OCCUPIED');
      return { holdId };
    });
  }
}

@Resolver()
export class OccupySlotResolver {
  constructor(
    private readonly useCase: OccupySlot,
    private readonly holds: HoldReader,
  ) {}

  @Allow(Role.PARK_MANAGER)
  @Mutation(() => SlotHoldPayload)
  async occupySlot(
    @Args('input') input: OccupySlotInput,
    @CurrentActor() actor: Actor,
  ): Promise<SlotHoldPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ holdId }) => ({
      hold: await this.holds.visibleTo(actor, holdId),
    }));
  }
}
