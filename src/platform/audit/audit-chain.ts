import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { Reader } from '../database/reader';
import { ReconcileCheck, type CheckResult, type Checks } from '../reconcile/check';
import { GENESIS, sealHash, sealableRows, type SealRange } from './seal';

/** Reads the chain: its head for signed documents, its unsealed tail for operators. */
@Injectable()
export class AuditChain {
  constructor(private readonly database: Database) {}

  /** The newest seal's hash; documents quote it so that a rewritten past shows. */
  async head(reader: Reader = this.database): Promise<string> {
    const [last] = await reader.query<{ hash: string }>(
      'SELECT hash FROM audit_seals ORDER BY id DESC LIMIT 1',
    );
    return last?.hash ?? GENESIS;
  }

  async unsealed(): Promise<{ rows: number; oldest: Date | null }> {
    const tail = await this.database.one<{ rows: number; oldest: Date | null }>(
      `WITH ends AS (SELECT cluster, max(to_tx) AS to_tx FROM audit_seals GROUP BY cluster),
            starts AS (SELECT cluster, to_tx FROM ends
                       UNION ALL SELECT (pg_control_system()).system_identifier, '0'::xid8
                       WHERE NOT EXISTS (SELECT FROM ends WHERE cluster = (pg_control_system()).system_identifier))
       SELECT count(*)::int AS rows, min(recorded_at) AS oldest
       FROM starts JOIN audit_rows USING (cluster) WHERE audit_rows.xid >= starts.to_tx`,
    );
    return tail ?? { rows: 0, oldest: null };
  }
}

interface Seal extends SealRange {
  id: bigint;
  row_count: number;
  previous_hash: string;
  hash: string;
}

@ReconcileCheck({
  invariant: 'I28',
  sentence: 'The audit chain is unbroken and every sealed row is as it was sealed',
})
export class AuditChainIsUnbroken implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const seals = await reader.query<Seal>(
      `SELECT id, cluster, from_tx::text AS "fromTx", to_tx::text AS "toTx", row_count, previous_hash, hash
       FROM audit_seals ORDER BY id`,
    );
    const breaks: string[] = [];
    const ends = new Map<bigint, string>();
    let previous = GENESIS;
    let examined = 0;
    for (const seal of seals) {
      const rows = await sealableRows(reader, seal);
      examined += rows.length;
      if (seal.previous_hash !== previous || seal.fromTx !== (ends.get(seal.cluster) ?? '0'))
        breaks.push(`seal ${seal.id} does not follow the one before`);
      if (rows.length !== seal.row_count)
        breaks.push(`seal ${seal.id} covers ${rows.length} rows, sealed were ${seal.row_count}`);
      else if (sealHash(seal.previous_hash, seal, rows) !== seal.hash)
        breaks.push(`seal ${seal.id}: a row was changed`);
      previous = seal.hash;
      ends.set(seal.cluster, seal.toTx);
    }
    return { examined, breaks };
  }
}
