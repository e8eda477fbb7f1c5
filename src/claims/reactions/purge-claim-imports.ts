import {
  Clock,
  Database,
  Repeated,
  Transactions,
  addDays,
  businessDateOf,
  oneByOne,
  startOfBusinessDate,
  type Ticks,
} from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import { ClaimImports } from '../storage/claim-imports';

/** Tables nobody confirmed, and the rows of those that are over. */
@Repeated({ name: 'purge-claim-imports', everySeconds: 3600 })
export class PurgeClaimImports implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly regions: Regions,
    private readonly imports: ClaimImports,
  ) {}

  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const days = wholeNumberOf(await this.regions.rule('CLAIM_IMPORT_KEPT_DAYS', today));
    const before = startOfBusinessDate(addDays(today, -days));
    const old = await this.database.query<{ id: string }>(
      `SELECT i.id FROM claim_imports i WHERE i.staged_at < $1 AND (i.state IN ('READING', 'CHECKED')
         OR EXISTS (SELECT FROM claim_import_rows r WHERE r.import_id = i.id)) ORDER BY i.staged_at LIMIT 20`,
      [before],
    );
    await oneByOne(old, ({ id }) =>
      this.transactions.run(async (tx) => {
        const table = await this.imports.lock(tx, id);
        if (table?.state === 'READING' || table?.state === 'CHECKED')
          await this.imports.move(tx, table, 'discard', null);
        await tx.query('DELETE FROM claim_import_rows WHERE import_id = $1', [id]);
      }),
    );
  }
}
