import { Field, Int, ObjectType } from '@nestjs/graphql';
import { BusinessDay, Id, MoneyType, QuantityType } from '../../platform/index';

@ObjectType('OrderLine')
export class OrderLineType {
  @Field(() => Id)
  id!: string;

  @Field(() => Id, { nullable: true, description: 'Null while it waits for an announced harvest' })
  lotId!: string | null;

  @Field(() => Id, { nullable: true, description: 'The announcement it was placed on' })
  forwardSupplyId!: string | null;

  @Field(() => String, { nullable: true, description: 'The plainest grade taken of the announced harvest' })
  leastGrade!: string | null;

  @Field(() => Id, { nullable: true, description: 'The line of the framework agreement it calls off' })
  frameworkLineId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The approved sample (样品) that what is delivered has to be like',
  })
  sampleNumber!: string | null;

  @Field(() => Id, { nullable: true, description: 'The help-sell mandate it is sold under' })
  mandateId!: string | null;

  @Field(() => Id)
  productId!: string;

  @Field(() => Id, { description: 'The version of the listing the order pinned' })
  listingVersionId!: string;

  @Field()
  productName!: string;

  @Field(() => String, { nullable: true, description: 'Of the lot' })
  grade!: string | null;

  @Field()
  originCountyCode!: string;

  @Field(() => String, { nullable: true })
  certificateNo!: string | null;

  @Field(() => BusinessDay, { nullable: true })
  harvestedOn!: string | null;

  @Field(() => QuantityType)
  quantity!: QuantityType;

  @Field(() => QuantityType)
  cancelled!: QuantityType;

  @Field(() => QuantityType, { description: 'Will not come of the harvest; the buyer has not decided yet' })
  cut!: QuantityType;

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
