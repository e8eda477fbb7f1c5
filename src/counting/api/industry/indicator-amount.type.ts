import { Field, ObjectType } from '@nestjs/graphql';
import { CommitmentUnitEnum, INDICATORS, targetText, type CommitmentUnit } from '../../../pairing/index';
import { SignedDecimal } from '../../../platform/index';

@ObjectType({ description: 'Yuan with two decimals, everything else whole' })
export class IndicatorAmount {
  @Field(() => SignedDecimal)
  value!: string;

  @Field(() => CommitmentUnitEnum)
  unit!: CommitmentUnit;
}

@ObjectType()
export class IndicatorTotals {
  @Field(() => IndicatorAmount)
  gross!: IndicatorAmount;

  @Field(() => IndicatorAmount, { description: 'Stopped, withdrawn, closed, corrected downwards' })
  reversals!: IndicatorAmount;

  @Field(() => IndicatorAmount, {
    description: 'What counts: gross less reversals; below zero where more went out than came',
  })
  net!: IndicatorAmount;
}

export const unitOf = (indicator: string): CommitmentUnit => INDICATORS.get(indicator)?.unit ?? 'YUAN';

/** Fen for yuan. */
export const indicatorAmount = (unit: CommitmentUnit, stored: bigint): IndicatorAmount => ({
  value: targetText(unit, stored),
  unit,
});

export const totalsOf = (unit: CommitmentUnit, gross: bigint, reversals: bigint) => ({
  gross: indicatorAmount(unit, gross),
  reversals: indicatorAmount(unit, reversals),
  net: indicatorAmount(unit, gross - reversals),
});
