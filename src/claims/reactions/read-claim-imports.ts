import { Reaction, type DomainEvent, type ReactsInSlices, type Tx } from '../../platform/index';
import { claimEvents } from '../domain/claim.events';
import { ClaimImport } from '../storage/claim-import.entity';
import { ClaimImports } from '../storage/claim-imports';
import { ImportChecking } from '../storage/import-checking';
import { ImportReading, refusalOf, type ReadSlice } from '../storage/import-reading';

/** What one transaction stages; a crash goes on after the last of them. */
const ROWS_AT_ONCE = 5_000;
const CHECK = 'CHECK';

/** A staged table is read in slices, each a step of the progress people see, and then checked as a whole. */
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
    const slice = await this.read(tx, table, Number(after ?? 0));
    if (!slice) return null;
    await this.reading.keep(tx, table, slice.rows);
    const rowsRead = table.rowsRead + slice.rows.length;
    await tx.change(ClaimImport, table, { rowsRead, places: slice.places });
    if (slice.last !== null) return String(slice.last);
    // Of rows nobody has counted yet PostgreSQL expects one, and would compare each with all others.
    await tx.query('ANALYZE claim_import_rows');
    return CHECK;
  }

  private async read(tx: Tx, table: ClaimImport, after: number): Promise<ReadSlice | null> {
    try {
      return await this.reading.slice(table.fileId, after, ROWS_AT_ONCE);
    } catch (error) {
      const refusal = refusalOf(error);
      await tx.query('DELETE FROM claim_import_rows WHERE import_id = $1', [table.id]);
      await this.imports.move(tx, table, 'refuse', null, { refusal, rowsRead: 0 });
      return null;
    }
  }
}
