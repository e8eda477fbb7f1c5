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
import { Arriving } from '../storage/arriving';
import { Completion } from '../storage/completion';
import { sidesOf } from '../storage/order-book';
import { OrderReader } from '../storage/order-reader';
import { Shipments } from '../storage/shipments';

@InputType({ description: 'expectedVersion is the shipment’s' })
export class MarkArrivedInput extends ChangeInput {
  @Field(() => Id)
  shipmentId!: string;
}

/** Buyer or supplier says that goods have arrived; from now on the time to accept runs. */
@Injectable()
export class MarkArrived {
  constructor(
    private readonly commands: Commands,
    private readonly shipments: Shipments,
    private readonly arriving: Arriving,
    private readonly completion: Completion,
  ) {}

  execute(actor: Actor, input: MarkArrivedInput): Promise<Outcome<{ orderId: string }>> {
    return this.commands.run({ operation: 'markArrived', actor, input }, async (tx) => {
      const { order, shipment } = await this.shipments.lockFor(tx, actor, input.shipmentId, sidesOf(actor));
      tx.expectVersion(shipment, input.expectedVersion);
      await this.arriving.arrive(tx, order, shipment, actor);
      await this.completion.advance(tx, order, actor);
      return { orderId: order.id };
    });
  }
}

@Resolver()
export class MarkArrivedResolver {
  constructor(
    private readonly useCase: MarkArrived,
    private readonly orders: OrderReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER, Role.SUPPLIER)
  @Mutation(() => OrderPayload)
  async markArrived(
    @Args('input') input: MarkArrivedInput,
    @CurrentActor() actor: Actor,
  ): Promise<OrderPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ orderId }) => ({
      order: await this.orders.visibleTo(actor, orderId),
    }));
  }
}
