import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { LotStock } from '../../catalog/index';
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
import { restOf } from '../domain/delivery.rules';
import { orderEvents } from '../domain/order.events';
import { orderRefusals } from '../domain/order.refusals';
import { Completion } from '../storage/completion';
import { OrderBudget } from '../storage/order-budget';
import { OrderBook, sidesOf } from '../storage/order-book';
import { OrderLots } from '../storage/order-lots';
import { readProgress } from '../storage/progress';
import { OrderReader } from '../storage/order-reader';

@InputType()
export class CancelRestInput extends ChangeInput {
  @Field(() => Id)
  orderId!: string;

  @Field(() => CancellationReasonEnum)
  reason!: CancellationReason;
}

/** What has not been shipped goes back to the lot; the rest of the order goes on. */
@Injectable()
export class CancelRest {
  constructor(
    private readonly commands: Commands,
    private readonly book: OrderBook,
    private readonly budget: OrderBudget,
    private readonly lots: OrderLots,
    private readonly stock: LotStock,
    private readonly completion: Completion,
  ) {}

  execute(actor: Actor, input: CancelRestInput): Promise<Outcome<{ orderId: string }>> {
    return this.commands.run({ operation: 'cancelRest', actor, input }, async (tx) => {
      const { order, side } = await this.book.lockFor(tx, actor, input.orderId, sidesOf(actor));
      tx.expectVersion(order, input.expectedVersion);
      const rests = (await readProgress(tx, order.id))
        .map((line) => ({ holderId: line.orderLineId, lotId: line.lotId, quantityBase: restOf(line) }))
        .filter((line) => line.quantityBase > 0n);
      if (rests.length === 0) refuse(orderRefusals.NOTHING_LEFT_TO_CANCEL(['orderId']));
      const moved = await this.book.move(tx, order, 'cancelRest', { actor, reason: input.reason });
      await this.book.cancelQuantities(tx, rests);
      await this.budget.lockBeforeLots(tx, moved);
      await this.lots.lock(tx, order.id);
      await this.stock.release(tx, rests);
      await this.book.publish(tx, order, orderEvents.restCancelled);
      await this.book.tellOther(tx, order, side, 'REST_CANCELLED');
      await this.completion.advance(tx, moved, actor);
      return { orderId: order.id };
    });
  }
}

@Resolver()
export class CancelRestResolver {
  constructor(
    private readonly useCase: CancelRest,
    private readonly orders: OrderReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER, Role.SUPPLIER)
  @Mutation(() => OrderPayload)
  async cancelRest(
    @Args('input') input: CancelRestInput,
    @CurrentActor() actor: Actor,
  ): Promise<OrderPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ orderId }) => ({
      order: await this.orders.visibleTo(actor, orderId),
    }));
  }
}
