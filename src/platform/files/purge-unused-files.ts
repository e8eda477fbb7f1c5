import { Clock } from '../clock/clock';
import { businessDateOf } from '../clock/business-date';
import { Database } from '../database/database';
import { Transactions } from '../database/transactions';
import { Repeated, type Ticks } from '../jobs/reaction';
import { keptSince } from '../privacy/retention';
import { FileStore, SHELVES } from './file-store';
import { blobLock } from './files';
import { UploadTries } from './upload-tries';

const HOUR_MS = 60 * 60 * 1000;
const SHELVES_AT_ONCE = 16;
const MOST_AT_ONCE = 500;

/** Uploads no record ever named, and bytes no upload names any more. */
@Repeated({ name: 'purge-unused-files', everySeconds: 3600 })
export class PurgeUnusedFiles implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly store: FileStore,
    private readonly clock: Clock,
    private readonly tries: UploadTries,
  ) {}

  async tick(): Promise<void> {
    const now = this.clock.now();
    const on = businessDateOf(now);
    await this.database.query(
      `DELETE FROM files WHERE id IN (SELECT id FROM files WHERE attached_at IS NULL AND uploaded_at < $1
        ORDER BY uploaded_at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
      [keptSince('UNATTACHED_UPLOAD', now, on), MOST_AT_ONCE],
    );
    await this.tries.forget(keptSince('UPLOAD_TRY', now, on));
    const first = (Math.floor(now.getTime() / HOUR_MS) * SHELVES_AT_ONCE) % SHELVES;
    for (let shelf = first; shelf < first + SHELVES_AT_ONCE; shelf += 1)
      await this.sweep(shelf, keptSince('STRAY_BYTES', now, on));
  }

  /** Throws away a shelf's old bytes that no file names. */
  async sweep(shelf: number, before: Date): Promise<void> {
    const old = (await this.store.olderThan(shelf, before)).slice(0, MOST_AT_ONCE);
    const named = await this.database.query<{ sha256: string }>(
      'SELECT DISTINCT sha256 FROM files WHERE sha256 = ANY($1)',
      [old],
    );
    const kept = new Set(named.map(({ sha256 }) => sha256));
    for (const sha256 of old) if (!kept.has(sha256)) await this.removeUnlessNamed(sha256);
  }

  private removeUnlessNamed(sha256: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [blobLock(sha256)]);
      const named = await tx.query('SELECT FROM files WHERE sha256 = $1 LIMIT 1', [sha256]);
      if (named.length === 0) await this.store.remove(sha256);
    });
  }
}
