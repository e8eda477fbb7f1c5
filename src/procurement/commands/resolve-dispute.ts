import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  notFound,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { OrderPayload } from '../api/order.payload';
import { DisputeOutcomeEnum, type DisputeOutcome } from '../api/reasons';
import type { OrderState, OrderVerb } from '../domain/order.states';
import { OrderBook } from '../storage/order-book';
import { OrderReader } from '../storage/order-reader';

const RETURN = new Map<OrderState | null, OrderVerb>([
  ['IN_FULFILMENT', 'resolveShipping'],
  ['SHIPPED', 'resolveShipped'],
  ['DELIVERED', 'resolveDelivered'],
]);

@InputType()
export class ResolveDisputeInput extends ChangeInput {
  @Field(() => Id)
  orderId!: string;

  @Field(() => DisputeOutcomeEnum)
  outcome!: DisputeOutcome;
}

/** Operations’ word lets the order go on where it stopped. */
@Injectable()
export class ResolveDispute {
  constructor(
    private readonly commands: Commands,
    private readonly book: OrderBook,
  ) {}

  execute(actor: Actor, input: ResolveDisputeInput): Promise<Outcome<{ orderId: string }>> {
    return this.commands.run({ operation: 'resolveDispute', actor, input }, async (tx) => {
      const order = await this.book.lock(tx, input.orderId);
      if (!order) throw notFound(['orderId']);
      tx.expectVersion(order, input.expectedVersion);
      const verb = RETURN.get(order.disputedFrom) ?? 'resolveShipping';
      const changes = { disputedFrom: null, reason: null };
      const moved = await this.book.move(tx, order, verb, { actor, changes, reason: input.outcome });
      await this.book.tellBoth(tx, moved, 'DISPUTE_RESOLVED');
      return { orderId: order.id };
    });
  }
}

@Resolver()
export class ResolveDisputeResolver {
  constructor(
    private readonly useCase: ResolveDispute,
    private readonly orders: OrderReader,
  ) {}

  @Allow(Role.PLATFORM_OPS)
  @Mutation(() => OrderPayload)
  async resolveDispute(
    @Args('input') input: ResolveDisputeInput,
    @CurrentActor() actor: Actor,
  ): Promise<OrderPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ orderId }) => ({
      order: await this.orders.visibleTo(actor, orderId),
    }));
  }
}
