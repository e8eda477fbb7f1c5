import { Field, Int, ObjectType } from '@nestjs/graphql';
import { AnnualAgreementType } from '../../../pairing/index';
import type { PeriodState } from '../../domain/counting-period.states';
import { CountingPeriodStateEnum } from '../counting-period.type';
import { AsOfDay } from '../progress.type';
import { IndicatorAmount, IndicatorTotals } from './indicator-amount.type';

@ObjectType()
export class IndicatorRow extends IndicatorTotals {
  @Field({ description: 'Agreement, pairing or county code, or month YYYY-MM' })
  key!: string;

  @Field()
  name!: string;

  @Field(() => CountingPeriodStateEnum, {
    nullable: true,
    description: 'By month: of the agreement’s own month',
  })
  periodState?: PeriodState | null;
}

@ObjectType({
  description:
    'How far an agreement is with an indicator of what parks bring; signed amounts are in none of it',
})
export class IndicatorProgress extends AsOfDay {
  @Field(() => AnnualAgreementType)
  agreement!: AnnualAgreementType;

  @Field({ description: 'Its code in the agreement, e.g. IND-2' })
  indicator!: string;

  @Field(() => IndicatorAmount)
  committed!: IndicatorAmount;

  @Field(() => IndicatorTotals)
  total!: IndicatorTotals;

  @Field(() => [IndicatorRow])
  rows!: IndicatorRow[];

  @Field(() => Int, {
    description: 'Projects with something that is still to be counted, whatever indicator it is of',
  })
  pendingProjects!: number;

  @Field({ description: '演示数据: fictive figures' })
  demonstrationData!: boolean;
}
