import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
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
import { VarianceReasonEnum } from '../api/reasons';
import { readTaken, requireTaking } from '../domain/acceptance';
import type { VarianceReason } from '../domain/acceptance';
import { DeliveryPhotos } from '../storage/delivery-photos';
import { Completion } from '../storage/completion';
import { OrderReader } from '../storage/order-reader';
import { readProgress } from '../storage/progress';
import { Receiving } from '../storage/receiving';
import { Shipments } from '../storage/shipments';

@InputType()
export class AcceptedLineInput {
  @Field(() => Id)
  shipmentLineId!: string;

  @Field(() => QuantityInput, { description: 'The weight or count found' })
  quantity!: QuantityInput;

  @Field(() => ShortText)
  grade!: string;

  @Field(() => VarianceReasonEnum, {
    nullable: true,
    description: 'Needed where less than dispatched is taken',
  })
  varianceReason?: VarianceReason | null;

  @Field(() => [Id], { defaultValue: [] })
  photoIds!: string[];
}

@InputType({ description: 'expectedVersion is the shipment’s' })
export class AcceptDeliveryInput extends ChangeInput {
  @Field(() => Id)
  shipmentId!: string;

  @Field(() => [AcceptedLineInput])
  lines!: AcceptedLineInput[];
}

/** The buyer's word by line and lot. The last acceptance re-prices the order and, where it is paid, settles it. */
@Injectable()
export class AcceptDelivery {
  constructor(
    private readonly commands: Commands,
    private readonly shipments: Shipments,
    private readonly photos: DeliveryPhotos,
    private readonly receiving: Receiving,
    private readonly completion: Completion,
  ) {}

  execute(actor: Actor, input: AcceptDeliveryInput): Promise<Outcome<{ orderId: string }>> {
    return this.commands.run({ operation: 'acceptDelivery', actor, input }, async (tx) => {
      const { order, shipment } = await this.shipments.lockFor(tx, actor, input.shipmentId, ['BUYER']);
      tx.expectVersion(shipment, input.expectedVersion);
      requireTaking(order.state);
      const shipped = await this.shipments.lines(tx, shipment.id);
      const progress = await readProgress(tx, order.id);
      const taken = readTaken(input.lines, shipped, progress, order.toleranceBp);
      const photoIds = taken.flatMap((line) => line.photoIds);
      await this.photos.attach(tx, actor, order, photoIds, ['lines']);
      await this.receiving.take(tx, order, shipment, taken, actor);
      await this.completion.advance(tx, order, actor);
      return { orderId: order.id };
    });
  }
}

@Resolver()
export class AcceptDeliveryResolver {
  constructor(
    private readonly useCase: AcceptDelivery,
    private readonly orders: OrderReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => OrderPayload)
  async acceptDelivery(
    @Args('input') input: AcceptDeliveryInput,
    @CurrentActor() actor: Actor,
  ): Promise<OrderPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ orderId }) => ({
      order: await this.orders.visibleTo(actor, orderId),
    }));
  }
}
