import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, RegionCode, Timestamp } from '../../platform/index';
import { CountingModeEnum, CountingSchemeEnum } from './counting-scheme.enum';

const PortionStateEnum = { PROVISIONAL: 'PROVISIONAL', CONFIRMED: 'CONFIRMED' };
registerEnumType(PortionStateEnum, { name: 'PortionState' });

@ObjectType({ description: 'Why something does not count, or no longer, in words' })
export class CountingReason {
  @Field()
  code!: string;

  @Field()
  zh!: string;

  @Field()
  en!: string;
}

@ObjectType({ description: 'Money that came in for the order' })
export class PortionPayment {
  @Field(() => Id)
  paymentId!: string;

  @Field(() => MoneyType)
  amount!: MoneyType;

  @Field(() => Timestamp)
  creditedAt!: Date;
}

@ObjectType({ description: 'The acceptance and settlement a confirmed portion rests on' })
export class PortionSettlement {
  @Field(() => Id)
  settlementId!: string;

  @Field(() => BusinessDay)
  settledOn!: string;

  @Field(() => Id)
  acceptanceId!: string;

  @Field(() => Timestamp)
  acceptedAt!: Date;

  @Field({ description: 'Accepted by time with the dispatched weight' })
  automatic!: boolean;

  @Field(() => MoneyType, { description: 'Settled goods amount, tax included, freight apart' })
  goods!: MoneyType;

  @Field(() => MoneyType)
  refunded!: MoneyType;
}

@ObjectType({ isAbstract: true })
export abstract class PortionFacts {
  @Field(() => Id)
  portionId!: string;

  @Field(() => CountingSchemeEnum)
  scheme!: string;

  @Field(() => CountingModeEnum)
  mode!: string;

  @Field(() => Id, { nullable: true, description: 'Null: bought elsewhere and claimed' })
  orderId!: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the order, for people' })
  orderNumber!: string | null;

  @Field(() => Id, { nullable: true, description: 'The line of the claim it stands on' })
  claimLineId!: string | null;

  @Field(() => Id)
  unitId!: string;

  @Field(() => Id)
  supplierId!: string;

  @Field(() => RegionCode)
  countyCode!: string;

  @Field()
  categoryCode!: string;

  @Field({ description: 'The dated rule it was judged by' })
  ruleVersion!: string;

  settlementLineId!: string | null;
}

@ObjectType({ description: '计入份额: an attempt of one portion on its leaf' })
export class CountedPortion extends PortionFacts {
  @Field(() => PortionStateEnum)
  state!: string;

  @Field(() => Int, { description: 'A correction of the attribution counts in a further attempt' })
  attempt!: number;

  @Field(() => Id)
  pairingId!: string;

  @Field(() => Id)
  agreementId!: string;

  @Field({ description: '本级: counted on the agreement’s own leaf' })
  onOwnLeaf!: boolean;

  @Field(() => BusinessDay)
  countedOn!: string;

  @Field(() => MoneyType)
  gross!: MoneyType;

  @Field(() => MoneyType)
  reversed!: MoneyType;

  @Field(() => MoneyType)
  net!: MoneyType;

  @Field(() => [CountingReason], { description: 'Why part or all of it was taken back, each reason once' })
  reversalReasons!: CountingReason[];
}

@ObjectType({ description: 'A portion that does not count, with every reason' })
export class UncountedPortion extends PortionFacts {
  @Field(() => BusinessDay, { description: 'The day it was judged for' })
  decidedFor!: string;

  @Field(() => MoneyType)
  amount!: MoneyType;

  @Field(() => [CountingReason])
  reasons!: CountingReason[];
}
