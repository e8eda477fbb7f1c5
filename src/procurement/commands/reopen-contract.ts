import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
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
import { orderRefusals } from '../domain/order.refusals';
import { ContractRevision } from '../storage/contract-revision';
import { OrderBook } from '../storage/order-book';
import { OrderReader } from '../storage/order-reader';

@InputType()
export class ReopenContractInput extends ChangeInput {
  @Field(() => Id)
  orderId!: string;
}

/** Takes back a contract only the supplier has signed, so that it can be changed. */
@Injectable()
export class ReopenContract {
  constructor(
    private readonly commands: Commands,
    private readonly book: OrderBook,
    private readonly revision: ContractRevision,
  ) {}

  execute(actor: Actor, input: ReopenContractInput): Promise<Outcome<{ orderId: string }>> {
    return this.commands.run({ operation: 'reopenContract', actor, input }, async (tx) => {
      const { order, side } = await this.book.lockFor(tx, actor, input.orderId, ['BUYER', 'SUPPLIER']);
      tx.expectVersion(order, input.expectedVersion);
      if (order.state !== 'CONTRACT_SUPPLIER_SIGNED') refuse(orderRefusals.CONTRACT_NOT_SIGNED(['orderId']));
      await this.revision.revise(tx, actor, order, 'reopenContract', {});
      await this.book.tellOther(tx, order, side, 'CONTRACT_CHANGED');
      return { orderId: order.id };
    });
  }
}

@Resolver()
export class ReopenContractResolver {
  constructor(
    private readonly useCase: ReopenContract,
    private readonly orders: OrderReader,
  ) {}

  @Allow(Role.SUPPLIER, Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => OrderPayload)
  async reopenContract(
    @Args('input') input: ReopenContractInput,
    @CurrentActor() actor: Actor,
  ): Promise<OrderPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ orderId }) => ({
      order: await this.orders.visibleTo(actor, orderId),
    }));
  }
}
