import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { Reader } from '../database/reader';
import { ReconcileCheck, type CheckResult, type Checks } from '../reconcile/check';
import { GENESIS, SEALABLE_ROWS, sealHash, type SealableRow } from './seal';

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
      `SELECT count(*)::int AS rows, min(recorded_at) AS oldest FROM audit_rows
       WHERE xid >= coalesce((SELECT max(to_tx) FROM audit_seals), '0'::xid8)`,
    );
    return tail ?? { rows: 0, oldest: null };
  }
}

interface Seal {
  id: bigint;
  from_tx: string;
  to_tx: string;
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
      'SELECT id, from_tx::text, to_tx::text, row_count, previous_hash, hash FROM audit_seals ORDER BY id',
    );
    const breaks: string[] = [];
    let previous = { to_tx: '0', hash: GENESIS };
    let examined = 0;
    for (const seal of seals) {
      const rows = await reader.query<SealableRow>(SEALABLE_ROWS, [seal.from_tx, seal.to_tx]);
      examined += rows.length;
      if (seal.previous_hash !== previous.hash || seal.from_tx !== previous.to_tx)
        breaks.push(`seal ${seal.id} does not follow the one before`);
      if (rows.length !== seal.row_count)
        breaks.push(`seal ${seal.id} covers ${rows.length} rows, sealed were ${seal.row_count}`);
      else if (sealHash(seal.previous_hash, seal.from_tx, seal.to_tx, rows) !== seal.hash)
        breaks.push(`seal ${seal.id}: a row was changed`);
      previous = seal;
    }
    return { examined, breaks };
  }
}
