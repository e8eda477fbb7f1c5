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
import { VarianceReasonEnum } from '../api/reasons';
import { requireFewPhotos, requireTaking, type VarianceReason } from '../domain/acceptance';
import { DeliveryPhotos } from '../storage/delivery-photos';
import { Completion } from '../storage/completion';
import { OrderReader } from '../storage/order-reader';
import { Receiving } from '../storage/receiving';
import { Shipments } from '../storage/shipments';

@InputType({ description: 'expectedVersion is the shipment’s' })
export class RefuseDeliveryInput extends ChangeInput {
  @Field(() => Id)
  shipmentId!: string;

  @Field(() => VarianceReasonEnum)
  reason!: VarianceReason;

  @Field(() => [Id], { defaultValue: [] })
  photoIds!: string[];
}

/** Nothing of the shipment is taken; an order of which nothing was taken at all ends, and its money goes back. */
@Injectable()
export class RefuseDelivery {
  constructor(
    private readonly commands: Commands,
    private readonly shipments: Shipments,
    private readonly photos: DeliveryPhotos,
    private readonly receiving: Receiving,
    private readonly completion: Completion,
  ) {}

  execute(actor: Actor, input: RefuseDeliveryInput): Promise<Outcome<{ orderId: string }>> {
    return this.commands.run({ operation: 'refuseDelivery', actor, input }, async (tx) => {
      const { order, shipment } = await this.shipments.lockFor(tx, actor, input.shipmentId, ['BUYER']);
      tx.expectVersion(shipment, input.expectedVersion);
      requireTaking(order.state);
      requireFewPhotos(input.photoIds, ['photoIds']);
      await this.photos.attach(tx, actor, order, input.photoIds, ['photoIds']);
      const refused = {
        acceptedBase: 0n,
        grade: '-',
        varianceReason: input.reason,
        photoIds: input.photoIds,
      };
      const lines = await this.shipments.lines(tx, shipment.id);
      const taken = lines.map((line) => ({ ...refused, line }));
      await this.receiving.take(tx, order, shipment, taken, actor);
      await this.completion.advance(tx, order, actor);
      return { orderId: order.id };
    });
  }
}

@Resolver()
export class RefuseDeliveryResolver {
  constructor(
    private readonly useCase: RefuseDelivery,
    private readonly orders: OrderReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => OrderPayload)
  async refuseDelivery(
    @Args('input') input: RefuseDeliveryInput,
    @CurrentActor() actor: Actor,
  ): Promise<OrderPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ orderId }) => ({
      order: await this.orders.visibleTo(actor, orderId),
    }));
  }
}
