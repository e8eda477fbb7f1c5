import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Events, type Tx } from '../../platform/index';
import { samePayer } from '../domain/payer';
import { PAYMENT_RECEIVED, type PaymentReceived } from '../domain/payments.events';
import { BuyerNotices } from './buyer-notices';
import { ChannelFees } from './channel-fees';
import type { PaymentRequest } from './payment-request.entity';
import { Positions } from './positions';

export type Credit = { readonly fen: bigint } & (
  | { readonly receiptId: string; readonly suspenseMatchId: string | null; readonly payerName: string }
  // The buyer's own people started it at the provider.
  | { readonly captureId: string }
);

/** Writes a payment and tells the order; the ledger's posting is the caller's. */
@Injectable()
export class Crediting {
  constructor(
    private readonly positions: Positions,
    private readonly events: Events,
    private readonly notices: BuyerNotices,
    private readonly fees: ChannelFees,
  ) {}

  /** Somebody else has paid with the code of an order: its buyer says whether that is right. */
  askWhoPaid(tx: Tx, request: PaymentRequest, fen: bigint): Promise<void> {
    return this.notices.send(tx, 'PAYER_UNDECLARED', request, fen);
  }

  /** Under the lock of the request. */
  async credit(tx: Tx, request: PaymentRequest, credit: Credit): Promise<string> {
    const id = randomUUID();
    const byReceipt = 'receiptId' in credit ? credit : null;
    const payerDiffers = byReceipt !== null && !samePayer(byReceipt.payerName, request.expectedPayerName);
    await tx.query(
      `INSERT INTO payments (id, request_id, receipt_id, capture_id, suspense_match_id, fen, payer_differs, credited_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        request.id,
        byReceipt?.receiptId ?? null,
        'captureId' in credit ? credit.captureId : null,
        byReceipt?.suspenseMatchId ?? null,
        String(credit.fen),
        payerDiffers,
        tx.at,
      ],
    );
    // Money heard of late stands before what came after it, also where that is settled.
    await this.fees.align(tx, request);
    await this.notices.send(tx, 'PAYMENT_RECEIVED', request, credit.fen);
    await this.tell(tx, request, id, credit.fen);
    return id;
  }

  /** Money of a capture came back that had been taken. */
  async tellOfCapture(tx: Tx, request: PaymentRequest, captureId: string, fen: bigint): Promise<void> {
    const [payment] = await tx.query<{ id: string }>('SELECT id FROM payments WHERE capture_id = $1', [
      captureId,
    ]);
    if (payment) await this.tell(tx, request, payment.id, fen);
  }

  private async tell(tx: Tx, request: PaymentRequest, id: string, fen: bigint): Promise<void> {
    const { receivedFen, outstandingFen } = await this.positions.of(tx, request);
    await this.events.publish(tx, {
      stream: `order:${request.subjectId}`,
      kind: PAYMENT_RECEIVED,
      payload: {
        orderId: request.subjectId,
        paymentId: id,
        fen: String(fen),
        receivedFen: String(receivedFen),
        outstandingFen: String(outstandingFen),
      } satisfies PaymentReceived,
    });
  }
}
