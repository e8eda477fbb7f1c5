import { Injectable } from '@nestjs/common';
import type { AccountPurpose } from '../../ledger/index';
import type { Reader } from '../../platform/index';
import { outstandingFen, type PaymentPosition, type PaymentRequestState } from '../domain/payment-request';
import type { PaymentRequest } from './payment-request.entity';

interface PositionRow {
  state: PaymentRequestState;
  due_fen: bigint;
  received: bigint;
  from_held: bigint;
  disputed_held: bigint;
  refunded: bigint;
  balances: { purpose: AccountPurpose; fen: string }[] | null;
}

/** Positions as sums of entries, payments and refunds; consistent when the request row is locked. */
@Injectable()
export class Positions {
  async of(reader: Reader, request: Pick<PaymentRequest, 'id'>): Promise<PaymentPosition> {
    const [row] = await reader.query<PositionRow>(
      `SELECT r.state, r.due_fen,
              COALESCE((SELECT sum(p.fen) FROM payments p WHERE p.request_id = r.id), 0)::bigint AS received,
              COALESCE((SELECT sum(f.fen) FROM refunds f
                         WHERE f.request_id = r.id AND f.source = 'HELD'), 0)::bigint AS from_held,
              COALESCE((SELECT sum(x.held_fen) FROM provider_captures c JOIN capture_disputes x ON x.capture_id = c.id
                         WHERE c.request_id = r.id AND x.state <> 'WON'), 0)::bigint AS disputed_held,
              COALESCE((SELECT sum(b.fen) FROM refunds f JOIN refund_payments b ON b.refund_id = f.id
                         WHERE f.request_id = r.id AND b.state = 'DONE'), 0)::bigint AS refunded,
              (SELECT json_agg(json_build_object('purpose', s.purpose, 'fen', s.fen::text))
                 FROM (SELECT a.purpose, sum(e.fen) AS fen
                         FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
                        WHERE a.subject_id = r.subject_id GROUP BY a.purpose) s) AS balances
         FROM payment_requests r WHERE r.id = $1`,
      [request.id],
    );
    if (!row) throw new Error(`there is no payment request ${request.id}`);
    return positionOf(row);
  }
}

function positionOf(row: PositionRow): PaymentPosition {
  // Signed sums: what we owe stands on the credit side, so below zero.
  const signed = (purpose: AccountPurpose) =>
    BigInt(row.balances?.find((balance) => balance.purpose === purpose)?.fen ?? 0);
  return {
    dueFen: row.due_fen,
    receivedFen: row.received,
    heldFen: -signed('HELD'),
    payableFen: -signed('PAYABLE'),
    paidOutFen: -signed('PAID_OUT'),
    feesFen: -signed('FEES'),
    refundDueFen: -signed('REFUND_DUE'),
    refundedFen: row.refunded,
    disputedFen: -signed('DISPUTED'),
    owedBackFen: signed('OWED_BACK'),
    // A closed request asks for nothing any more.
    outstandingFen:
      row.state === 'CLOSED'
        ? 0n
        : outstandingFen(row.due_fen, row.received, row.from_held + row.disputed_held),
  };
}
