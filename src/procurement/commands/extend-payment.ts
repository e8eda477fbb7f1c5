import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { isCredit } from '../../../libs/payment-plan/src/index';
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
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { PaymentParts } from '../../payments/index';
import { OrderPayload } from '../api/order.payload';
import { orderRefusals } from '../domain/order.refusals';
import { dueAnew } from '../storage/parts-due';
import type { Order } from '../storage/order.entity';
import { OrderRules } from '../storage/order-rules';
import { OrderBook } from '../storage/order-book';
import { OrderReader } from '../storage/order-reader';

@InputType()
export class ExtendPaymentInput extends ChangeInput {
  @Field(() => Id)
  orderId!: string;
}

/**
 * Once for an order, by the days of the dated rule, for the part that is due next. What is due after delivery is the
 * supplier's credit: it is extended while it is not overdue, and only where the contract says so.
 */
@Injectable()
export class ExtendPayment {
  constructor(
    private readonly commands: Commands,
    private readonly book: OrderBook,
    private readonly rules: OrderRules,
    private readonly parts: PaymentParts,
  ) {}

  execute(actor: Actor, input: ExtendPaymentInput): Promise<Outcome<{ orderId: string }>> {
    return this.commands.run({ operation: 'extendPayment', actor, input }, async (tx) => {
      const { order } = await this.book.lockFor(tx, actor, input.orderId, ['BUYER']);
      tx.expectVersion(order, input.expectedVersion);
      if (order.paymentExtended) refuse(orderRefusals.PAYMENT_ALREADY_EXTENDED(['orderId']));
      const late = requireExtendable(order);
      const subject = { kind: 'ORDER', id: order.id } as const;
      const next = await this.parts.next(tx, subject);
      if (!next?.dueOn) refuse(orderRefusals.PAYMENT_NOT_EXTENDABLE(['orderId']));
      if (late && next.dueOn < businessDateOf(tx.at)) refuse(orderRefusals.PAYMENT_OVERDUE(['orderId']));
      const rule = late ? 'POSTPAID_EXTENSION_DAYS' : 'PREPAID_EXTENSION_DAYS';
      const days = await this.rules.days(tx, rule, order.placedOn);
      const paymentDueOn = addDays(next.dueOn, days);
      const changes = { ...dueAnew(paymentDueOn), paymentExtended: true };
      await this.book.move(tx, order, 'extendPayment', { actor, changes, data: { paymentDueOn } });
      await this.parts.postpone(tx, { subject, days });
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

/** Whether what is due follows delivery; refuses where the contract lets nobody extend it. */
function requireExtendable(order: Order): boolean {
  const late = order.acceptedAt !== null || order.state !== 'AWAITING_PAYMENT';
  if (late && (!isCredit(order) || order.restDue === null))
    refuse(orderRefusals.PAYMENT_NOT_EXTENDABLE(['orderId']));
  return late;
}
