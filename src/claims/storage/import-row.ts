import { MoneyError, parseMoney, parseQuantity } from '../../../libs/money/src/index';
import { addDays, holdsPersonalNumber, type ReadCell, type ReadRow } from '../../platform/index';
import type { ImportColumn, Places } from '../domain/import-columns';
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
  /** `F12 LOT_UNKNOWN`: the cell, and why. */
  readonly errors: readonly string[];
}

const LONGEST = 100;
const MOST_EXACT_DIGITS = 15;
const BASES = new Set<string>(['g', 'ml', 'piece']);

/** Reads a row by the columns' places; every cell that cannot be taken is named with its reason. */
export function readImportRow({ number, cells }: ReadRow, places: Places, from1904: boolean): ImportedRow {
  const row = new CellReader(number, cells, places);
  const quantity = row.quantity();
  return {
    row_no: number,
    unit_said: row.word('unit'),
    supplier_said: row.number('supplier')?.toUpperCase() ?? null,
    certificate_no: row.number('lot'),
    invoice_no: row.invoiceNo(),
    invoice_fen: row.fen('invoiceAmount'),
    purchased_on: row.day(from1904),
    quantity_base: quantity?.base ?? null,
    quantity_unit: quantity?.unit ?? null,
    goods_fen: row.fen('amount'),
    evidence: row.evidence(),
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
    return cell.text.replace(/\s/g, '');
  }

  invoiceNo(): string | null {
    const number = this.number('invoice')?.toUpperCase().replace(/[–—]/g, '-') ?? null;
    if (number === null || /^[0-9A-Z-]{6,30}$/.test(number)) return number;
    return this.wrong('invoice', 'INVOICE_NUMBER_FORM');
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
    return dayOf(cell, from1904) ?? this.wrong('purchasedOn', 'DATE_FORM');
  }

  evidence(): string[] {
    const said = this.cells.get(this.places.evidence)?.text.normalize('NFKC').toUpperCase() ?? '';
    const codes = [...new Set(said.split(/[,;、\s]+/).filter((code) => code !== ''))];
    if (codes.length <= 30 && codes.every((code) => /^[0-9A-Z_-]{1,20}$/.test(code))) return codes;
    this.wrong('evidence', 'EVIDENCE_UNKNOWN');
    return [];
  }

  private cell(column: ImportColumn): ReadCell | null {
    const cell = this.cells.get(this.places[column]);
    if (!cell) return this.wrong(column, 'CELL_MISSING');
    const text = cell.text.normalize('NFKC').trim();
    if (text.length > LONGEST) return this.wrong(column, 'CELL_TOO_LONG');
    if (column === 'unit' && holdsPersonalNumber(text)) return this.wrong(column, 'PERSONAL_NUMBER');
    return { text, isNumber: cell.isNumber };
  }

  private wrong(column: ImportColumn, code: ImportError): null {
    this.errors.push(`${this.places[column]}${this.rowNo} ${code}`);
    return null;
  }
}

/** A spreadsheet keeps 12.3 as 12.300000000000001: within a millionth it is what was typed, else it says more than may be. */
function exactDecimal(text: string, decimals: number): string | null {
  const [, whole = '', fraction = ''] = /^(\d{1,15})(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === '') return null;
  const kept = fraction.slice(0, decimals);
  const beyond = fraction.slice(decimals);
  const scaled = BigInt(whole + kept.padEnd(decimals, '0'));
  if (!/^0*$/.test(beyond) && !/^0{4}|^9{4}/.test(beyond)) return null;
  const rounded = String(beyond.startsWith('9') ? scaled + 1n : scaled).padStart(decimals + 1, '0');
  const digits = rounded.slice(-decimals).replace(/0+$/, '');
  return `${rounded.slice(0, -decimals)}${digits === '' ? '' : `.${digits}`}`;
}

function dayOf({ text, isNumber }: ReadCell, from1904: boolean): string | null {
  if (isNumber) {
    const [, days = ''] = /^(\d{1,5})(?:\.0+)?$/.exec(text) ?? [];
    if (days === '') return null;
    return addDays(from1904 ? '1904-01-01' : '1899-12-30', Number(days));
  }
  const [, year = '', month = '', date = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return year !== '' && read(() => addDays(day, 0)) === day ? day : null;
}

function read<Value>(reading: () => Value): Value | null {
  try {
    return reading();
  } catch (error) {
    if (error instanceof MoneyError || error instanceof RangeError) return null;
    throw error;
  }
}
