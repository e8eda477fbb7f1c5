import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Organizations, Role } from '../../organizations/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { RescueRoundPayload } from '../api/rescue-round.type';
import { rescueRefusals } from '../domain/rescue.refusals';
import { PartBudgets } from '../storage/part-budgets';
import { RoundBook } from '../storage/round-book';
import { RoundReader } from '../storage/round-reader';

@InputType()
export class LeaveRescueRoundInput extends CommandInput {
  @Field(() => Id)
  roundId!: string;

  @Field(() => Id)
  unitId!: string;
}

/** Before it closes; what was held of the unit’s budget goes back. */
@Injectable()
export class LeaveRescueRound {
  constructor(
    private readonly commands: Commands,
    private readonly organizations: Organizations,
    private readonly book: RoundBook,
    private readonly budgets: PartBudgets,
  ) {}

  execute(actor: Actor, input: LeaveRescueRoundInput): Promise<Outcome<{ roundId: string }>> {
    return this.commands.run({ operation: 'leaveRescueRound', actor, input }, async (tx) => {
      const round = await this.book.lockOfBuyer(tx, actor, input.roundId);
      await this.organizations.requireOwnUnit(tx, actor, input.unitId, ['unitId']);
      if (round.closesAt <= tx.at) refuse(rescueRefusals.DEADLINE_PAST(['roundId']));
      const parts = await this.book.parts(tx, round);
      const part = parts.find(({ unitId }) => unitId === input.unitId);
      if (!part) return refuse(rescueRefusals.NOT_JOINED(['unitId']));
      const joinedBase = round.joinedBase - part.wantBase;
      await this.book.move(tx, round, 'leave', actor, { joinedBase });
      await tx.query('UPDATE rescue_parts SET left_at = $2 WHERE id = $1', [part.id, tx.at]);
      await this.budgets.giveBack(tx, [part]);
      return { roundId: round.id };
    });
  }
}

@Resolver()
export class LeaveRescueRoundResolver {
  constructor(
    private readonly useCase: LeaveRescueRound,
    private readonly rounds: RoundReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => RescueRoundPayload)
  async leaveRescueRound(
    @Args('input') input: LeaveRescueRoundInput,
    @CurrentActor() actor: Actor,
  ): Promise<RescueRoundPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ roundId }) => ({
      rescueRound: await this.rounds.visibleTo(actor, roundId),
    }));
  }
}
