import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { AnnualAgreementType } from '../../pairing/index';
import { BusinessDay, MoneyType, Timestamp, type BusinessDate } from '../../platform/index';
import type { PeriodState } from '../domain/counting-period.states';
import { CountingPeriodStateEnum } from './counting-period.type';

const PROGRESS_GROUPS = ['AGREEMENT', 'PAIRING', 'COUNTY', 'MONTH', 'CATEGORY'] as const;
export type ProgressGroup = (typeof PROGRESS_GROUPS)[number];
export const ProgressGroupEnum = Object.fromEntries(PROGRESS_GROUPS.map((group) => [group, group]));
registerEnumType(ProgressGroupEnum, { name: 'ProgressGroup' });

@ObjectType()
export class ProgressFigures {
  @Field(() => MoneyType, {
    description: 'Confirmed once each: corrected attributions only move it; before reversals',
  })
  gross!: MoneyType;

  @Field(() => MoneyType, { description: 'Taken back by refunds and recalls' })
  reversals!: MoneyType;

  @Field(() => MoneyType, { description: 'What counts: gross less reversals' })
  net!: MoneyType;

  @Field(() => MoneyType, { description: 'Paid and not yet settled; not part of net' })
  provisional!: MoneyType;
}

@ObjectType()
export class ProgressRow extends ProgressFigures {
  @Field({ description: 'Agreement, pairing or county code, month YYYY-MM, or category' })
  key!: string;

  @Field()
  name!: string;

  @Field(() => CountingPeriodStateEnum, {
    nullable: true,
    description: 'By month: whether the agreement’s own month is closed; null in the other groupings',
  })
  periodState?: PeriodState | null;
}

@ObjectType({
  description: 'What has happened and is not in the figures of now yet, whatever day is asked for',
})
export class ProgressPending {
  @Field(() => Int, { description: 'Orders with events still to be counted' })
  orders!: number;

  @Field(() => Int, { description: 'Purchases made elsewhere with events still to be counted' })
  claims!: number;

  @Field(() => MoneyType, { description: 'Refunded and recalled goods whose reversal is queued' })
  reversals!: MoneyType;

  @Field(() => Timestamp, { nullable: true, description: 'Since when the oldest waits' })
  since!: Date | null;
}

@ObjectType({
  description: '有争议: counted and doubted; reports made meanwhile leave it out of their figures',
})
export class ProgressContested {
  @Field(() => Int)
  portions!: number;

  @Field(() => MoneyType, { description: 'Of net' })
  amount!: MoneyType;
}

@ObjectType({ isAbstract: true })
export class AsOfDay {
  @Field(() => BusinessDay, {
    description:
      'Amounts and commitments as they had been recorded by the end of this day; today: as they are now',
  })
  asOf!: BusinessDate;

  @Field(() => String, { nullable: true, description: 'Code of the policy regime of that day' })
  regime!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The version of the counting rules in force on that day',
  })
  ruleVersion!: string | null;
}

@ObjectType({
  description: 'How far the consumption commitment of an agreement is; rolled up from its leaves',
})
export class CountingProgress extends AsOfDay {
  @Field(() => AnnualAgreementType)
  agreement!: AnnualAgreementType;

  @Field(() => MoneyType)
  committed!: MoneyType;

  @Field(() => ProgressFigures)
  total!: ProgressFigures;

  @Field(() => [ProgressRow])
  rows!: ProgressRow[];

  @Field(() => ProgressContested, { description: 'Shown apart, as of the same day' })
  contested!: ProgressContested;

  @Field(() => ProgressPending)
  pending!: ProgressPending;

  @Field({ description: '演示数据: fictive figures' })
  demonstrationData!: boolean;
}

/** What one statement reads; the rest is read where it is asked for: see ProgressMore. */
export type ShownProgress = Omit<CountingProgress, 'contested' | 'regime' | 'ruleVersion'>;
