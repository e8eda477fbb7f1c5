import {
  Clock,
  Database,
  Repeated,
  Transactions,
  addDays,
  businessDateOf,
  purgeStaged,
  startOfBusinessDate,
  type Ticks,
} from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import { ClaimImports } from '../storage/claim-imports';

/** Tables nobody confirmed, and the rows of those that are over. */
@Repeated({ name: 'purge-claim-imports', everySeconds: 3600 })
export class PurgeClaimImports implements Ticks {
  constructor(
    readonly database: Database,
    readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly regions: Regions,
    private readonly imports: ClaimImports,
  ) {}

  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const days = wholeNumberOf(await this.regions.rule('CLAIM_IMPORT_KEPT_DAYS', today));
    await purgeStaged(
      this,
      {
        table: 'claim_imports',
        rows: 'claim_import_rows',
        key: 'import_id',
        giveUp: async (tx, id) => {
          const table = await this.imports.lock(tx, id);
          if (table?.state === 'READING' || table?.state === 'CHECKED')
            await this.imports.move(tx, table, 'discard', null);
        },
      },
      startOfBusinessDate(addDays(today, -days)),
    );
  }
}
