import { Injectable } from '@nestjs/common';
import { Events, type Tx } from '../../platform/index';
import { PROVIDER_REFUND_DUE, type ProviderRefundDue } from '../domain/payments.events';
import type { RefundPayment } from './refund-payment.entity';

/** Tells whoever speaks with the provider what is to go back by it. */
@Injectable()
export class SendingBack {
  constructor(private readonly events: Events) {}

  async ask(tx: Tx, parts: readonly RefundPayment[]): Promise<void> {
    const events = parts.flatMap(({ id, captureId, fen, attempt }) => {
      if (captureId === null) return [];
      const payload = {
        refundPaymentId: id,
        captureId,
        fen: String(fen),
        attempt,
      } satisfies ProviderRefundDue;
      return [{ stream: `refund-payment:${id}`, kind: PROVIDER_REFUND_DUE, payload }];
    });
    if (events.length > 0) await this.events.publishAll(tx, events);
  }
}
