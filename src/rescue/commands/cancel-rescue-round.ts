import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { sharedDigits } from '../../regions/index';
import { RescueRoundPayload } from '../api/rescue-round.type';
import { RoundBook } from '../storage/round-book';
import { RoundClosing } from '../storage/round-closing';
import { RoundReader } from '../storage/round-reader';

@InputType()
export class CancelRescueRoundInput extends ChangeInput {
  @Field(() => Id)
  roundId!: string;

  @Field(() => NoteText, { description: 'Everybody who joined reads it' })
  note!: string;
}

/** The county takes a round back before it closes; what was held of budgets goes back. */
@Injectable()
export class CancelRescueRound {
  constructor(
    private readonly commands: Commands,
    private readonly book: RoundBook,
    private readonly closing: RoundClosing,
  ) {}

  execute(actor: Actor, input: CancelRescueRoundInput): Promise<Outcome<{ roundId: string }>> {
    return this.commands.run({ operation: 'cancelRescueRound', actor, input }, async (tx) => {
      const round = await this.book.lock(tx, input.roundId);
      if (!round || !actor.regionCode || !round.countyCode.startsWith(sharedDigits(actor.regionCode)))
        throw notFound(['roundId']);
      tx.expectVersion(round, input.expectedVersion);
      const moved = await this.book.move(tx, round, 'cancel', actor, { note: input.note });
      const parts = await this.closing.release(tx, moved);
      await this.book.tellSellers(tx, moved, 'RESCUE_ROUND_CANCELLED');
      await this.closing.tellBuyers(tx, moved, parts, 'RESCUE_ROUND_CANCELLED');
      return { roundId: round.id };
    });
  }
}

@Resolver()
export class CancelRescueRoundResolver {
  constructor(
    private readonly useCase: CancelRescueRound,
    private readonly rounds: RoundReader,
  ) {}

  @Allow(Role.COUNTY_AGRI, Role.COUNTY_REVITAL)
  @Mutation(() => RescueRoundPayload)
  async cancelRescueRound(
    @Args('input') input: CancelRescueRoundInput,
    @CurrentActor() actor: Actor,
  ): Promise<RescueRoundPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ roundId }) => ({
      rescueRound: await this.rounds.visibleTo(actor, roundId),
    }));
  }
}
