import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/index';
import type { OrderDebt } from '../domain/payout-amounts';

/** What a line stands for: money of a sale, and what goes back of it before or after the supplier was paid. */
export type PayoutLineKind = 'SALE' | 'REFUND' | 'FEE' | 'CLAWBACK' | 'DISPUTE' | 'RETURNED' | 'PAID_BEFORE';

/** One entry of the ledger on an account of the supplier that stands in no statement. */
export interface OpenEntry {
  readonly transferId: string;
  readonly accountId: bigint;
  readonly purpose: 'PAYABLE' | 'OWED_BACK';
  readonly orderId: string;
  readonly kind: PayoutLineKind;
  readonly eventAt: Date;
  /** For the supplier: positive is his, negative goes back. */
  readonly fen: bigint;
}

/** What payouts themselves move is no line of a statement. */
export const PAYOUT_SUBJECT = 'PAYOUT';
/** What came back from a supplier's bank, or went there unawares, is a line of his next statement. */
export const RETURN_SUBJECT = 'PAYOUT_RETURN';

/**
 * An order's payable account comes in whole once anything on it happened before the cut-off: what went back since then is not
 * paid out first. Debts come in at once.
 */
const OPEN_ENTRIES = `
  WITH open AS (
    SELECT e.transfer_id, e.account_id, a.purpose, a.subject_id, t.event_at, -e.fen AS fen
      FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id JOIN ledger_transfers t ON t.id = e.transfer_id
     WHERE a.owner = $1::text AND a.purpose IN ('PAYABLE', 'OWED_BACK') AND a.currency = 'CNY'
       AND t.subject_kind <> '${PAYOUT_SUBJECT}'
       AND NOT EXISTS (SELECT FROM payout_lines l
                        WHERE l.live AND l.transfer_id = e.transfer_id AND l.account_id = e.account_id))
  SELECT o.transfer_id AS "transferId", o.account_id AS "accountId", o.purpose, o.subject_id AS "orderId",
         o.event_at AS "eventAt", o.fen,
         CASE WHEN 'FEES' = ANY (other.purposes) THEN 'FEE'
              WHEN o.purpose = 'OWED_BACK' AND 'PAID_OUT' = ANY (other.purposes) THEN 'PAID_BEFORE'
              WHEN o.purpose = 'OWED_BACK' THEN 'CLAWBACK'
              WHEN 'HELD' = ANY (other.purposes) THEN 'SALE' WHEN 'DISPUTED' = ANY (other.purposes) THEN 'DISPUTE'
              WHEN 'PAID_OUT' = ANY (other.purposes) THEN 'RETURNED'
              ELSE 'REFUND' END AS kind
    FROM open o
   CROSS JOIN LATERAL (SELECT array_agg(a.purpose) AS purposes FROM ledger_entries e
                         JOIN ledger_accounts a ON a.id = e.account_id WHERE e.transfer_id = o.transfer_id) other
   WHERE o.purpose = 'OWED_BACK'
      OR EXISTS (SELECT FROM open p WHERE p.account_id = o.account_id
                    AND p.event_at < $2)
   ORDER BY o.event_at, o.transfer_id, o.account_id`;

/** The ledger as statements see it. */
@Injectable()
export class OpenEntries {
  of(tx: Tx, supplierId: string, cutOffAt: Date): Promise<OpenEntry[]> {
    return tx.query<OpenEntry>(OPEN_ENTRIES, [supplierId, cutOffAt]);
  }

  /** All debts of the supplier not yet set off, oldest first; `paying`: what the statement pays out of each order. */
  async debts(tx: Tx, supplierId: string, paying: ReadonlyMap<string, bigint>): Promise<OrderDebt[]> {
    const rows = await tx.query<{ orderId: string; fen: bigint; paidOutFen: bigint }>(
      `SELECT a.subject_id AS "orderId", b.natural_fen - b.promised_fen AS fen,
              COALESCE((SELECT p.natural_fen - p.promised_fen FROM ledger_accounts o
                          JOIN ledger_balances p ON p.account_id = o.id
                         WHERE o.owner = a.owner AND o.purpose = 'PAID_OUT' AND o.currency = a.currency
                           AND o.subject_id = a.subject_id), 0)::bigint AS "paidOutFen"
         FROM ledger_accounts a JOIN ledger_balances b ON b.account_id = a.id
        WHERE a.owner = $1::text AND a.purpose = 'OWED_BACK' AND a.currency = 'CNY' AND b.natural_fen > b.promised_fen
        ORDER BY a.id`,
      [supplierId],
    );
    return rows.map(({ orderId, fen, paidOutFen }) => ({
      orderId,
      fen,
      takeableFen: paidOutFen + (paying.get(orderId) ?? 0n),
    }));
  }

  /** Suppliers, or the one, with something to settle from before that moment and no statement in preparation or up to it. */
  async suppliersWaiting(
    reader: Reader,
    cutOffAt: Date,
    supplierId: string | null = null,
  ): Promise<string[]> {
    const rows = await reader.query<{ id: string }>(
      `SELECT DISTINCT a.owner::uuid AS id
         FROM ledger_accounts a JOIN ledger_balances b ON b.account_id = a.id
         JOIN ledger_entries e ON e.account_id = a.id JOIN ledger_transfers t ON t.id = e.transfer_id
        WHERE (a.purpose = 'PAYABLE' AND b.natural_fen > b.promised_fen OR a.purpose = 'OWED_BACK' AND b.natural_fen > 0)
          AND a.currency = 'CNY' AND t.subject_kind <> '${PAYOUT_SUBJECT}'
          AND t.event_at < $1 AND ($2::text IS NULL OR a.owner = $2)
          AND NOT EXISTS (SELECT FROM payout_lines l
                           WHERE l.live AND l.transfer_id = e.transfer_id AND l.account_id = e.account_id)
          AND NOT EXISTS (SELECT FROM payout_statements s WHERE s.supplier_id = a.owner::uuid
                             AND (s.cut_off_at >= $1 OR s.state IN ('OPEN', 'CALCULATED')))
        ORDER BY 1`,
      [cutOffAt, supplierId],
    );
    return rows.map(({ id }) => id);
  }
}
