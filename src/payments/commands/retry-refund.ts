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
  Payload,
  answer,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { RefundPaymentReader } from '../api/refund-payment-reader';
import { RefundPaymentType } from '../api/refund-payment.type';
import { refundPaymentStates } from '../domain/refund-payment.states';
import { FinanceTasks } from '../storage/finance-tasks';
import { RefundPayment } from '../storage/refund-payment.entity';
import { RefundRows } from '../storage/refund-rows';
import { SendingBack } from '../storage/sending-back';

@InputType({ description: '重新退款: FINANCE pays again, or has the provider try again' })
export class RetryRefundInput extends ChangeInput {
  @Field(() => Id)
  refundPaymentId!: string;
}

@ObjectType()
export class RetryRefundPayload extends Payload {
  @Field(() => RefundPaymentType, { nullable: true })
  refundPayment?: RefundPaymentType;
}

@Injectable()
export class RetryRefund {
  constructor(
    private readonly commands: Commands,
    private readonly refunds: RefundRows,
    private readonly sendingBack: SendingBack,
    private readonly tasks: FinanceTasks,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: RetryRefundInput): Promise<Outcome<{ refundPaymentId: string }>> {
    return this.commands.run({ operation: 'retryRefund', actor, input }, async (tx) => {
      const payment = await this.refunds.payment(tx, input.refundPaymentId);
      tx.expectVersion(payment, input.expectedVersion);
      const state = refundPaymentStates.next(payment.state, 'retry');
      const attempt = payment.attempt + (payment.captureId === null ? 0 : 1);
      const again = await tx.change(RefundPayment, payment, { state, failureReason: null, attempt });
      await this.payAgain(tx, payment);
      await this.sendingBack.ask(tx, [again]);
      await this.audit.record(tx, {
        actor,
        action: 'retryRefund',
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

  /** What came back is paid at the bank anew. */
  private async payAgain(tx: Tx, { id, state }: RefundPayment): Promise<void> {
    if (state !== 'RETURNED') return;
    await this.tasks.close(tx, 'RESEND_REFUND', id);
    await this.tasks.open(tx, 'PAY_REFUND', id);
  }
}

@Resolver()
export class RetryRefundResolver {
  constructor(
    private readonly useCase: RetryRefund,
    private readonly payments: RefundPaymentReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => RetryRefundPayload)
  async retryRefund(
    @Args('input') input: RetryRefundInput,
    @CurrentActor() actor: Actor,
  ): Promise<RetryRefundPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ refundPaymentId }) => ({
      refundPayment: await this.payments.find(actor, refundPaymentId),
    }));
  }
}
