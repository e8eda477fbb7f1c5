import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { Reader } from '../database/reader';
import { ReconcileCheck, type CheckResult, type Checks } from '../reconcile/check';
import { GENESIS, NOTHING_SEEN, SEALED_SO_FAR, rowsNotSeenBy, sealHash, sealableRows } from './seal';

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
      `SELECT count(*)::int AS rows, min(recorded_at) AS oldest
       FROM ${SEALED_SO_FAR} AS sealed CROSS JOIN LATERAL ${rowsNotSeenBy('sealed.seen', 'sealed.cluster')} AS row`,
    );
    return tail ?? { rows: 0, oldest: null };
  }
}

interface Seal {
  id: bigint;
  cluster: bigint;
  seen: string;
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
      `SELECT id, cluster, seen::text AS seen, row_count, previous_hash, hash FROM audit_seals ORDER BY id`,
    );
    const breaks: string[] = [];
    const seenBefore = new Map<bigint, string>();
    let previous = GENESIS;
    let examined = 0;
    for (const seal of seals) {
      const { cluster, seen } = seal;
      const range = { cluster, seen, before: seenBefore.get(cluster) ?? NOTHING_SEEN };
      const rows = await sealableRows(reader, range);
      examined += rows.length;
      if (seal.previous_hash !== previous) breaks.push(`seal ${seal.id} does not follow the one before`);
      else if (rows.length !== seal.row_count)
        breaks.push(`seal ${seal.id} covers ${rows.length} rows, sealed were ${seal.row_count}`);
      else if (sealHash(seal.previous_hash, range, rows) !== seal.hash)
        breaks.push(`seal ${seal.id}: a row was changed`);
      previous = seal.hash;
      seenBefore.set(cluster, seen);
    }
    return { examined, breaks };
  }
}
