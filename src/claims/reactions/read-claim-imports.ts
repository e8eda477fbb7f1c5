import { Reaction, type DomainEvent, type ReactsInSlices, type Tx } from '../../platform/index';
import { claimEvents } from '../domain/claim.events';
import { ClaimImport } from '../storage/claim-import.entity';
import { ClaimImports } from '../storage/claim-imports';
import { ImportChecking } from '../storage/import-checking';
import { ImportReading, refusalOf } from '../storage/import-reading';

/** What one transaction stages; a crash goes on after the last of them. */
const ROWS_AT_ONCE = 5_000;
/** After row 0: everything that stands below the headings. */
const FIRST = '0';
const CHECK = 'CHECK';

/** A staged table is counted, read in slices, each a step of the progress people see, and then checked as a whole. */
@Reaction({ name: 'read-claim-imports', on: [claimEvents.importStaged] })
export class ReadClaimImports implements ReactsInSlices {
  constructor(
    private readonly imports: ClaimImports,
    private readonly reading: ImportReading,
    private readonly checking: ImportChecking,
  ) {}

  async handleSlice(tx: Tx, event: DomainEvent, after: string | null): Promise<string | null> {
    const table = await this.imports.lock(tx, String(event.payload['importId']));
    if (table?.state !== 'READING') return null;
    if (after === CHECK) {
      await this.imports.move(tx, table, 'check', null, await this.checking.checkAll(tx, table));
      return null;
    }
    if (after === null) {
      const counted = await this.orRefused(tx, table, this.reading.count(table.fileId));
      if (!counted) return null;
      await tx.change(ClaimImport, table, counted);
      return FIRST;
    }
    const slice = await this.orRefused(
      tx,
      table,
      this.reading.slice(table.fileId, Number(after), ROWS_AT_ONCE),
    );
    if (!slice) return null;
    await this.reading.keep(tx, table, slice.rows);
    await tx.change(ClaimImport, table, { rowsRead: table.rowsRead + slice.rows.length });
    if (slice.last !== null) return String(slice.last);
    // Of rows nobody has counted yet PostgreSQL expects one, and would compare each with all others.
    await tx.query('ANALYZE claim_import_rows');
    return CHECK;
  }

  /** Null: the table is refused as a whole. */
  private async orRefused<Read>(tx: Tx, table: ClaimImport, reading: Promise<Read>): Promise<Read | null> {
    try {
      return await reading;
    } catch (error) {
      const refusal = refusalOf(error);
      await tx.query('DELETE FROM claim_import_rows WHERE import_id = $1', [table.id]);
      await this.imports.move(tx, table, 'refuse', null, { refusal, rowsRead: 0 });
      return null;
    }
  }
}
