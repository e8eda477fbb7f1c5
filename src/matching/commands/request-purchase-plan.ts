import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { AgreementReader, SIGNERS } from '../../pairing/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  businessDateOf,
  notFound,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { PurchasePlanPayload } from '../api/purchase-plan.type';
import { PurchasePlanReader } from '../api/purchase-plan-reader';
import { planRefusals } from '../domain/plan.refusals';
import { PlanTargetsReader } from '../storage/plan-targets';
import { PurchasePlans } from '../storage/purchase-plans';

@InputType()
export class RequestPurchasePlanInput extends CommandInput {
  @Field(() => Id)
  agreementId!: string;
}

/** 制定采购计划: over what is missing of the agreement's targets. It is computed beside everything else; ask for its state. */
@Injectable()
export class RequestPurchasePlan {
  constructor(
    private readonly commands: Commands,
    private readonly agreements: AgreementReader,
    private readonly targets: PlanTargetsReader,
    private readonly plans: PurchasePlans,
  ) {}

  execute(actor: Actor, input: RequestPurchasePlanInput): Promise<Outcome<{ purchasePlanId: string }>> {
    const { agreementId } = input;
    return this.commands.run({ operation: 'requestPurchasePlan', actor, input }, async (tx) => {
      if (!(await this.agreements.isVisibleTo(actor, agreementId))) throw notFound(['agreementId']);
      const targets = await this.targets.of(tx, agreementId, businessDateOf(tx.at));
      if (!targets) return refuse(planRefusals.PLAN_WITHOUT_COMMITMENT(['agreementId']));
      if (targets.leaves.length === 0) refuse(planRefusals.PLAN_NOT_NEEDED(['agreementId']));
      if (targets.months.length === 0) refuse(planRefusals.PLAN_TOO_LATE(['agreementId']));
      return { purchasePlanId: (await this.plans.request(tx, actor, agreementId)).id };
    });
  }
}

@Resolver()
export class RequestPurchasePlanResolver {
  constructor(
    private readonly useCase: RequestPurchasePlan,
    private readonly plans: PurchasePlanReader,
  ) {}

  @Allow(...SIGNERS)
  @Mutation(() => PurchasePlanPayload)
  async requestPurchasePlan(
    @Args('input') input: RequestPurchasePlanInput,
    @CurrentActor() actor: Actor,
  ): Promise<PurchasePlanPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ purchasePlanId }) => ({
      purchasePlan: await this.plans.visibleTo(actor, purchasePlanId),
    }));
  }
}
