import { MoneyError, parseMoney, parseQuantity } from '../../../libs/money/src/index';
import { recordNumber } from '../../catalog/index';
import { invoiceNoOf } from '../../invoices/index';
import {
  dayInCell,
  exactDecimal,
  holdsPersonalNumber,
  type ReadCell,
  type ReadRow,
} from '../../platform/index';
import type { ImportColumn, OptionalColumn, Places } from '../domain/import-columns';
import type { ImportError } from '../domain/import-errors';

/** What a row says; null where it says nothing that can be read. */
export interface ImportedRow {
  readonly row_no: number;
  readonly unit_said: string | null;
  readonly supplier_said: string | null;
  readonly certificate_no: string | null;
  readonly invoice_no: string | null;
  readonly invoice_fen: string | null;
  readonly purchased_on: string | null;
  readonly quantity_base: string | null;
  readonly quantity_unit: string | null;
  readonly goods_fen: string | null;
  readonly evidence: readonly string[];
  readonly channel_note: string | null;
  readonly relation_choices: readonly string[];
  /** `F12 LOT_UNKNOWN`: the cell, and why. */
  readonly errors: readonly string[];
}

const LONGEST_WORD = 100;
const LONGEST: ReadonlyMap<ImportColumn, number> = new Map([
  ['channel', 2_000],
  ['relations', 400],
]);
/** Where people write what they like. */
const FREE_WORDS: ReadonlySet<ImportColumn> = new Set<ImportColumn>(['unit', 'channel']);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MOST_EXACT_DIGITS = 15;
const BASES = new Set<string>(['g', 'ml', 'piece']);

/** Reads a row by the columns' places; every cell that cannot be taken is named with its reason. */
export function readImportRow({ number, cells }: ReadRow, places: Places, from1904: boolean): ImportedRow {
  const row = new CellReader(number, cells, places);
  const quantity = row.quantity();
  return {
    row_no: number,
    unit_said: row.word('unit'),
    supplier_said: row.number('supplier'),
    certificate_no: row.number('lot'),
    invoice_no: row.invoiceNo(),
    invoice_fen: row.fen('invoiceAmount'),
    purchased_on: row.day(from1904),
    quantity_base: quantity?.base ?? null,
    quantity_unit: quantity?.unit ?? null,
    goods_fen: row.fen('amount'),
    evidence: row.evidence(),
    channel_note: row.optional('channel'),
    relation_choices: row.relations(),
    errors: row.errors,
  };
}

class CellReader {
  readonly errors: string[] = [];

  constructor(
    private readonly rowNo: number,
    private readonly cells: ReadonlyMap<string, ReadCell>,
    private readonly places: Places,
  ) {}

  word(column: ImportColumn): string | null {
    return this.cell(column)?.text ?? null;
  }

  /** Of a paper or a register; twenty digits kept as a number have lost their last ones. */
  number(column: ImportColumn): string | null {
    const cell = this.cell(column);
    if (!cell) return null;
    if (cell.isNumber && cell.text.replace(/\D/g, '').length >= MOST_EXACT_DIGITS)
      return this.wrong(column, 'WRITTEN_AS_NUMBER');
    return recordNumber(cell.text);
  }

  invoiceNo(): string | null {
    const typed = this.number('invoice');
    return typed === null ? null : (invoiceNoOf(typed) ?? this.wrong('invoice', 'INVOICE_NUMBER_FORM'));
  }

  fen(column: ImportColumn): string | null {
    const cell = this.cell(column);
    if (!cell) return null;
    const amount = exactDecimal(cell.text.replace(/[,¥￥元]/g, ''), 2);
    const fen = amount === null ? null : read(() => parseMoney({ amount, currency: 'CNY' }).fen);
    return fen ? String(fen) : this.wrong(column, 'AMOUNT_FORM');
  }

  quantity(): { base: string; unit: string } | null {
    const value = this.cell('quantity');
    const unit = this.cell('quantityUnit');
    if (!value || !unit) return null;
    const amount = exactDecimal(value.text.replace(/,/g, ''), 6);
    const said = amount === null ? null : read(() => parseQuantity({ value: amount, unit: unit.text }));
    if (!said || said.base <= 0n || !BASES.has(said.baseUnit)) return this.wrong('quantity', 'QUANTITY_FORM');
    return { base: String(said.base), unit: said.baseUnit };
  }

  day(from1904: boolean): string | null {
    const cell = this.cell('purchasedOn');
    if (!cell) return null;
    return dayInCell(cell, from1904) ?? this.wrong('purchasedOn', 'DATE_FORM');
  }

  evidence(): string[] {
    const said = this.cells.get(this.places.evidence)?.text.normalize('NFKC').toUpperCase() ?? '';
    const codes = [...new Set(said.split(/[,;、\s]+/).filter((code) => code !== ''))];
    if (codes.length <= 30 && codes.every((code) => /^[0-9A-Z_-]{1,20}$/.test(code))) return codes;
    this.wrong('evidence', 'EVIDENCE_UNKNOWN');
    return [];
  }

  optional(column: OptionalColumn): string | null {
    return this.isEmpty(column) ? null : (this.cell(column)?.text ?? null);
  }

  /** Ids, each once. */
  relations(): string[] {
    const said = this.optional('relations')?.toLowerCase() ?? '';
    const ids = [...new Set(said.split(/[,;、\s]+/).filter((id) => id !== ''))];
    if (ids.every((id) => UUID.test(id))) return ids;
    this.wrong('relations', 'PAIRING_NOT_APPLICABLE');
    return [];
  }

  private isEmpty(column: OptionalColumn): boolean {
    return !this.cells.has(this.places[column] ?? '');
  }

  private cell(column: ImportColumn): ReadCell | null {
    const cell = this.cells.get(this.places[column] ?? '');
    if (!cell) return this.wrong(column, 'CELL_MISSING');
    const text = cell.text.normalize('NFKC').trim();
    if (text.length > (LONGEST.get(column) ?? LONGEST_WORD)) return this.wrong(column, 'CELL_TOO_LONG');
    if (FREE_WORDS.has(column) && holdsPersonalNumber(text)) return this.wrong(column, 'PERSONAL_NUMBER');
    return { text, isNumber: cell.isNumber };
  }

  private wrong(column: ImportColumn, code: ImportError): null {
    this.errors.push(`${this.places[column] ?? ''}${this.rowNo} ${code}`);
    return null;
  }
}

function read<Value>(reading: () => Value): Value | null {
  try {
    return reading();
  } catch (error) {
    if (error instanceof MoneyError || error instanceof RangeError) return null;
    throw error;
  }
}
