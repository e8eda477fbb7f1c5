import { randomUUID } from 'node:crypto';
import { PROVIDER_REFUND_DUE, type ProviderRefundDue } from '../../payments/index';
import { Errands, Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { FOLLOW_REFUND } from '../domain/errands';
import { firstLook } from '../domain/intent.rules';
import { ReversalPlanning } from '../storage/reversal-planning';
import { StripeRefund } from '../storage/stripe-refund.entity';

/** A part of a refund goes back to the card or wallet it came from: the row first, the call after its commit. */
@Reaction({ name: 'send-refund-back', on: [PROVIDER_REFUND_DUE] })
export class SendRefundBack implements Reacts {
  constructor(
    private readonly errands: Errands,
    private readonly reversals: ReversalPlanning,
  ) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const due = event.payload as unknown as ProviderRefundDue;
    const refund: StripeRefund = {
      id: randomUUID(),
      refundPaymentId: due.refundPaymentId,
      attempt: due.attempt,
      intentId: due.captureId,
      fen: BigInt(due.fen),
      state: 'CREATED',
      providerId: null,
      failureCode: null,
      askedAt: tx.at,
      lookAgainAt: firstLook(tx.at),
      tries: 0,
      version: 1,
    };
    await tx.add(StripeRefund, refund);
    await this.reversals.align(tx, refund.intentId);
    await this.errands.ask(tx, FOLLOW_REFUND, [refund.id]);
  }
}
