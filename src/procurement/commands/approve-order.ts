import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role, isSamePerson } from '../../organizations/index';
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
import { totalFen } from '../domain/order';
import { orderRefusals } from '../domain/order.refusals';
import { OrderBook } from '../storage/order-book';
import { OrderBudget } from '../storage/order-budget';
import { OrderReader } from '../storage/order-reader';

@InputType()
export class ApproveOrderInput extends ChangeInput {
  @Field(() => Id)
  orderId!: string;
}

/** The buyer's second pair of eyes (I18). */
@Injectable()
export class ApproveOrder {
  constructor(
    private readonly commands: Commands,
    private readonly book: OrderBook,
    private readonly budget: OrderBudget,
  ) {}

  execute(actor: Actor, input: ApproveOrderInput): Promise<Outcome<{ orderId: string }>> {
    return this.commands.run({ operation: 'approveOrder', actor, input }, async (tx) => {
      const { order } = await this.book.lockFor(tx, actor, input.orderId, ['BUYER']);
      tx.expectVersion(order, input.expectedVersion);
      if (!order.approvalRequired) refuse(orderRefusals.APPROVAL_NOT_NEEDED(['orderId']));
      if (order.approvedBy !== null) refuse(orderRefusals.ALREADY_APPROVED(['orderId']));
      if (await isSamePerson(tx, actor.memberId, [order.placedBy]))
        refuse(orderRefusals.SELF_APPROVAL(['orderId']));
      await this.budget.bringTo(tx, order, totalFen(order), actor);
      await this.book.move(tx, order, 'approve', { actor, changes: { approvedBy: actor.memberId } });
      return { orderId: order.id };
    });
  }
}

@Resolver()
export class ApproveOrderResolver {
  constructor(
    private readonly useCase: ApproveOrder,
    private readonly orders: OrderReader,
  ) {}

  @Allow(Role.BUYER_APPROVER)
  @Mutation(() => OrderPayload)
  async approveOrder(
    @Args('input') input: ApproveOrderInput,
    @CurrentActor() actor: Actor,
  ): Promise<OrderPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ orderId }) => ({
      order: await this.orders.visibleTo(actor, orderId),
    }));
  }
}
