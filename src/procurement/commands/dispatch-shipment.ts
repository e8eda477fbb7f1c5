import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Admissions, Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  QuantityInput,
  ShortText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { OrderPayload } from '../api/order.payload';
import { requireShipped } from '../api/tracking-number';
import { restOf } from '../domain/delivery.rules';
import { readDispatch } from '../domain/dispatch';
import { orderEvents } from '../domain/order.events';
import { orderRefusals } from '../domain/order.refusals';
import { Dispatching } from '../storage/dispatching';
import { OrderBook } from '../storage/order-book';
import { OrderReader } from '../storage/order-reader';
import { readProgress } from '../storage/progress';

@InputType()
export class DispatchLineInput {
  @Field(() => Id)
  orderLineId!: string;

  @Field(() => QuantityInput)
  quantity!: QuantityInput;
}

@InputType()
export class DispatchShipmentInput extends ChangeInput {
  @Field(() => Id)
  orderId!: string;

  @Field(() => ShortText)
  carrier!: string;

  @Field(() => ShortText, { nullable: true })
  trackingNo?: string | null;

  @Field(() => [DispatchLineInput])
  lines!: DispatchLineInput[];
}

/** Sends a part of the order, or all of it; a suspended supplier and a recalled lot send nothing. */
@Injectable()
export class DispatchShipment {
  constructor(
    private readonly commands: Commands,
    private readonly book: OrderBook,
    private readonly admissions: Admissions,
    private readonly dispatching: Dispatching,
  ) {}

  execute(
    actor: Actor,
    input: DispatchShipmentInput,
  ): Promise<Outcome<{ orderId: string; shipmentId: string }>> {
    requireShipped(input);
    return this.commands.run({ operation: 'dispatchShipment', actor, input }, async (tx) => {
      const { order } = await this.book.lockFor(tx, actor, input.orderId, ['SUPPLIER']);
      tx.expectVersion(order, input.expectedVersion);
      if (order.harvest !== null) refuse(orderRefusals.AWAITS_HARVEST(['orderId']));
      await this.admissions.requireAdmitted(tx, order.supplierId, ['orderId']);
      const progress = await readProgress(tx, order.id);
      const goods = readDispatch(input.lines, progress, order.toleranceBp);
      const shipmentId = await this.dispatching.send(tx, order, goods, input);
      const after = await readProgress(tx, order.id);
      const verb = after.every((line) => restOf(line) === 0n) ? 'shipRest' : 'shipPart';
      const moved = await this.book.move(tx, order, verb, { actor, data: { shipmentId } });
      await this.book.publish(tx, moved, orderEvents.shipped, { shipmentId });
      await this.book.tellOther(tx, moved, 'SUPPLIER', 'SHIPMENT_DISPATCHED');
      return { orderId: order.id, shipmentId };
    });
  }
}

@Resolver()
export class DispatchShipmentResolver {
  constructor(
    private readonly useCase: DispatchShipment,
    private readonly orders: OrderReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => OrderPayload)
  async dispatchShipment(
    @Args('input') input: DispatchShipmentInput,
    @CurrentActor() actor: Actor,
  ): Promise<OrderPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ orderId }) => ({
      order: await this.orders.visibleTo(actor, orderId),
    }));
  }
}
