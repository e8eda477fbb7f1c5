import { Field, ObjectType } from '@nestjs/graphql';
import { BusinessDay, Id, RegionCode, Timestamp } from '../../../platform/index';
import { CountingReason } from '../portion.type';
import { IndicatorAmount } from './indicator-amount.type';

@ObjectType({
  description:
    'One entry of what parks bring; the number is there for every reader of the agreement, the project only for who may know of it',
})
export class IndicatorEntry {
  @Field(() => Id)
  entryId!: string;

  @Field({ description: 'CONFIRMED or REVERSAL' })
  kind!: string;

  @Field(() => IndicatorAmount, { description: 'Below zero where it takes back' })
  amount!: IndicatorAmount;

  @Field(() => BusinessDay, { description: 'The day it happened' })
  countedOn!: string;

  @Field(() => BusinessDay, { description: 'First day of the month it is booked in' })
  period!: string;

  @Field(() => BusinessDay, {
    nullable: true,
    description: 'The closed month it belongs to, booked here since',
  })
  originalPeriod!: string | null;

  @Field(() => Id, { nullable: true, description: 'The entry it takes back from' })
  originalId!: string | null;

  @Field(() => CountingReason, { nullable: true, description: 'Why it takes back' })
  reason!: CountingReason | null;

  @Field(() => RegionCode)
  countyCode!: string;

  @Field()
  ruleVersion!: string;

  @Field(() => Timestamp)
  recordedAt!: Date;

  parkId!: string | null;

  projectId!: string | null;
  capitalRecordId!: string | null;
  operatingRecordId!: string | null;
}
