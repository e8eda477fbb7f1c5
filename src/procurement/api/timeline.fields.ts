import { Context, Field, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { Database, Id, Timestamp, type RequestScope } from '../../platform/index';
import type { OrderRow } from '../storage/order-reader';
import { OrderType } from './order.type';

@ObjectType('OrderStep', { description: 'One step of the order’s history' })
export class OrderStepType {
  @Field(() => Timestamp)
  at!: Date;

  @Field({ description: 'The verb: signAsSupplier' })
  action!: string;

  @Field(() => String, { nullable: true })
  fromState!: string | null;

  @Field(() => String, { nullable: true })
  toState!: string | null;

  @Field(() => Id, { nullable: true, description: 'Null where time or a payment acted' })
  organizationId!: string | null;

  @Field(() => String, { nullable: true })
  reason!: string | null;
}

const STEPS = `
  SELECT subject_id AS "orderId", at, action, from_state AS "fromState", to_state AS "toState",
    organization_id AS "organizationId", reason
  FROM audit_rows WHERE subject_kind = 'Order' AND subject_id = ANY($1::text[]) ORDER BY id`;

@Resolver(() => OrderType)
export class TimelineFields {
  constructor(private readonly database: Database) {}

  @ResolveField(() => [OrderStepType])
  timeline(@Parent() order: OrderRow, @Context('scope') scope: RequestScope): Promise<OrderStepType[]> {
    return scope
      .loader(this, () => new DataLoader((ids: readonly string[]) => this.load(ids)))
      .load(order.id);
  }

  private async load(orderIds: readonly string[]): Promise<OrderStepType[][]> {
    const rows = await this.database.query<OrderStepType & { orderId: string }>(STEPS, [orderIds]);
    return orderIds.map((id) => rows.filter((row) => row.orderId === id));
  }
}
