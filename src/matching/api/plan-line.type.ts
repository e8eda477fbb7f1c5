import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Id, MoneyType, Payload, QuantityType } from '../../platform/index';
import {
  DECLINE_REASONS,
  PLAN_LINE_STATES,
  type DeclineReason,
  type PlanLineState,
} from '../domain/decline-reasons';
import { PLAN_REASONS, type PlanReasonCode } from '../domain/plan-words';

const same = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as { [W in Word]: W };

export const PlanLineStateEnum = same(PLAN_LINE_STATES);
registerEnumType(PlanLineStateEnum, { name: 'PlanLineState' });
export const DeclineReasonEnum = same(DECLINE_REASONS);
registerEnumType(DeclineReasonEnum, { name: 'PlanDeclineReason', description: 'OTHER says it in words' });
const PlanReasonEnum = same(PLAN_REASONS);
registerEnumType(PlanReasonEnum, { name: 'PlanReasonCode' });
export const PlannedGoodsEnum = same(['LOT', 'ANNOUNCEMENT', 'HARVEST'] as const);
registerEnumType(PlannedGoodsEnum, {
  name: 'PlannedGoods',
  description: 'On sale, announced, or to be harvested by verified land and the harvest calendar',
});

@ObjectType('PlanReason')
export class PlanReasonType {
  @Field(() => PlanReasonEnum)
  code!: PlanReasonCode;

  @Field()
  zh!: string;

  @Field()
  en!: string;
}

@ObjectType('PlanLine', { description: '计划条目: one purchase a plan proposes to one unit' })
export class PlanLineType {
  @Field(() => Id)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => Id)
  purchasePlanId!: string;

  @Field(() => PlanLineStateEnum)
  state!: PlanLineState;

  @Field(() => Id, { description: 'The leaf it counts toward' })
  commitmentId!: string;

  @Field(() => Id, { nullable: true, description: 'Null for offices of the western side' })
  unitId!: string | null;

  @Field(() => String, { nullable: true })
  unitName!: string | null;

  @Field(() => Id)
  supplierId!: string;

  @Field()
  supplierName!: string;

  @Field(() => Id)
  productId!: string;

  @Field()
  productName!: string;

  @Field(() => PlannedGoodsEnum)
  goodsKind!: 'LOT' | 'ANNOUNCEMENT' | 'HARVEST';

  @Field()
  countyCode!: string;

  @Field()
  countyName!: string;

  @Field()
  categoryCode!: string;

  @Field({ description: 'YYYY-MM' })
  month!: string;

  @Field(() => QuantityType)
  quantity!: QuantityType;

  @Field(() => QuantityType, { nullable: true, description: 'What of it was taken' })
  accepted!: QuantityType | null;

  @Field(() => MoneyType)
  unitPrice!: MoneyType;

  @Field()
  priceUnit!: string;

  @Field(() => MoneyType)
  goods!: MoneyType;

  @Field(() => MoneyType, { description: 'Goods and freight: what it takes of the unit’s budget' })
  landed!: MoneyType;

  @Field(() => [PlanReasonType], { description: 'Why this county, these goods, this month and price' })
  reasons!: PlanReasonType[];

  @Field(() => DeclineReasonEnum, { nullable: true })
  declineReason!: DeclineReason | null;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => Id, { nullable: true, description: 'The draft it became; for the unit’s own people' })
  sourcingRequestId!: string | null;
}

@ObjectType()
export class PlanLinesPayload extends Payload {
  @Field(() => [PlanLineType], { nullable: true })
  planLines?: PlanLineType[];
}
