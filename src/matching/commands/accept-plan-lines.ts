import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Int, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  QuantityInput,
  RegionCode,
  ShortText,
  Timestamp,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { PlanLinesPayload } from '../api/plan-line.type';
import { PlanLineView } from '../api/plan-line-view';
import { MOST_PLAN_LINES } from '../domain/plan.refusals';
import { PlanDecisions } from '../storage/plan-decisions';

@InputType()
export class TakenPlanLineInput {
  @Field(() => Id)
  planLineId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => QuantityInput, { nullable: true, description: 'Less than planned; null takes all of it' })
  quantity?: QuantityInput | null;
}

@InputType({
  description:
    'What the plan does not say: the request is a draft, and may be amended before it is published',
})
export class PlanRequestTermsInput {
  @Field(() => ShortText, { description: 'Suppliers read it' })
  title!: string;

  @Field(() => Timestamp, { description: 'Until when quotes come in; before the first planned month' })
  quoteDeadline!: string;

  @Field(() => Boolean, { description: 'Sealed quotes are shut to everybody until the deadline' })
  sealed!: boolean;

  @Field(() => RegionCode)
  deliveryCounty!: string;
}

@InputType()
export class AcceptPlanLinesInput extends CommandInput {
  @Field(() => [TakenPlanLineInput], {
    description: `1 to ${MOST_PLAN_LINES}; each unit’s become one request`,
  })
  lines!: TakenPlanLineInput[];

  @Field(() => PlanRequestTermsInput)
  terms!: PlanRequestTermsInput;
}

/** 采纳计划: lines, or a part of them, become drafts of sourcing requests, which the unit itself publishes. */
@Injectable()
export class AcceptPlanLines {
  constructor(
    private readonly commands: Commands,
    private readonly decisions: PlanDecisions,
  ) {}

  execute(actor: Actor, input: AcceptPlanLinesInput): Promise<Outcome<{ planLineIds: string[] }>> {
    return this.commands.run({ operation: 'acceptPlanLines', actor, input }, async (tx) => {
      await this.decisions.accept(tx, actor, input.lines, input.terms);
      return { planLineIds: input.lines.map(({ planLineId }) => planLineId) };
    });
  }
}

@Resolver()
export class AcceptPlanLinesResolver {
  constructor(
    private readonly useCase: AcceptPlanLines,
    private readonly lines: PlanLineView,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => PlanLinesPayload)
  async acceptPlanLines(
    @Args('input') input: AcceptPlanLinesInput,
    @CurrentActor() actor: Actor,
  ): Promise<PlanLinesPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ planLineIds }) => ({
      planLines: await this.lines.own(actor, planLineIds),
    }));
  }
}
