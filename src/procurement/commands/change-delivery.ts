import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Refused } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  BusinessDay,
  RegionCode,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { OrderPayload } from '../api/order.payload';
import { ContractRevision } from '../storage/contract-revision';
import { Offers } from '../storage/offers';
import { orderRefusals } from '../domain/order.refusals';
import { OrderBook } from '../storage/order-book';
import { OrderReader } from '../storage/order-reader';

@InputType()
export class ChangeDeliveryInput extends ChangeInput {
  @Field(() => Id)
  orderId!: string;

  @Field(() => RegionCode)
  deliveryCounty!: string;

  @Field(() => BusinessDay)
  deliveryOn!: string;
}

/** A change of place or day makes a new version of the contract; earlier signatures are void. */
@Injectable()
export class ChangeDelivery {
  constructor(
    private readonly commands: Commands,
    private readonly book: OrderBook,
    private readonly revision: ContractRevision,
    private readonly offers: Offers,
  ) {}

  execute(actor: Actor, input: ChangeDeliveryInput): Promise<Outcome<{ orderId: string }>> {
    return this.commands.run({ operation: 'changeDelivery', actor, input }, async (tx) => {
      const { order } = await this.book.lockFor(tx, actor, input.orderId, ['BUYER']);
      tx.expectVersion(order, input.expectedVersion);
      const { deliveryCounty, deliveryOn } = input;
      const lines = await this.book.lines(tx, order.id);
      const goods = lines.map(({ lotId, forwardSupplyId }) => (lotId ? { lotId } : { forwardSupplyId }));
      const until = order.deliveryUntil;
      const refusals = [
        ...(until && deliveryOn > until
          ? [orderRefusals.DELIVERY_AFTER_AGREEMENT({ until }, ['deliveryOn'])]
          : []),
        ...(await this.offers.placeRefusals(tx, input)),
        ...(await this.offers.dayRefusals(tx, goods, deliveryOn, tx.at)),
      ];
      if (refusals.length > 0) throw new Refused(refusals);
      await this.revision.revise(tx, actor, order, 'reopenContract', { deliveryCounty, deliveryOn });
      await this.book.tellOther(tx, order, 'BUYER', 'CONTRACT_CHANGED');
      return { orderId: order.id };
    });
  }
}

@Resolver()
export class ChangeDeliveryResolver {
  constructor(
    private readonly useCase: ChangeDelivery,
    private readonly orders: OrderReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => OrderPayload)
  async changeDelivery(
    @Args('input') input: ChangeDeliveryInput,
    @CurrentActor() actor: Actor,
  ): Promise<OrderPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ orderId }) => ({
      order: await this.orders.visibleTo(actor, orderId),
    }));
  }
}
