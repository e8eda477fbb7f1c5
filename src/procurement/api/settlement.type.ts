import { Field, Int, ObjectType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, QuantityType } from '../../platform/index';

@ObjectType('SettlementLine', { description: 'One accepted line, its goods amount frozen' })
export class SettlementLineType {
  @Field(() => Id)
  id!: string;

  @Field(() => Id)
  orderLineId!: string;

  @Field(() => Id)
  shipmentLineId!: string;

  @Field(() => QuantityType)
  accepted!: QuantityType;

  @Field(() => MoneyType)
  goods!: MoneyType;

  @Field(() => Int)
  vatRateBp!: number;

  @Field(() => MoneyType)
  vat!: MoneyType;

  @Field(() => MoneyType, { description: 'Gone back to the buyer since' })
  refunded!: MoneyType;
}

@ObjectType('Settlement', { description: '结算' })
export class SettlementType {
  @Field(() => Id)
  id!: string;

  @Field(() => BusinessDay)
  settledOn!: string;

  @Field(() => MoneyType)
  goods!: MoneyType;

  @Field(() => MoneyType)
  freight!: MoneyType;

  @Field(() => MoneyType, { description: 'Paid above the accepted amount, gone back by itself' })
  excess!: MoneyType;

  @Field(() => MoneyType, {
    description:
      'Delivered above the order and not paid in time: not settled here, owed to the supplier directly',
  })
  unpaid!: MoneyType;

  @Field(() => [SettlementLineType])
  lines!: SettlementLineType[];
}
