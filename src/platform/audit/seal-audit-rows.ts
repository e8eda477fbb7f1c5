import { Transactions } from '../database/transactions';
import type { Tx } from '../database/tx';
import { Repeated, type Ticks } from '../jobs/reaction';
import { GENESIS, sealHash, sealableRows, type SealRange } from './seal';

/**
 * Chains new audit rows in batches. A batch ends below the oldest transaction still open,
 * so a row committed late falls into the next batch and none is skipped. Rows that came with a dump
 * from another cluster, where every transaction is over, are sealed to their end.
 */
@Repeated({ name: 'seal-audit-rows', everySeconds: 1 })
export class SealAuditRows implements Ticks {
  constructor(private readonly transactions: Transactions) {}

  async tick(): Promise<void> {
    await this.transactions.run(async (tx) => {
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
      `INSERT INTO audit_seals (cluster, from_tx, to_tx, row_count, previous_hash, hash)
       VALUES ($1, $2::text::xid8, $3::text::xid8, $4, $5, $6)`,
      [range.cluster, range.fromTx, range.toTx, rows.length, previous, sealHash(previous, range, rows)],
    );
  }
}

/** Per cluster that wrote rows: from the end of its last seal; other clusters first, they are the past. */
function openRanges(tx: Tx): Promise<SealRange[]> {
  return tx.query<SealRange>(
    `WITH here AS (SELECT (pg_control_system()).system_identifier AS cluster),
          ends AS (SELECT cluster, max(to_tx) AS to_tx FROM audit_seals GROUP BY cluster)
     SELECT newest.cluster, coalesce(ends.to_tx, '0'::xid8)::text AS "fromTx",
            CASE WHEN newest.cluster = here.cluster THEN pg_snapshot_xmin(pg_current_snapshot())::text
                 ELSE (newest.xid::text::numeric + 1)::text END AS "toTx"
     FROM here, ${NEWEST_ROW_PER_CLUSTER} AS newest LEFT JOIN ends USING (cluster)
     WHERE newest.xid >= coalesce(ends.to_tx, '0'::xid8)
     ORDER BY newest.cluster = here.cluster, newest.cluster`,
  );
}

/** Walks the index from cluster to cluster instead of reading every row. */
const NEWEST_ROW_PER_CLUSTER = `(
  WITH RECURSIVE clusters AS (
    SELECT min(cluster) AS cluster FROM audit_rows
    UNION ALL
    SELECT (SELECT min(cluster) FROM audit_rows WHERE cluster > clusters.cluster) FROM clusters WHERE clusters.cluster IS NOT NULL)
  SELECT cluster, (SELECT xid FROM audit_rows row WHERE row.cluster = clusters.cluster ORDER BY xid DESC LIMIT 1) AS xid
  FROM clusters WHERE cluster IS NOT NULL)`;
