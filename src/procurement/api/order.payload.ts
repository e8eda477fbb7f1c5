import { Field, ObjectType } from '@nestjs/graphql';
import { Payload } from '../../platform/index';
import type { OrderRow } from '../storage/order-reader';
import { OrderType } from './order.type';

/** The order as its caller may see it after the change. */
@ObjectType()
export class OrderPayload extends Payload {
  @Field(() => OrderType, { nullable: true })
  order?: OrderRow | null;
}
