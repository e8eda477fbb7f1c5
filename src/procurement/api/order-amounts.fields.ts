import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { MoneyType } from '../../platform/index';
import { totalFen } from '../domain/order';
import type { OrderRow } from '../storage/order-reader';
import { yuan } from './amounts';
import { OrderType } from './order.type';

/** An order's amounts as contracted and, once accepted, as accepted. All include VAT. */
@Resolver(() => OrderType)
export class OrderAmountsFields {
  @ResolveField(() => MoneyType, { description: 'As contracted' })
  goods(@Parent() order: OrderRow): MoneyType {
    return yuan(order.goodsFen);
  }

  @ResolveField(() => MoneyType, { description: 'VAT within the goods' })
  vat(@Parent() order: OrderRow): MoneyType {
    return yuan(order.vatFen);
  }

  @ResolveField(() => MoneyType)
  freight(@Parent() order: OrderRow): MoneyType {
    return yuan(order.freightFen);
  }

  @ResolveField(() => MoneyType)
  total(@Parent() order: OrderRow): MoneyType {
    return yuan(totalFen(order));
  }

  @ResolveField(() => MoneyType, { nullable: true })
  acceptedGoods(@Parent() order: OrderRow): MoneyType | null {
    return order.acceptedGoodsFen === null ? null : yuan(order.acceptedGoodsFen);
  }

  @ResolveField(() => MoneyType, { nullable: true })
  acceptedTotal(@Parent() order: OrderRow): MoneyType | null {
    const { acceptedGoodsFen: goodsFen, acceptedFreightFen: freightFen } = order;
    return goodsFen === null || freightFen === null ? null : yuan(totalFen({ goodsFen, freightFen }));
  }
}
