import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PairingSideEnum, type PairingSide } from '../../pairing/index';
import { BusinessDay, Id, MoneyType, Payload, RegionCode, Timestamp } from '../../platform/index';
import { IndicatorAmount, IndicatorTotals } from './industry/indicator-amount.type';
import { periodStates, type PeriodState } from '../domain/counting-period.states';

export const CountingPeriodStateEnum = Object.fromEntries(periodStates.states.map((state) => [state, state]));
registerEnumType(CountingPeriodStateEnum, { name: 'CountingPeriodState' });

@ObjectType()
export class PeriodFigures {
  @Field(() => MoneyType)
  gross!: MoneyType;

  @Field(() => MoneyType)
  reversals!: MoneyType;

  @Field(() => MoneyType)
  net!: MoneyType;
}

@ObjectType()
export class PeriodRow extends PeriodFigures {
  @Field({ description: 'County or category code' })
  key!: string;

  @Field({ description: 'As it was called on the day of the cut-off' })
  name!: string;
}

@ObjectType({ description: '产业指标 of a month, in its own unit and without what is contested' })
export class PeriodIndicator extends IndicatorTotals {
  @Field()
  indicator!: string;

  @Field(() => IndicatorAmount, { description: 'The net and what is carried of months signed without it' })
  signedNet!: IndicatorAmount;
}

@ObjectType({ description: '对账单: the fixed figures of a closed month, as both sides sign them' })
export class PeriodReportType {
  @Field(() => Int, { description: 'A correction of the list makes another revision' })
  revision!: number;

  @Field(() => Int, { description: 'Of the text; what was signed in an earlier one stays as it was' })
  format!: number;

  @Field(() => String, { nullable: true, description: 'Hash of the signed text it takes the place of' })
  restates!: string | null;

  @Field({ description: 'Canonical JSON' })
  content!: string;

  @Field({ description: 'What a signature binds' })
  sha256!: string;

  @Field(() => Timestamp)
  madeAt!: Date;

  @Field(() => Int, { description: 'Entries on the list' })
  entries!: number;

  @Field(() => Int, { description: 'Corrected attributions among them' })
  corrections!: number;

  @Field(() => PeriodFigures, { description: 'Of the list without what is contested' })
  total!: PeriodFigures;

  @Field(() => MoneyType, { description: 'On the list and contested: in no figure' })
  contested!: MoneyType;

  @Field(() => Int)
  contestedPortions!: number;

  @Field(() => MoneyType, {
    description:
      'What earlier months were signed without and this one brings, since nobody contests it any more',
  })
  carried!: MoneyType;

  @Field(() => MoneyType, { description: 'The net of the total and what is carried' })
  signedNet!: MoneyType;

  @Field(() => [PeriodRow])
  counties!: PeriodRow[];

  @Field(() => [PeriodRow])
  categories!: PeriodRow[];

  @Field(() => [PeriodIndicator], { description: 'What parks bring; in none of the figures of goods' })
  indicators!: PeriodIndicator[];
}

@ObjectType()
export class PeriodSignature {
  @Field(() => PairingSideEnum)
  side!: PairingSide;

  @Field(() => Int)
  revision!: number;

  @Field(() => Id)
  organizationId!: string;

  @Field()
  sha256!: string;

  @Field(() => Timestamp)
  signedAt!: Date;
}

@ObjectType({
  description: 'An order with something that is not counted yet and would be booked in the month',
})
export class PeriodWaitingOrder {
  @Field(() => Id)
  orderId!: string;

  @Field()
  orderNumber!: string;
}

@ObjectType('CountingPeriod', { description: '统计期: a month of an agreement' })
export class CountingPeriodType {
  @Field(() => Id, { nullable: true, description: 'Null while the month is open' })
  id!: string | null;

  @Field(() => Id)
  agreementId!: string;

  @Field(() => BusinessDay, { description: 'First day of the month' })
  month!: string;

  @Field(() => CountingPeriodStateEnum)
  state!: PeriodState;

  @Field(() => Int, { description: '0 while the month is open' })
  version!: number;

  @Field(() => Timestamp, { nullable: true })
  cutOffAt!: Date | null;

  @Field(() => Timestamp, { nullable: true })
  signedAt!: Date | null;

  @Field(() => Timestamp, { nullable: true })
  lockedAt!: Date | null;

  revision!: number | null;
  reminded!: boolean;
  escalated!: boolean;
}

@ObjectType({ description: 'An entry on the fixed list of a month' })
export class PeriodEntry {
  @Field(() => Id)
  entryId!: string;

  @Field(() => Int, { description: 'The revision of the list it came with' })
  revision!: number;

  @Field({ description: 'PROVISIONAL, VOID, CONFIRMED or REVERSAL' })
  kind!: string;

  @Field({ description: 'Code of the indicator it counts toward, e.g. CON-1' })
  indicator!: string;

  @Field(() => MoneyType, {
    nullable: true,
    description: 'Negative where it takes back; null: no money is counted',
  })
  amount!: MoneyType | null;

  @Field(() => IndicatorAmount, { description: 'The same in the unit of its indicator' })
  value!: IndicatorAmount;

  @Field(() => Id, { nullable: true, description: 'Null: of a claim, or of what parks bring' })
  orderId!: string | null;

  @Field(() => Id, {
    nullable: true,
    description: 'The claim for a purchase made elsewhere; null: of an order',
  })
  claimId!: string | null;

  @Field(() => RegionCode)
  countyCode!: string;

  @Field(() => String, { nullable: true, description: 'Null: of what parks bring' })
  categoryCode!: string | null;

  @Field(() => BusinessDay, {
    nullable: true,
    description: 'The closed month it belongs to, booked here since',
  })
  originalPeriod!: string | null;

  @Field(() => Timestamp)
  recordedAt!: Date;
}

@ObjectType()
export class CountingPeriodPayload extends Payload {
  @Field(() => CountingPeriodType, { nullable: true })
  period?: CountingPeriodType;
}
