import { Injectable } from '@nestjs/common';
import { Ledger, type PostingEntry } from '../../ledger/index';
import type { Tx } from '../../platform/index';
import { splitOfDispute, type DisputeSplit } from '../domain/dispute-split';
import { refundableFen } from '../domain/payment-request';
import type { CaptureDispute } from './capture-dispute.entity';
import { orderAccount } from './order-accounts';
import type { PaymentRequest } from './payment-request.entity';
import { Positions } from './positions';
import { RefundRows } from './refund-rows';

const COLUMNS = `x.id, x.capture_id AS "captureId", x.reference, x.fen, x.held_fen AS "heldFen", x.payable_fen AS "payableFen",
  x.owed_fen AS "owedFen", x.state, x.opened_at AS "openedAt", x.decided_at AS "decidedAt", x.version`;

/** A lost dispute, and what of it has paid back what its payer was due back anyway. */
export type LostDispute = CaptureDispute & { readonly paidBackFen: bigint };

/** Disputes as rows, and what they move of an order’s money. Under the request’s lock. */
@Injectable()
export class DisputeBooks {
  constructor(
    private readonly positions: Positions,
    private readonly refunds: RefundRows,
    private readonly ledger: Ledger,
  ) {}

  async find(tx: Tx, reference: string): Promise<CaptureDispute | null> {
    const [row] = await tx.query<CaptureDispute>(
      `SELECT ${COLUMNS} FROM capture_disputes x WHERE x.reference = $1`,
      [reference],
    );
    return row ?? null;
  }

  async lostOf(tx: Tx, captureId: string): Promise<LostDispute[]> {
    return tx.query<LostDispute>(
      `SELECT ${COLUMNS}, COALESCE((SELECT sum(d.fen) FROM refund_payments d WHERE d.dispute_id = x.id), 0)::bigint AS "paidBackFen"
         FROM capture_disputes x WHERE x.capture_id = $1 AND x.state = 'LOST' ORDER BY x.decided_at, x.id`,
      [captureId],
    );
  }

  async splitOf(tx: Tx, request: PaymentRequest, captureId: string, fen: bigint): Promise<DisputeSplit> {
    const shares = await this.refunds.sourceShares(tx, request.id);
    const leftFen = shares.find((share) => share.captureId === captureId)?.leftFen ?? 0n;
    const position = await this.positions.of(tx, request);
    return splitOfDispute(fen, leftFen, {
      heldFen: position.heldFen,
      payableFen: await this.ledger.available(tx, orderAccount(request, 'PAYABLE')),
      settledFen: refundableFen(position, 'PAYABLE'),
    });
  }

  /** The order has it again; what the supplier has paid back meanwhile, or an approved statement takes of him, is owed to him again. */
  async givingBack(
    tx: Tx,
    request: PaymentRequest,
    { heldFen, payableFen, owedFen }: DisputeSplit,
  ): Promise<PostingEntry[]> {
    const stillOwedFen = await this.ledger.available(tx, orderAccount(request, 'OWED_BACK'));
    const forgivenFen = owedFen < stillOwedFen ? owedFen : stillOwedFen;
    return [
      { ...orderAccount(request, 'HELD'), fen: -heldFen },
      { ...orderAccount(request, 'PAYABLE'), fen: forgivenFen - owedFen - payableFen },
      { ...orderAccount(request, 'OWED_BACK'), fen: -forgivenFen },
    ];
  }

  async post(
    tx: Tx,
    request: PaymentRequest,
    step: { readonly kind: `DISPUTE_${string}`; readonly key: string },
    entries: PostingEntry[],
  ): Promise<void> {
    const subject = { kind: 'ORDER', id: request.subjectId };
    await this.ledger.post(tx, { ...step, subject, entries });
  }
}
