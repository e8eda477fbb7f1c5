import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { OrderPayload } from '../api/order.payload';
import { CancellationReasonEnum, type CancellationReason } from '../api/reasons';
import type { OrderState } from '../domain/order.states';
import { orderRefusals } from '../domain/order.refusals';
import { Ending } from '../storage/ending';
import { OrderBook, sidesOf } from '../storage/order-book';
import { OrderReader } from '../storage/order-reader';

const SHIPPING: readonly OrderState[] = [
  'IN_FULFILMENT',
  'SHIPPED',
  'DELIVERED',
  'ACCEPTED',
  'SETTLED',
  'DISPUTED',
];

@InputType()
export class CancelOrderInput extends ChangeInput {
  @Field(() => Id)
  orderId!: string;

  @Field(() => CancellationReasonEnum)
  reason!: CancellationReason;
}

/** Before shipment either side may; what was paid goes back by itself. */
@Injectable()
export class CancelOrder {
  constructor(
    private readonly commands: Commands,
    private readonly book: OrderBook,
    private readonly ending: Ending,
  ) {}

  execute(actor: Actor, input: CancelOrderInput): Promise<Outcome<{ orderId: string }>> {
    return this.commands.run({ operation: 'cancelOrder', actor, input }, async (tx) => {
      const { order, side } = await this.book.lockFor(tx, actor, input.orderId, sidesOf(actor));
      tx.expectVersion(order, input.expectedVersion);
      if (order.acceptedAt !== null || SHIPPING.includes(order.state))
        refuse(orderRefusals.ORDER_ALREADY_SHIPPED(['orderId']));
      const verb = side === 'BUYER' ? 'cancelAsBuyer' : 'cancelAsSupplier';
      // Who cancels because the harvest did not come is not at fault, whatever word he chooses.
      const reason = side === 'BUYER' && order.harvest === 'CUT' ? 'HARVEST_CUT' : input.reason;
      await this.ending.end(tx, order, verb, actor, reason);
      return { orderId: order.id };
    });
  }
}

@Resolver()
export class CancelOrderResolver {
  constructor(
    private readonly useCase: CancelOrder,
    private readonly orders: OrderReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER, Role.SUPPLIER)
  @Mutation(() => OrderPayload)
  async cancelOrder(
    @Args('input') input: CancelOrderInput,
    @CurrentActor() actor: Actor,
  ): Promise<OrderPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ orderId }) => ({
      order: await this.orders.visibleTo(actor, orderId),
    }));
  }
}
