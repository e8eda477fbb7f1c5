import { Args, Query, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import { Allow, CurrentActor, Id, notFound, type Actor } from '../../platform/index';
import { OrderType } from '../api/order.type';
import { OrderReader, type OrderRow } from '../storage/order-reader';

@Resolver()
export class FindOrder {
  constructor(private readonly orders: OrderReader) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER, Role.SUPPLIER, Role.PLATFORM_OPS, Role.FINANCE, Role.AUDITOR)
  @Query(() => OrderType)
  async order(@Args('id', { type: () => Id }) id: string, @CurrentActor() actor: Actor): Promise<OrderRow> {
    const order = await this.orders.visibleTo(actor, id);
    if (!order) throw notFound(['id']);
    return order;
  }
}
