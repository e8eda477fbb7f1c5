import { Field, ObjectType } from '@nestjs/graphql';
import { BusinessDay, Id, QuantityType, Timestamp } from '../../platform/index';

@ObjectType('CallOffLine')
export class CallOffLineType {
  @Field(() => Id)
  frameworkLineId!: string;

  @Field(() => QuantityType)
  calledOff!: QuantityType;

  @Field(() => QuantityType, {
    description: 'What it holds of the cap now: what is cancelled or short went back',
  })
  held!: QuantityType;
}

@ObjectType('CallOff', { description: '分批提货: an order on a framework agreement' })
export class CallOffType {
  @Field(() => Id)
  orderId!: string;

  @Field()
  orderNumber!: string;

  @Field(() => Id)
  unitId!: string;

  @Field(() => BusinessDay)
  deliveryOn!: string;

  @Field(() => Timestamp)
  calledOffAt!: Date;

  @Field(() => [CallOffLineType])
  lines!: CallOffLineType[];
}
