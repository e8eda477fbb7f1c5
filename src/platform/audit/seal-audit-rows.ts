import { Transactions } from '../database/transactions';
import type { Tx } from '../database/tx';
import { Repeated, type Ticks } from '../jobs/reaction';
import { GENESIS, SEALED_SO_FAR, sealHash, sealableRows, type SealRange } from './seal';

/**
 * Chains new audit rows in batches: whatever is committed when it looks. A row committed late falls into a later
 * batch, however long its transaction took. Rows that came with a dump from another cluster, where every
 * transaction is over, are sealed to their end.
 */
@Repeated({ name: 'seal-audit-rows', everySeconds: 1 })
export class SealAuditRows implements Ticks {
  constructor(private readonly transactions: Transactions) {}

  async tick(): Promise<void> {
    await this.transactions.run(async (tx) => {
      // One after another: each takes its snapshot after the seal before it was committed.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext('audit-chain'))`);
      for (const range of await openRanges(tx)) await this.seal(tx, range);
    });
  }

  private async seal(tx: Tx, range: SealRange): Promise<void> {
    const rows = await sealableRows(tx, range);
    if (rows.length === 0) return;
    const [last] = await tx.query<{ hash: string }>('SELECT hash FROM audit_seals ORDER BY id DESC LIMIT 1');
    const previous = last?.hash ?? GENESIS;
    await tx.query(
      `INSERT INTO audit_seals (cluster, seen, row_count, previous_hash, hash) VALUES ($1, $2::pg_snapshot, $3, $4, $5)`,
      [range.cluster, range.seen, rows.length, previous, sealHash(previous, range, rows)],
    );
  }
}

/** Per cluster that wrote rows: what its last seal had not seen; other clusters first, they are the past. */
function openRanges(tx: Tx): Promise<SealRange[]> {
  return tx.query<SealRange>(
    `WITH here AS (SELECT (pg_control_system()).system_identifier AS cluster),
          ends AS (SELECT sealed.cluster, sealed.seen, greatest(pg_snapshot_xmax(sealed.seen)::text::numeric,
                     (SELECT xid::text::numeric + 1 FROM audit_rows row WHERE row.cluster = sealed.cluster ORDER BY xid DESC LIMIT 1)) AS xmax
                   FROM ${SEALED_SO_FAR} AS sealed)
     SELECT ends.cluster, ends.seen::text AS before,
            CASE WHEN ends.cluster = here.cluster THEN pg_current_snapshot()::text
                 ELSE format('%s:%s:', ends.xmax, ends.xmax) END AS seen
     FROM here, ends ORDER BY ends.cluster = here.cluster, ends.cluster`,
  );
}
