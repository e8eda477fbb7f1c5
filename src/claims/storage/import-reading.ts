import { Injectable } from '@nestjs/common';
import { Refused, refuse } from '../../../libs/workflow/src/index';
import { Files, readTable, type Tx } from '../../platform/index';
import { claimsRefusals } from '../domain/claims.refusals';
import { EXPLANATION, placesIn, type Places } from '../domain/import-columns';
import type { ClaimImport } from './claim-import.entity';
import { readImportRow, type ImportedRow } from './import-row';

/** Headings stand near the top, below a title at most. */
const HEADINGS_BY = 15;

export interface ReadSlice {
  readonly places: Places;
  readonly rows: readonly ImportedRow[];
  /** Row to go on after; null at the end of the table. */
  readonly last: number | null;
}

/** Reads a table from a row on; nothing but a slice of it is held. */
@Injectable()
export class ImportReading {
  constructor(private readonly files: Files) {}

  /** Throws what the file is refused for: no plain table, no headings. */
  async slice(fileId: string, after: number, atMost: number): Promise<ReadSlice> {
    const { from1904, rows } = await readTable(await this.files.contents(fileId));
    let places: Places | null = null;
    const read: ImportedRow[] = [];
    for await (const row of rows) {
      if (!places) {
        places = placesIn(row.cells);
        if (!places && row.number >= HEADINGS_BY) break;
        continue;
      }
      if (row.number <= after || isExplanation(row.cells)) continue;
      if (read.length === atMost) return { places, rows: read, last: read.at(-1)?.row_no ?? after };
      read.push(readImportRow(row, places, from1904));
    }
    return places
      ? { places, rows: read, last: null }
      : refuse(claimsRefusals.IMPORT_HEADINGS_MISSING(['fileId']));
  }

  async keep(tx: Tx, { id }: ClaimImport, rows: readonly ImportedRow[]): Promise<void> {
    await tx.query(
      `INSERT INTO claim_import_rows (import_id, row_no, unit_said, supplier_said, certificate_no, invoice_no, invoice_fen, purchased_on,
         quantity_base, quantity_unit, goods_fen, evidence, errors)
       SELECT $1, row_no, unit_said, supplier_said, certificate_no, invoice_no, invoice_fen, purchased_on,
         quantity_base, quantity_unit, goods_fen, evidence, errors
       FROM json_populate_recordset(NULL::claim_import_rows, $2::json)`,
      [id, JSON.stringify(rows)],
    );
  }
}

const isExplanation = (cells: ReadonlyMap<string, { text: string }>) =>
  [...cells.values()].some(({ text }) => text.startsWith(EXPLANATION));

/** What the file is refused for, as it is kept; anything else is a fault of ours. */
export function refusalOf(error: unknown): string {
  if (!(error instanceof Refused)) throw error;
  const [first] = error.refusals;
  return JSON.stringify({ code: first?.code, ...first?.texts });
}
