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
import { RescueRoundPayload } from '../api/rescue-round.type';
import { rescueRefusals } from '../domain/rescue.refusals';
import { RoundBook } from '../storage/round-book';
import { RoundReader } from '../storage/round-reader';

@InputType()
export class AnswerRescueRoundInput extends ChangeInput {
  @Field(() => Id)
  roundId!: string;

  @Field(() => Boolean)
  agree!: boolean;

  @Field(() => NoteText, { nullable: true, description: 'Why not' })
  note?: string | null;
}

/** The goods are the supplier’s: a round opens to buyers only with his word. */
@Injectable()
export class AnswerRescueRound {
  constructor(
    private readonly commands: Commands,
    private readonly book: RoundBook,
  ) {}

  execute(actor: Actor, input: AnswerRescueRoundInput): Promise<Outcome<{ roundId: string }>> {
    return this.commands.run({ operation: 'answerRescueRound', actor, input }, async (tx) => {
      const round = await this.book.lockOfSupplier(tx, actor, input.roundId);
      tx.expectVersion(round, input.expectedVersion);
      if (input.agree && round.closesAt <= tx.at) refuse(rescueRefusals.DEADLINE_PAST(['roundId']));
      const note = input.note ?? null;
      const moved = await this.book.move(tx, round, input.agree ? 'agree' : 'decline', actor, { note });
      await this.book.tellSellers(tx, moved, input.agree ? 'RESCUE_ROUND_AGREED' : 'RESCUE_ROUND_DECLINED');
      return { roundId: round.id };
    });
  }
}

@Resolver()
export class AnswerRescueRoundResolver {
  constructor(
    private readonly useCase: AnswerRescueRound,
    private readonly rounds: RoundReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => RescueRoundPayload)
  async answerRescueRound(
    @Args('input') input: AnswerRescueRoundInput,
    @CurrentActor() actor: Actor,
  ): Promise<RescueRoundPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ roundId }) => ({
      rescueRound: await this.rounds.visibleTo(actor, roundId),
    }));
  }
}
