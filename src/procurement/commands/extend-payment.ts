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
  addDays,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { PaymentRequests } from '../../payments/index';
import { OrderPayload } from '../api/order.payload';
import { orderRefusals } from '../domain/order.refusals';
import { OrderRules } from '../storage/order-rules';
import { OrderBook } from '../storage/order-book';
import { OrderReader } from '../storage/order-reader';

@InputType()
export class ExtendPaymentInput extends ChangeInput {
  @Field(() => Id)
  orderId!: string;
}

/** Once, by the days of the dated rule, and only for a payment due before shipment. */
@Injectable()
export class ExtendPayment {
  constructor(
    private readonly commands: Commands,
    private readonly book: OrderBook,
    private readonly rules: OrderRules,
    private readonly requests: PaymentRequests,
  ) {}

  execute(actor: Actor, input: ExtendPaymentInput): Promise<Outcome<{ orderId: string }>> {
    return this.commands.run({ operation: 'extendPayment', actor, input }, async (tx) => {
      const { order } = await this.book.lockFor(tx, actor, input.orderId, ['BUYER']);
      tx.expectVersion(order, input.expectedVersion);
      if (order.paymentExtended) refuse(orderRefusals.PAYMENT_ALREADY_EXTENDED(['orderId']));
      if (order.paymentDueOn === null || order.acceptedAt !== null)
        refuse(orderRefusals.PAYMENT_NOT_EXTENDABLE(['orderId']));
      const days = await this.rules.days(tx, 'PREPAID_EXTENSION_DAYS', order.placedOn);
      const paymentDueOn = addDays(order.paymentDueOn, days);
      await this.book.move(tx, order, 'extendPayment', {
        actor,
        changes: { paymentDueOn, paymentExtended: true, paymentReminded: false },
        data: { paymentDueOn },
      });
      await this.requests.changeDueDate(tx, {
        subject: { kind: 'ORDER', id: order.id },
        dueOn: paymentDueOn,
      });
      await this.book.tellOther(tx, order, 'BUYER', 'PAYMENT_EXTENDED');
      return { orderId: order.id };
    });
  }
}

@Resolver()
export class ExtendPaymentResolver {
  constructor(
    private readonly useCase: ExtendPayment,
    private readonly orders: OrderReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => OrderPayload)
  async extendPayment(
    @Args('input') input: ExtendPaymentInput,
    @CurrentActor() actor: Actor,
  ): Promise<OrderPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ orderId }) => ({
      order: await this.orders.visibleTo(actor, orderId),
    }));
  }
}
