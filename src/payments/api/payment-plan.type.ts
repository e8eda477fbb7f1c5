import { Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, MoneyType, type BusinessDate } from '../../platform/index';
import {
  MOST_INSTALMENTS,
  PART_KINDS,
  PAYMENT_TERMS,
  REST_DUE,
  type PartKind,
  planText,
  type PaymentPlan,
  type PaymentTerms,
  type RestDue,
  type SaidDetails,
} from '../../../libs/payment-plan/src/index';

const same = <Word extends string>(words: readonly Word[]) =>
  Object.fromEntries(words.map((word) => [word, word])) as { [W in Word]: W };

export const PART_STATES = ['PLANNED', 'OPEN', 'OVERDUE', 'PAID', 'LAPSED'] as const;
export type PartState = (typeof PART_STATES)[number];

export const PaymentTermsEnum = same(PAYMENT_TERMS);
export const RestDueEnum = same(REST_DUE);
const PartKindEnum = same(PART_KINDS);
const PartStateEnum = same(PART_STATES);
registerEnumType(PaymentTermsEnum, {
  name: 'PaymentTerms',
  description: 'PREPAID 先款后货, DEPOSIT_BALANCE 预付款加尾款, POSTPAID 先货后款',
});
registerEnumType(RestDueEnum, {
  name: 'RestDue',
  description:
    'BEFORE_DISPATCH 发货前付清, AFTER_ACCEPTANCE 全部验收后付清, INSTALMENTS 全部验收后分期, BY_SHIPMENT 按批次验收后支付',
});
registerEnumType(PartKindEnum, {
  name: 'PaymentPartKind',
  description:
    'WHOLE 全款, DEPOSIT 预付款, BALANCE 尾款, INSTALMENT 分期款, SHIPMENT 批次款, EXTRA 补付款 for what was accepted above the order',
});
registerEnumType(PartStateEnum, {
  name: 'PaymentPartState',
  description:
    'PLANNED: no day yet, goods come first; OPEN; OVERDUE; PAID; LAPSED: nothing is asked for any more',
});

@InputType({ description: 'What is agreed beside DEPOSIT_BALANCE or POSTPAID; PREPAID needs none' })
export class PaymentPlanInput implements SaidDetails {
  @Field(() => Int, { nullable: true, description: 'Of DEPOSIT_BALANCE: 1 to 99 percent of the total' })
  depositPercent?: number | null;

  @Field(() => RestDueEnum, {
    nullable: true,
    description: 'When the rest is due; of POSTPAID after acceptance unless said, never before dispatch',
  })
  restDue?: RestDue | null;

  @Field(() => Int, { nullable: true, description: `Of INSTALMENTS: 2 to ${MOST_INSTALMENTS} equal ones` })
  instalments?: number | null;
}

@ObjectType('PaymentPlan', { description: '付款方式: as agreed' })
export class PaymentPlanType {
  @Field(() => PaymentTermsEnum)
  terms!: PaymentTerms;

  @Field(() => Int, { nullable: true, description: 'Percent of the total' })
  depositPercent!: number | null;

  @Field(() => RestDueEnum, { nullable: true })
  restDue!: RestDue | null;

  @Field(() => Int, { nullable: true })
  instalments!: number | null;

  @Field({ description: 'In Chinese, as papers say it' })
  text!: string;
}

export const shownPlan = (plan: PaymentPlan): PaymentPlanType => ({
  terms: plan.terms,
  depositPercent: plan.depositPercent,
  restDue: plan.restDue,
  instalments: plan.instalments,
  text: planText(plan),
});

@ObjectType('PaymentPart', { description: '一期款项: money fills the oldest first' })
export class PaymentPartType {
  @Field(() => Int)
  number!: number;

  @Field(() => PartKindEnum)
  kind!: PartKind;

  @Field(() => PartStateEnum)
  state!: PartState;

  @Field(() => MoneyType)
  due!: MoneyType;

  @Field(() => MoneyType)
  paid!: MoneyType;

  @Field(() => MoneyType, { description: 'Still to be paid' })
  left!: MoneyType;

  @Field(() => BusinessDay, { nullable: true, description: 'The last day to pay it' })
  dueOn!: BusinessDate | null;

  @Field({ description: 'The buyer had its day moved' })
  extended!: boolean;
}
