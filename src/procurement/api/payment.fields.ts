import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { PaymentPartReader, PaymentPartType, PaymentPlanType, shownPlan } from '../../payments/index';
import type { RequestScope } from '../../platform/index';
import type { OrderRow } from '../storage/order-reader';
import { OrderType } from './order.type';

// Payments may leave the order's version alone: of two verbs in one request each reads what it left.
const cache = false;

@Resolver(() => OrderType)
export class PaymentFields {
  constructor(private readonly parts: PaymentPartReader) {}

  @ResolveField(() => PaymentPlanType)
  paymentPlan(@Parent() order: OrderRow): PaymentPlanType {
    return shownPlan(order);
  }

  @ResolveField(() => [PaymentPartType], {
    description: 'Each with what is due, paid and by when; none before the plan asks for its first money',
  })
  paymentParts(@Parent() order: OrderRow, @Context('scope') scope: RequestScope): Promise<PaymentPartType[]> {
    return scope
      .loader(this, () => new DataLoader((ids: readonly string[]) => this.parts.ofOrders(ids), { cache }))
      .load(order.id);
  }
}
