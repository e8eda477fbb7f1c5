import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { SlotHoldPayload } from '../api/slot-hold.type';
import { allocatingRefusals } from '../domain/allocating.refusals';
import { HoldBook } from '../storage/hold-book';
import { HoldDesk } from '../storage/hold-desk';
import { HoldReader } from '../storage/hold-reader';
import { WaitingList } from '../storage/waiting-list';

@InputType()
export class ReleaseSlotHoldInput extends ChangeInput {
  @Field(() => Id)
  holdId!: string;

  @Field(() => NoteText, {
    nullable: true,
    description: 'The other side reads it; needed once the slot is allocated',
  })
  note?: string | null;
}

/** Either side lets go: a hold is declined or taken back, an allocated slot given back. Whoever waits is served in the same step. */
@Injectable()
export class ReleaseSlotHold {
  constructor(
    private readonly commands: Commands,
    private readonly book: HoldBook,
    private readonly desk: HoldDesk,
    private readonly waiting: WaitingList,
  ) {}

  execute(actor: Actor, input: ReleaseSlotHoldInput): Promise<Outcome<{ holdId: string }>> {
    return this.commands.run({ operation: 'releaseSlotHold', actor, input }, async (tx) => {
      const { holdId, note } = input;
      const { hold, side, park } = await this.book.lockOn(tx, actor, {
        id: holdId,
        sides: ['INVESTOR', 'PARK'],
      });
      tx.expectVersion(hold, input.expectedVersion);
      if (hold.acceptedAt && hold.endedAt === null && !note)
        refuse(allocatingRefusals.REASON_MISSING(['note']));
      const offered = side === 'PARK' ? 'TAKEN_BACK' : 'DECLINED';
      const as = hold.acceptedAt ? 'GIVEN_BACK' : offered;
      const released = await this.book.end(tx, actor, hold, { verb: 'release', as, note: note ?? null });
      await this.desk.tell(tx, released, side === 'PARK' ? 'INVESTOR' : 'PARK', 'SLOT_RELEASED');
      await this.waiting.serve(tx, park);
      return { holdId };
    });
  }
}

@Resolver()
export class ReleaseSlotHoldResolver {
  constructor(
    private readonly useCase: ReleaseSlotHold,
    private readonly holds: HoldReader,
  ) {}

  @Allow(Role.ENTERPRISE_INVESTOR, Role.PARK_MANAGER)
  @Mutation(() => SlotHoldPayload)
  async releaseSlotHold(
    @Args('input') input: ReleaseSlotHoldInput,
    @CurrentActor() actor: Actor,
  ): Promise<SlotHoldPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ holdId }) => ({
      hold: await this.holds.visibleTo(actor, holdId),
    }));
  }
}
