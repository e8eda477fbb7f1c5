import { Field, Int, ObjectType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, QuantityType } from '../../platform/index';

@ObjectType('OrderLine')
export class OrderLineType {
  @Field(() => Id)
  id!: string;

  @Field(() => Id)
  lotId!: string;

  @Field(() => Id, { nullable: true, description: 'The line of the framework agreement it calls off' })
  frameworkLineId!: string | null;

  @Field(() => Id)
  productId!: string;

  @Field(() => Id, { description: 'The version of the listing the order pinned' })
  listingVersionId!: string;

  @Field()
  productName!: string;

  @Field()
  grade!: string;

  @Field()
  originCountyCode!: string;

  @Field()
  certificateNo!: string;

  @Field(() => BusinessDay)
  harvestedOn!: string;

  @Field(() => QuantityType)
  quantity!: QuantityType;

  @Field(() => QuantityType)
  cancelled!: QuantityType;

  @Field(() => QuantityType)
  dispatched!: QuantityType;

  @Field(() => QuantityType)
  accepted!: QuantityType;

  @Field(() => MoneyType)
  unitPrice!: MoneyType;

  @Field()
  priceUnit!: string;

  @Field(() => Int)
  vatRateBp!: number;

  @Field(() => MoneyType)
  goods!: MoneyType;
}
