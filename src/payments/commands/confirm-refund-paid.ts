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
  ShortText,
  Timestamp,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { RefundPaymentReader } from '../api/refund-payment-reader';
import { RefundPaymentType } from '../api/refund-payment.type';
import { bankTime } from '../domain/bank-time';
import { bankReference } from '../domain/payer';
import { RefundCompletion } from '../storage/refund-completion';
import { RefundSeen } from '../storage/refund-seen';

@InputType({ description: '确认已退: the bank has sent the money back' })
export class ConfirmRefundPaidInput extends ChangeInput {
  @Field(() => Id)
  refundPaymentId!: string;

  @Field(() => ShortText, { description: 'The bank’s reference of the outgoing transfer' })
  bankReference!: string;

  @Field(() => Timestamp)
  paidAt!: string;
}

@ObjectType()
export class ConfirmRefundPaidPayload extends Payload {
  @Field(() => RefundPaymentType, { nullable: true })
  refundPayment?: RefundPaymentType;
}

@Injectable()
export class ConfirmRefundPaid {
  constructor(
    private readonly commands: Commands,
    private readonly completion: RefundCompletion,
    private readonly seen: RefundSeen,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: ConfirmRefundPaidInput): Promise<Outcome<{ refundPaymentId: string }>> {
    return this.commands.run({ operation: 'confirmRefundPaid', actor, input }, async (tx) => {
      const { refundPaymentId, expectedVersion } = input;
      const paidAt = bankTime(input.paidAt, tx.at, ['paidAt']);
      const reference = bankReference(input.bankReference);
      const bank = { bankReference: reference, paidAt, confirmedBy: actor.memberId, byStatement: false };
      await this.seen.requireUntold(tx, refundPaymentId, paidAt);
      const { payment, orderId } = await this.completion.complete(tx, {
        refundPaymentId,
        expectedVersion,
        bank,
      });
      await this.audit.record(tx, {
        actor,
        action: 'confirmRefundPaid',
        subjectKind: 'RefundPayment',
        subjectId: refundPaymentId,
        fromState: payment.state,
        toState: 'DONE',
        data: {
          refundId: payment.refundId,
          suspenseReturnId: payment.suspenseReturnId,
          orderId,
          fen: String(payment.fen),
          bankReference: reference,
        },
      });
      return { refundPaymentId };
    });
  }
}

@Resolver()
export class ConfirmRefundPaidResolver {
  constructor(
    private readonly useCase: ConfirmRefundPaid,
    private readonly payments: RefundPaymentReader,
  ) {}

  @Allow(Role.FINANCE)
  @Mutation(() => ConfirmRefundPaidPayload)
  async confirmRefundPaid(
    @Args('input') input: ConfirmRefundPaidInput,
    @CurrentActor() actor: Actor,
  ): Promise<ConfirmRefundPaidPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ refundPaymentId }) => ({
      refundPayment: await this.payments.find(actor, refundPaymentId),
    }));
  }
}
