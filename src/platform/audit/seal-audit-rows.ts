import { Transactions } from '../database/transactions';
import { Repeated, type Ticks } from '../jobs/reaction';
import { GENESIS, SEALABLE_ROWS, sealHash, type SealableRow } from './seal';

/**
 * Chains new audit rows in batches. A batch ends below the oldest transaction still open,
 * so a row committed late falls into the next batch and none is skipped.
 */
@Repeated({ name: 'seal-audit-rows', everySeconds: 1 })
export class SealAuditRows implements Ticks {
  constructor(private readonly transactions: Transactions) {}

  async tick(): Promise<void> {
    await this.transactions.run(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('audit-chain'))`);
      const [last] = await tx.query<{ to_tx: string; hash: string }>(
        'SELECT to_tx::text, hash FROM audit_seals ORDER BY id DESC LIMIT 1',
      );
      const fromTx = last?.to_tx ?? '0';
      const [horizon] = await tx.query<{ xmin: string }>(
        'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin',
      );
      const toTx = horizon?.xmin ?? fromTx;
      const rows = await tx.query<SealableRow>(SEALABLE_ROWS, [fromTx, toTx]);
      if (rows.length === 0) return;
      await tx.query(
        'INSERT INTO audit_seals (from_tx, to_tx, row_count, previous_hash, hash) VALUES ($1::text::xid8, $2::text::xid8, $3, $4, $5)',
        [
          fromTx,
          toTx,
          rows.length,
          last?.hash ?? GENESIS,
          sealHash(last?.hash ?? GENESIS, fromTx, toTx, rows),
        ],
      );
    });
  }
}
