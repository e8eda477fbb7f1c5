import { createHash } from 'node:crypto';
import type { Reader } from '../database/reader';

export interface SealableRow {
  readonly id: bigint;
  /** The row as PostgreSQL writes it in one line; the hash is over this text. */
  readonly text: string;
}

/** The head of a chain in which nothing has been sealed yet. */
export const GENESIS = '0'.repeat(64);

/** Transaction ids count within one database cluster; a dump restored elsewhere brings rows of another. */
export interface SealRange {
  readonly cluster: bigint;
  readonly fromTx: string;
  /** Exclusive. */
  readonly toTx: string;
}

/** sha256 over the previous head, the range and every row in order; hex. Changing, dropping or adding any row changes it. */
export function sealHash(previous: string, range: SealRange, rows: readonly SealableRow[]): string {
  const { cluster, fromTx, toTx } = range;
  const hash = createHash('sha256').update(`${previous}\n${cluster}\n${fromTx}\n${toTx}\n${rows.length}\n`);
  for (const row of rows) hash.update(`${row.id}\t${row.text}\n`);
  return hash.digest('hex');
}

/** The same rows in the same order for sealing and for verifying. Transaction ids order them, so late commits are not missed. */
export function sealableRows(reader: Reader, { cluster, fromTx, toTx }: SealRange): Promise<SealableRow[]> {
  return reader.query<SealableRow>(
    `SELECT id, jsonb_build_array(xid::text, extract(epoch FROM at)::text, extract(epoch FROM recorded_at)::text, member_id,
              organization_id, action, subject_kind, subject_id, from_state, to_state, reason, data)::text AS text
     FROM audit_rows WHERE cluster = $1 AND xid >= $2::text::xid8 AND xid < $3::text::xid8 ORDER BY xid, id`,
    [cluster, fromTx, toTx],
  );
}
