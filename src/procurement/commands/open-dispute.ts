import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
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
import { DisputeReasonEnum, type DisputeReason } from '../api/reasons';
import { OrderBook } from '../storage/order-book';
import { OrderReader } from '../storage/order-reader';

@InputType()
export class OpenDisputeInput extends ChangeInput {
  @Field(() => Id)
  orderId!: string;

  @Field(() => DisputeReasonEnum)
  reason!: DisputeReason;
}

/** Stops shipping, accepting and automatic acceptance until operations have decided. */
@Injectable()
export class OpenDispute {
  constructor(
    private readonly commands: Commands,
    private readonly book: OrderBook,
  ) {}

  execute(actor: Actor, input: OpenDisputeInput): Promise<Outcome<{ orderId: string }>> {
    return this.commands.run({ operation: 'openDispute', actor, input }, async (tx) => {
      const { order } = await this.book.lockFor(tx, actor, input.orderId, ['BUYER']);
      tx.expectVersion(order, input.expectedVersion);
      const changes = { disputedFrom: order.state, reason: input.reason };
      await this.book.move(tx, order, 'dispute', { actor, changes, reason: input.reason });
      await this.book.tellOther(tx, order, 'BUYER', 'ORDER_DISPUTED');
      return { orderId: order.id };
    });
  }
}

@Resolver()
export class OpenDisputeResolver {
  constructor(
    private readonly useCase: OpenDispute,
    private readonly orders: OrderReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => OrderPayload)
  async openDispute(
    @Args('input') input: OpenDisputeInput,
    @CurrentActor() actor: Actor,
  ): Promise<OrderPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ orderId }) => ({
      order: await this.orders.visibleTo(actor, orderId),
    }));
  }
}
