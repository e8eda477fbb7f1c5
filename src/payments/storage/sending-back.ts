import { Injectable } from '@nestjs/common';
import { Events, type Tx } from '../../platform/index';
import {
  BANK_REFUND_DUE,
  PROVIDER_REFUND_DUE,
  type BankRefundDue,
  type ProviderRefundDue,
} from '../domain/payments.events';
import type { RefundPayment } from './refund-payment.entity';

/** Tells whoever speaks with the provider what is to go back by it, and whoever reads statements what the bank is to pay. */
@Injectable()
export class SendingBack {
  constructor(private readonly events: Events) {}

  async ask(tx: Tx, parts: readonly RefundPayment[]): Promise<void> {
    const events = parts.map(({ id, captureId, fen, attempt, requestedAt }) => {
      const stream = `refund-payment:${id}`;
      if (captureId === null) {
        const payload = {
          refundPaymentId: id,
          fen: String(fen),
          requestedAt: requestedAt.toISOString(),
        } satisfies BankRefundDue;
        return { stream, kind: BANK_REFUND_DUE, payload: { ...payload } };
      }
      const payload = {
        refundPaymentId: id,
        captureId,
        fen: String(fen),
        attempt,
      } satisfies ProviderRefundDue;
      return { stream, kind: PROVIDER_REFUND_DUE, payload: { ...payload } };
    });
    if (events.length > 0) await this.events.publishAll(tx, events);
  }
}
