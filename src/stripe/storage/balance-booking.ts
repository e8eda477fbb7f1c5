import { Injectable } from '@nestjs/common';
import { Ledger, PLATFORM } from '../../ledger/index';
import { LineTaking } from '../../banking/index';
import { Transactions, businessDateOf, type Tx } from '../../platform/index';
import {
  entriesOfBooked,
  entriesOfCharge,
  entriesOfPayout,
  type BalanceEntry,
  type BalanceMove,
} from '../domain/balance-posting';

interface BalanceRow extends BalanceMove {
  readonly id: string;
  readonly type: string;
  readonly source: string | null;
  readonly createdAt: Date;
}

/** WAITING: of ours, and its own end is not known yet. UNKNOWN: of nothing we asked for, for people to look into. */
type Outcome = BalanceEntry[] | 'WAITING' | 'UNKNOWN';

const PAYOUTS = new Set(['payout', 'payout_cancel', 'payout_failure']);
const CHARGES = new Set(['stripe_fee', 'stripe_fx_fee', 'tax_fee']);
/** One subject for everything that is the provider's and no order's. */
const BALANCE_SUBJECT = '00000000-0000-4000-8000-000000000750';

/** SQL: everything of ours that may move the balance, by Stripe's name for it. */
const OURS = `
  SELECT reference, fen, true AS ended FROM provider_captures
  UNION ALL SELECT provider_id, fen, state IN ('SUCCEEDED', 'FAILED') FROM stripe_refunds WHERE state <> 'DIFFERS'
  UNION ALL SELECT reference, fen, true FROM capture_disputes
  UNION ALL SELECT provider_id, fen, true FROM stripe_transfers
  UNION ALL SELECT provider_id, fen, state = 'SUCCEEDED' FROM stripe_reversals`;

/** SQL: that by now we know what a movement is of, though we did not when it was looked at: our answer may come after it. */
export const isOurs = (source: string) => `EXISTS (SELECT FROM (${OURS}) ours WHERE reference = ${source})`;

/** Books a movement of our balance once; what its gross amount means was booked with the capture, refund or dispute. */
@Injectable()
export class BalanceBooking {
  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: Ledger,
    private readonly lines: LineTaking,
  ) {}

  async book(id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const [row] = await tx.query<BalanceRow>(
        `SELECT id, type, source, currency, amount, fee, net, created_at AS "createdAt"
           FROM stripe_balance_rows WHERE id = $1 AND state <> 'BOOKED' FOR UPDATE`,
        [id],
      );
      if (!row) return;
      const outcome = await this.outcomeOf(tx, row);
      const state = typeof outcome === 'string' ? outcome : 'BOOKED';
      await tx.query('UPDATE stripe_balance_rows SET state = $2 WHERE id = $1', [id, state]);
      if (typeof outcome !== 'string') await this.post(tx, row, outcome);
    });
  }

  private async outcomeOf(tx: Tx, row: BalanceRow): Promise<Outcome> {
    if (PAYOUTS.has(row.type)) return entriesOfPayout(row);
    if (CHARGES.has(row.type)) return entriesOfCharge(row);
    const bookedFen = await this.bookedFen(tx, row);
    if (bookedFen === 'WAITING') return bookedFen;
    return bookedFen === null ? 'UNKNOWN' : (entriesOfBooked(row, bookedFen) ?? 'UNKNOWN');
  }

  /** What stands in the book for it; its sign is the movement's. */
  private async bookedFen(tx: Tx, { source, amount }: BalanceRow): Promise<bigint | 'WAITING' | null> {
    const [found] = await tx.query<{ fen: bigint; ended: boolean }>(
      `SELECT fen, ended FROM (${OURS}) ours WHERE reference = $1`,
      [source],
    );
    if (!found) return null;
    if (!found.ended) return 'WAITING';
    return amount < 0n ? -found.fen : found.fen;
  }

  private async post(tx: Tx, { id, createdAt }: BalanceRow, entries: BalanceEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await this.ledger.post(tx, {
      key: `stripe-balance:${id}`,
      kind: 'PROVIDER_BALANCE',
      subject: { kind: 'PROVIDER_BALANCE', id: BALANCE_SUBJECT },
      eventAt: createdAt,
      entries: entries.map((entry) => ({ ...entry, owner: PLATFORM })),
    });
    await this.lookForArrival(tx, createdAt, entries);
  }

  /** A payout may have reached the bank, and its line been loaded, before the provider told of it. */
  private async lookForArrival(tx: Tx, createdAt: Date, entries: readonly BalanceEntry[]): Promise<void> {
    const from = businessDateOf(createdAt);
    for (const { purpose, currency, fen } of entries)
      if (purpose === 'PROVIDER_TRANSIT' && currency === 'CNY' && fen > 0n)
        await this.lines.again(tx, { direction: 'CREDIT', fen, from });
  }
}
