import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/index';

/** Signed as the bank sees it: what comes is positive. */
const SIGNED = `CASE l.direction WHEN 'CREDIT' THEN l.fen ELSE -l.fen END`;

/** Every movement of the bank account in the book, and the line that tells of it, if any. */
export const MOVEMENTS = `
  SELECT t.id AS transfer_id, t.kind, t.subject_kind, t.subject_id, t.event_at, e.fen, u.line_id
    FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id JOIN ledger_transfers t ON t.id = e.transfer_id
    LEFT JOIN (SELECT u.line_id, COALESCE(u.transfer_id, k.id) AS transfer_id FROM bank_line_uses u
                 LEFT JOIN ledger_transfers k ON k.key = COALESCE('receipt:' || u.receipt_id, 'refund-paid:' || u.refund_payment_id)) u
      ON u.transfer_id = t.id
   WHERE a.purpose = 'BANK' AND a.currency = 'CNY'`;

/**
 * By account in custody: from the balance before its first line to the closing balance of its last confirmed statement,
 * and what of it is named: jumps between lines, which are days nobody told; moves between our own accounts; and lines
 * nobody knows.
 */
const ACCOUNTS = `
  WITH placed AS (
    SELECT l.account_number, l.day, l.balance_fen, ${SIGNED} AS signed, u.line_id IS NULL AS open, u.reason,
           lag(l.balance_fen) OVER place AS before, row_number() OVER place AS number, count(*) OVER (PARTITION BY l.account_number) AS lines
      FROM bank_lines l LEFT JOIN bank_line_uses u ON u.line_id = l.id
    WINDOW place AS (PARTITION BY l.account_number ORDER BY l.day, l.day_position)),
  sums AS (
    SELECT account_number, sum(balance_fen - signed - before) AS jumps, sum(signed) FILTER (WHERE reason = 'OWN_TRANSFER') AS own,
           sum(signed) FILTER (WHERE open) AS open, count(*) FILTER (WHERE open) AS opens,
           min(balance_fen - signed) FILTER (WHERE number = 1) AS first_fen,
           min(balance_fen) FILTER (WHERE number = lines) AS last_fen, max(day) AS last_day
      FROM placed GROUP BY account_number),
  last AS (
    SELECT DISTINCT ON (account_number) s.* FROM bank_statements s LEFT JOIN sums USING (account_number) WHERE s.state = 'BOOKED'
     ORDER BY account_number, s.last_on DESC, (s.closing_fen = sums.last_fen) DESC, s.decided_at DESC),
  first AS (
    SELECT DISTINCT ON (account_number) s.* FROM bank_statements s LEFT JOIN sums USING (account_number) WHERE s.state = 'BOOKED'
     ORDER BY account_number, s.first_on, (s.opening_fen = sums.first_fen) DESC, s.decided_at)
  SELECT right(account_number, 4) AS "lastFour", last.last_on AS "toldUntil", last.closing_fen AS "closingFen",
         first.opening_fen AS "startFen",
         (COALESCE(jumps, 0) + CASE WHEN first.rows_read = 0 THEN COALESCE(first_fen, last.closing_fen) - first.opening_fen ELSE 0 END
           + CASE WHEN last.rows_read = 0 AND last.first_on > last_day THEN last.closing_fen - last_fen ELSE 0 END)::text AS "untoldFen",
         COALESCE(own, 0)::text AS "ownFen", COALESCE(open, 0)::text AS "openFen", COALESCE(opens, 0)::int AS "openLines"
    FROM last JOIN first USING (account_number) LEFT JOIN sums USING (account_number) ORDER BY account_number`;

export interface AccountStanding {
  readonly lastFour: string;
  readonly toldUntil: string;
  readonly startFen: bigint;
  readonly closingFen: bigint;
  readonly untoldFen: bigint;
  readonly ownFen: bigint;
  readonly openFen: bigint;
  readonly openLines: number;
}

/** Sums may be beyond what one amount can be: they come as digits. */
type AccountRow = Omit<AccountStanding, SummedFen> & Readonly<Record<SummedFen, string>>;
type SummedFen = 'untoldFen' | 'ownFen' | 'openFen';

export interface BankStanding {
  readonly accounts: readonly AccountStanding[];
  /** The bank account in the book. */
  readonly bookFen: bigint;
  /** Of it, what no line tells of yet. */
  readonly inFlightFen: bigint;
  /** What the book ought to say, by what the bank says; the same, or something is wrong. */
  readonly expectedFen: bigint;
}

/** The book beside the bank. */
@Injectable()
export class BankStandings {
  async now(reader: Reader): Promise<BankStanding> {
    const rows = await reader.query<AccountRow>(ACCOUNTS);
    const accounts = rows.map(({ untoldFen, ownFen, openFen, ...row }): AccountStanding => {
      return { ...row, untoldFen: BigInt(untoldFen), ownFen: BigInt(ownFen), openFen: BigInt(openFen) };
    });
    const [sums] = await reader.query<{ book: string; inFlight: string }>(
      `SELECT COALESCE(sum(fen), 0)::text AS book, COALESCE(sum(fen) FILTER (WHERE line_id IS NULL), 0)::text AS "inFlight"
         FROM (${MOVEMENTS}) moved`,
    );
    const [bookFen, inFlightFen] = [BigInt(sums?.book ?? 0), BigInt(sums?.inFlight ?? 0)];
    const expectedFen = accounts.reduce(
      (sum, one) => sum + one.closingFen - one.startFen - one.untoldFen - one.ownFen - one.openFen,
      inFlightFen,
    );
    return { accounts, bookFen, inFlightFen, expectedFen };
  }
}
