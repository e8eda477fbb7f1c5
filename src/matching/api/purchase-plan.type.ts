import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Id, MoneyType, Payload, Timestamp } from '../../platform/index';
import type { MatchRunState } from '../domain/match-run.states';
import type { RunFailure } from '../storage/match-run.entity';
import { MatchRunFailureEnum, MatchRunStateEnum } from './match-run.type';

@ObjectType({ description: 'What of a leaf’s gap the plan closes' })
export class PlannedLeaf {
  @Field(() => Id)
  commitmentId!: string;

  @Field(() => MoneyType)
  gap!: MoneyType;

  @Field(() => MoneyType)
  planned!: MoneyType;

  @Field(() => MoneyType)
  rest!: MoneyType;

  @Field(() => [String], {
    description: 'What keeps the rest open: GOODS, BUDGET, WANTS, MONTH, SMALLEST_ORDER, NO_OFFER',
  })
  causes!: string[];
}

@ObjectType({ description: 'A month, and what may still be planned in it so that nothing is rushed' })
export class PlannedMonth {
  @Field({ description: 'YYYY-MM' })
  month!: string;

  @Field(() => MoneyType)
  most!: MoneyType;

  @Field(() => MoneyType)
  planned!: MoneyType;
}

@ObjectType('PurchasePlan', {
  description: '采购计划: what would close what an agreement’s forecasts miss of its targets',
})
export class PurchasePlanType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Id)
  agreementId!: string;

  @Field(() => MatchRunStateEnum)
  state!: MatchRunState;

  @Field(() => MatchRunFailureEnum, { nullable: true })
  failure!: RunFailure | null;

  @Field(() => Timestamp)
  requestedAt!: Date;

  @Field(() => Timestamp, { nullable: true })
  endedAt!: Date | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'False where the solver reached its limit of iterations',
  })
  complete!: boolean | null;

  @Field(() => [PlannedLeaf])
  leaves!: PlannedLeaf[];

  @Field(() => [PlannedMonth])
  months!: PlannedMonth[];

  @Field(() => Int)
  lineCount!: number;

  @Field(() => Int)
  acceptedCount!: number;

  @Field(() => Int)
  declinedCount!: number;

  @Field(() => String, { nullable: true, description: 'For operations and audit' })
  inputSha256!: string | null;

  @Field(() => String, { nullable: true, description: 'For operations and audit' })
  reportSha256!: string | null;
}

@ObjectType()
export class PurchasePlanPayload extends Payload {
  @Field(() => PurchasePlanType, { nullable: true })
  purchasePlan?: PurchasePlanType | null;
}
