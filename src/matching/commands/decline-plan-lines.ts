import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Int, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { DeclineReasonEnum, PlanLinesPayload } from '../api/plan-line.type';
import { PlanLineView } from '../api/plan-line-view';
import type { DeclineReason } from '../domain/decline-reasons';
import { MOST_PLAN_LINES } from '../domain/plan.refusals';
import { PlanDecisions } from '../storage/plan-decisions';

@InputType()
export class DeclinedPlanLineInput {
  @Field(() => Id)
  planLineId!: string;

  @Field(() => Int)
  expectedVersion!: number;
}

@InputType()
export class DeclinePlanLinesInput extends CommandInput {
  @Field(() => [DeclinedPlanLineInput], { description: `1 to ${MOST_PLAN_LINES}` })
  lines!: DeclinedPlanLineInput[];

  @Field(() => DeclineReasonEnum)
  reason!: DeclineReason;

  @Field(() => NoteText, { nullable: true, description: 'Needed for OTHER; offices read it' })
  note?: string | null;
}

/** 不采纳: with a reason that the offices read, and the next plan goes by what is left. */
@Injectable()
export class DeclinePlanLines {
  constructor(
    private readonly commands: Commands,
    private readonly decisions: PlanDecisions,
  ) {}

  execute(actor: Actor, input: DeclinePlanLinesInput): Promise<Outcome<{ planLineIds: string[] }>> {
    return this.commands.run({ operation: 'declinePlanLines', actor, input }, async (tx) => {
      const { reason, note = null } = input;
      await this.decisions.decline(tx, actor, input.lines, { reason, note });
      return { planLineIds: input.lines.map(({ planLineId }) => planLineId) };
    });
  }
}

@Resolver()
export class DeclinePlanLinesResolver {
  constructor(
    private readonly useCase: DeclinePlanLines,
    private readonly lines: PlanLineView,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => PlanLinesPayload)
  async declinePlanLines(
    @Args('input') input: DeclinePlanLinesInput,
    @CurrentActor() actor: Actor,
  ): Promise<PlanLinesPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ planLineIds }) => ({
      planLines: await this.lines.own(actor, planLineIds),
    }));
  }
}
