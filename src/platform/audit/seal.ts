import { createHash } from 'node:crypto';
import type { Reader } from '../database/reader';

export interface SealableRow {
  readonly id: bigint;
  /** The row as PostgreSQL writes it in one line; the hash is over this text. */
  readonly text: string;
}

/** The head of a chain in which nothing has been sealed yet. */
export const GENESIS = '0'.repeat(64);

/** A snapshot that has seen no transaction. */
export const NOTHING_SEEN = '1:1:';

/**
 * What one seal covers: the rows of the transactions that were over at `seen` and not yet at `before`, as PostgreSQL
 * writes snapshots (`xmin:xmax:open,open`). Who commits late was open then, so the next seal covers it: nobody waits
 * and nothing is missed. Transaction ids count within one cluster; a dump restored elsewhere brings rows of another.
 */
export interface SealRange {
  readonly cluster: bigint;
  readonly before: string;
  readonly seen: string;
}

/** Where no transaction was open a snapshot is one number: such seals are as those that knew no snapshots. */
function markOf(snapshot: string): string {
  if (snapshot === NOTHING_SEEN) return '0';
  const [xmin, xmax, open] = snapshot.split(':');
  return xmin === xmax && open === '' ? (xmin ?? snapshot) : snapshot;
}

/** sha256 over the previous head, the range and every row in order; hex. Changing, dropping or adding any row changes it. */
export function sealHash(previous: string, range: SealRange, rows: readonly SealableRow[]): string {
  const { cluster, before, seen } = range;
  const head = [previous, cluster, markOf(before), markOf(seen), rows.length];
  const hash = createHash('sha256').update(`${head.join('\n')}\n`);
  for (const row of rows) hash.update(`${row.id}\t${row.text}\n`);
  return hash.digest('hex');
}

/**
 * SQL: the rows of a cluster whose transactions were not over at that snapshot: those begun later and those open then.
 * Two look-ups in the index, however many rows lie between the oldest open transaction and now.
 */
export const rowsNotSeenBy = (snapshot: string, cluster: string) => `(
  SELECT * FROM audit_rows WHERE cluster = ${cluster} AND xid >= pg_snapshot_xmax(${snapshot})
  UNION ALL
  SELECT row.* FROM pg_snapshot_xip(${snapshot}) AS late JOIN audit_rows row ON row.cluster = ${cluster} AND row.xid = late)`;

/** The same rows in the same order for sealing and for verifying. */
export function sealableRows(reader: Reader, { cluster, before, seen }: SealRange): Promise<SealableRow[]> {
  return reader.query<SealableRow>(
    `SELECT id, jsonb_build_array(xid::text, extract(epoch FROM at)::text, extract(epoch FROM recorded_at)::text, member_id,
              organization_id, action, subject_kind, subject_id, from_state, to_state, reason, data)::text AS text
     FROM ${rowsNotSeenBy('$2::pg_snapshot', '$1::bigint')} AS row
     WHERE xid < pg_snapshot_xmax($3::pg_snapshot) AND pg_visible_in_snapshot(xid, $3::pg_snapshot)
     ORDER BY xid, id`,
    [cluster, before, seen],
  );
}

/** SQL: every cluster that wrote rows, walking the index from one to the next instead of reading every row, and what its last seal had seen. */
export const SEALED_SO_FAR = `(
  WITH RECURSIVE clusters AS (
    SELECT min(cluster) AS cluster FROM audit_rows
    UNION ALL
    SELECT (SELECT min(cluster) FROM audit_rows WHERE cluster > clusters.cluster) FROM clusters WHERE clusters.cluster IS NOT NULL)
  SELECT cluster, coalesce((SELECT seen FROM audit_seals seal WHERE seal.cluster = clusters.cluster ORDER BY id DESC LIMIT 1),
                           '${NOTHING_SEEN}'::pg_snapshot) AS seen
  FROM clusters WHERE cluster IS NOT NULL)`;
