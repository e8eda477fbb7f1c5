import { Injectable } from '@nestjs/common';
import { Refused, refuse } from '../../../libs/workflow/src/index';
import { Files, readTable, type ReadRow, type Tx } from '../../platform/index';
import { claimsRefusals } from '../domain/claims.refusals';
import { EXPLANATION, placesIn, type Places } from '../domain/import-columns';
import type { ClaimImport } from './claim-import.entity';
import { readImportRow, type ImportedRow } from './import-row';

/** Headings stand near the top, below a title at most. */
const HEADINGS_BY = 15;

export interface ReadSlice {
  readonly rows: readonly ImportedRow[];
  /** Row to go on after; null at the end of the table. */
  readonly last: number | null;
}

export interface CountedRows {
  readonly places: Places;
  readonly rowsFound: number;
}

interface OpenTable {
  readonly fileId: string;
  readonly from1904: boolean;
  readonly places: Places;
  readonly rows: AsyncGenerator<ReadRow>;
  readonly last: number;
}

/** Reads a table from a row on; nothing but a slice of it is held. */
@Injectable()
export class ImportReading {
  /** Reading on costs less time and memory than reading again; a slice that was rolled back is read again. */
  private leftOff: OpenTable | null = null;

  constructor(private readonly files: Files) {}

  /** The whole table is gone through once. Throws what the file is refused for: no plain table, no headings. */
  async count(fileId: string): Promise<CountedRows> {
    const { rows } = await readTable(await this.files.contents(fileId));
    const places = await placesAt(rows);
    let rowsFound = 0;
    for await (const row of rows) if (!isExplanation(row)) rowsFound += 1;
    return { places, rowsFound };
  }

  /** The rows after one. Throws what `count` throws. */
  async slice(fileId: string, after: number, atMost: number): Promise<ReadSlice> {
    const table = await this.openAfter(fileId, after);
    const read: ImportedRow[] = [];
    for (;;) {
      const { value: row, done } = await table.rows.next();
      if (done) return { rows: read, last: null };
      if (row.number <= after || isExplanation(row)) continue;
      read.push(readImportRow(row, table.places, table.from1904));
      if (read.length < atMost) continue;
      this.leftOff = { ...table, last: row.number };
      return { rows: read, last: row.number };
    }
  }

  /** Where the last slice ended, if this is its table and nobody took it back; otherwise from the beginning. */
  private async openAfter(fileId: string, after: number): Promise<Omit<OpenTable, 'last'>> {
    const left = this.leftOff;
    this.leftOff = null;
    if (left?.fileId === fileId && left.last === after) return left;
    const { from1904, rows } = await readTable(await this.files.contents(fileId));
    return { fileId, from1904, places: await placesAt(rows), rows };
  }

  async keep(tx: Tx, { id }: ClaimImport, rows: readonly ImportedRow[]): Promise<void> {
    await tx.query(
      `INSERT INTO claim_import_rows (import_id, row_no, unit_said, supplier_said, certificate_no, invoice_no, invoice_fen, purchased_on,
         quantity_base, quantity_unit, goods_fen, evidence, channel_note, relation_choices, errors)
       SELECT $1, row_no, unit_said, supplier_said, certificate_no, invoice_no, invoice_fen, purchased_on,
         quantity_base, quantity_unit, goods_fen, evidence, channel_note, relation_choices, errors
       FROM json_populate_recordset(NULL::claim_import_rows, $2::json)`,
      [id, JSON.stringify(rows)],
    );
  }
}

const isExplanation = ({ cells }: ReadRow) =>
  [...cells.values()].some(({ text }) => text.startsWith(EXPLANATION));

/** Takes the rows up to the headings. */
async function placesAt(rows: AsyncGenerator<ReadRow>): Promise<Places> {
  for (;;) {
    const { value: row, done } = await rows.next();
    const places = done ? null : placesIn(row.cells);
    if (places) return places;
    if (!done && row.number < HEADINGS_BY) continue;
    await rows.return(undefined);
    return refuse(claimsRefusals.IMPORT_HEADINGS_MISSING(['fileId']));
  }
}

/** What the file is refused for, as it is kept; anything else is a fault of ours. */
export function refusalOf(error: unknown): string {
  if (!(error instanceof Refused)) throw error;
  const [first] = error.refusals;
  return JSON.stringify({ code: first?.code, ...first?.texts });
}
