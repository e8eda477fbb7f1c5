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
import { HarvestDecision } from '../storage/harvest-decision';
import { OrderBook } from '../storage/order-book';
import { OrderReader } from '../storage/order-reader';

@InputType()
export class TakeHarvestedInput extends ChangeInput {
  @Field(() => Id)
  orderId!: string;

  @Field(() => [Id], {
    defaultValue: [],
    description: 'Announced harvests of the order that were cut and of which nothing is taken at all',
  })
  withoutForwardSupplyIds!: string[];
}

/** A harvest was smaller than reserved: the buyer takes what there is, or the order without it. Nobody is at fault. */
@Injectable()
export class TakeHarvested {
  constructor(
    private readonly commands: Commands,
    private readonly book: OrderBook,
    private readonly decision: HarvestDecision,
  ) {}

  execute(actor: Actor, input: TakeHarvestedInput): Promise<Outcome<{ orderId: string }>> {
    return this.commands.run({ operation: 'takeHarvested', actor, input }, async (tx) => {
      const { order } = await this.book.lockFor(tx, actor, input.orderId, ['BUYER']);
      tx.expectVersion(order, input.expectedVersion);
      await this.decision.take(tx, actor, order, input.withoutForwardSupplyIds);
      return { orderId: order.id };
    });
  }
}

@Resolver()
export class TakeHarvestedResolver {
  constructor(
    private readonly useCase: TakeHarvested,
    private readonly orders: OrderReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => OrderPayload)
  async takeHarvested(
    @Args('input') input: TakeHarvestedInput,
    @CurrentActor() actor: Actor,
  ): Promise<OrderPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ orderId }) => ({
      order: await this.orders.visibleTo(actor, orderId),
    }));
  }
}
