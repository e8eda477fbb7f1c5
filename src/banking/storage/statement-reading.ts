import { Injectable } from '@nestjs/common';
import { Refused, refuse } from '../../../libs/workflow/src/index';
import {
  Database,
  FieldCipher,
  Files,
  readCsv,
  readTable,
  type ReadRow,
  type ReadTable,
  type Tx,
} from '../../platform/index';
import { LAYOUTS } from '../data/shipped-layouts';
import { bankingRefusals } from '../domain/banking.refusals';
import { layoutOn, placesIn, type Layout, type Places } from '../domain/layouts';
import type { BankStatement } from './bank-statement.entity';
import { readStatementRow, type StagedRow } from './statement-row';

/** Banks print the account, the days and the totals above the headings. */
const HEADINGS_BY = 30;
/** Lines that add up others. */
const TOTALS = /^(?:合计|总计|小计|本页|本期|期初|期末|上期|共)/;
const PACKED = Buffer.from('PK');

export interface ReadSlice {
  readonly rows: readonly StagedRow[];
  /** Row to go on after; null at the end. */
  readonly last: number | null;
}

/** Reads a statement by its layout, a slice at a time. */
@Injectable()
export class StatementReading {
  constructor(
    private readonly files: Files,
    private readonly database: Database,
    private readonly cipher: FieldCipher,
  ) {}

  /** The whole table is gone through once. Throws what the file is refused for. */
  async count(statement: BankStatement): Promise<{ places: Places; rowsFound: number }> {
    const { rows, places } = await this.open(statement);
    let rowsFound = 0;
    for await (const row of rows) if (!isTotal(row)) rowsFound += 1;
    return { places, rowsFound };
  }

  /** Throws what `count` throws. */
  async slice(statement: BankStatement, after: number, atMost: number): Promise<ReadSlice> {
    const { rows, ...form } = await this.open(statement);
    const read: StagedRow[] = [];
    for await (const row of rows) {
      if (row.number <= after || isTotal(row)) continue;
      if (read.length === atMost) return { rows: read, last: read.at(-1)?.row_no ?? after };
      read.push(readStatementRow(row, form, this.cipher));
    }
    return { rows: read, last: null };
  }

  async keep(tx: Tx, { id }: BankStatement, rows: readonly StagedRow[]): Promise<void> {
    await tx.query(
      `INSERT INTO bank_statement_rows (statement_id, row_no, day, booked_at, direction, fen, balance_fen, serial, counterparty_name_encrypted,
         counterparty_account_encrypted, counterparty_account_last_four, counterparty_account_hash, memo_encrypted, errors)
       SELECT $1, row_no, day, booked_at, direction, fen, balance_fen, serial, counterparty_name_encrypted,
         counterparty_account_encrypted, counterparty_account_last_four, counterparty_account_hash, memo_encrypted, errors
       FROM json_populate_recordset(NULL::bank_statement_rows, $2::json)`,
      [id, JSON.stringify(rows)],
    );
  }

  private async open(
    statement: BankStatement,
  ): Promise<{ rows: AsyncGenerator<ReadRow>; layout: Layout; places: Places; from1904: boolean }> {
    const layout = layoutOn(LAYOUTS, statement.layout, statement.lastOn);
    if (!layout) throw new Error(`no layout ${statement.layout} on ${statement.lastOn}`);
    const { rows, from1904 } = await this.table(statement.fileId ?? '');
    for (;;) {
      const { value: row, done } = await rows.next();
      const places = done ? null : placesIn(layout, row.cells);
      if (places) return { rows, layout, places, from1904 };
      if (!done && row.number < HEADINGS_BY) continue;
      await rows.return(undefined);
      refuse(bankingRefusals.HEADINGS_MISSING(['fileId']));
    }
  }

  private async table(fileId: string): Promise<ReadTable> {
    const there = await this.database.query('SELECT FROM files WHERE id = $1', [fileId]);
    if (there.length === 0) refuse(bankingRefusals.FILE_GONE(['fileId']));
    const bytes = await this.files.contents(fileId);
    return bytes.subarray(0, 2).equals(PACKED) ? readTable(bytes) : readCsv(bytes);
  }
}

const isTotal = ({ cells }: ReadRow) => {
  const [first] = cells.values();
  return first === undefined || TOTALS.test(first.text);
};

/** What the file is refused for, as it is kept; anything else is a fault of ours. */
export function refusalOf(error: unknown): string {
  if (!(error instanceof Refused)) throw error;
  const [first] = error.refusals;
  return JSON.stringify({ code: first?.code, ...first?.texts });
}
