import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  Audit,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  Payload,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { RefundPaymentReader } from '../api/refund-payment-reader';
import { RefundPaymentType } from '../api/refund-payment.type';
import { requireByHand } from '../domain/refund-payment.rules';
import { refundPaymentStates } from '../domain/refund-payment.states';
import { RefundPayment } from '../storage/refund-payment.entity';
import { RefundRows } from '../storage/refund-rows';

@InputType({ description: '登记退款失败: the bank could not pay; the money stays due' })
export class FailRefundInput extends ChangeInput {
  @Field(() => Id)
  refundPaymentId!: string;

  @Field(() => NoteText)
  failureReason!: string;
}

@ObjectType()
export class FailRefundPayload extends Payload {
  @Field(() => RefundPaymentType, { nullable: true })
  refundPayment?: RefundPaymentType;
}

@Injectable()
export class FailRefund {
  constructor(
    private readonly commands: Commands,
    private readonly refunds: RefundRows,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: FailRefundInput): Promise<Outcome<{ refundPaymentId: string }>> {
    return this.commands.run({ operation: 'failRefund', actor, input }, async (tx) => {
      const payment = await this.refunds.payment(tx, input.refundPaymentId);
      tx.expectVersion(payment, input.expectedVersion);
      requireByHand(payment);
      const state = refundPaymentStates.next(payment.state, 'fail');
      await tx.change(RefundPayment, payment, { state, failureReason: input.failureReason });
      await this.audit.record(tx, {
        actor,
        action: 'failRefund',
        subjectKind: 'RefundPayment',
        subjectId: payment.id,
        fromState: payment.state,
        toState: state,
        data: {
          refundId: payment.refundId,
          suspenseReturnId: payment.suspenseReturnId,
          fen: String(payment.fen),
        },
      });
      return { refundPaymentId: payment.id };
    });
  }
}

@Resolver()
export class FailRefundResolver {
  constructor(
    private readonly useCase: FailRefund,
    private readonly payments: RefundPaymentReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => FailRefundPayload)
  async failRefund(
    @Args('input') input: FailRefundInput,
    @CurrentActor() actor: Actor,
  ): Promise<FailRefundPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ refundPaymentId }) => ({
      refundPayment: await this.payments.find(actor, refundPaymentId),
    }));
  }
}
