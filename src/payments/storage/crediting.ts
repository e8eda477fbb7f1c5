import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Events, type Tx } from '../../platform/index';
import { samePayer } from '../domain/payer';
import { PAYMENT_RECEIVED, type PaymentReceived } from '../domain/payments.events';
import { BuyerNotices } from './buyer-notices';
import type { PaymentRequest } from './payment-request.entity';
import { Positions } from './positions';

export interface Credit {
  readonly receiptId: string;
  readonly suspenseMatchId: string | null;
  readonly fen: bigint;
  readonly payerName: string;
}

/** Writes a payment and tells the order; the ledger's posting is the caller's. */
@Injectable()
export class Crediting {
  constructor(
    private readonly positions: Positions,
    private readonly events: Events,
    private readonly notices: BuyerNotices,
  ) {}

  /** Under the lock of the request. */
  async credit(tx: Tx, request: PaymentRequest, credit: Credit): Promise<string> {
    const id = randomUUID();
    const payerDiffers = !samePayer(credit.payerName, request.expectedPayerName);
    await tx.query(
      `INSERT INTO payments (id, request_id, receipt_id, suspense_match_id, fen, payer_differs, credited_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, request.id, credit.receiptId, credit.suspenseMatchId, String(credit.fen), payerDiffers, tx.at],
    );
    const { receivedFen, outstandingFen } = await this.positions.of(tx, request);
    await this.notices.send(tx, 'PAYMENT_RECEIVED', request, credit.fen);
    await this.events.publish(tx, {
      stream: `order:${request.subjectId}`,
      kind: PAYMENT_RECEIVED,
      payload: {
        orderId: request.subjectId,
        paymentId: id,
        fen: String(credit.fen),
        receivedFen: String(receivedFen),
        outstandingFen: String(outstandingFen),
      } satisfies PaymentReceived,
    });
    return id;
  }
}
