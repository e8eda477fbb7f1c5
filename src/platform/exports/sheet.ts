/** What a column holds. Amounts, quantities and counts come as exact decimal text and never become a float of ours. */
export type CellKind = 'TEXT' | 'MONEY' | 'NUMBER' | 'WHOLE' | 'RATE' | 'DATE' | 'INSTANT';

export interface SheetColumn {
  readonly heading: string;
  readonly kind: CellKind;
  /** In characters; without it what is usual for the kind. */
  readonly width?: number;
}

/** `YYYY-MM-DD` for a date, `YYYY-MM-DD HH:mm` of Shanghai for an instant, decimal text for numbers; null is empty. */
export type SheetCell = string | null;
export type SheetRow = readonly SheetCell[];

export interface SheetFact {
  readonly label: string;
  readonly value: string;
  readonly kind?: CellKind;
}

/** A table as people print it: its title, what holds for all of it, headings, rows and their sum. */
export interface Sheet {
  readonly name: string;
  readonly title: string;
  readonly facts?: readonly SheetFact[];
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly SheetRow[];
  readonly total?: SheetRow;
  readonly isBold?: (row: number, column: number) => boolean;
}

const NUMERIC = new Set<CellKind>(['MONEY', 'NUMBER', 'WHOLE', 'RATE']);
const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
/** A spreadsheet calculates with doubles: beyond fifteen digits (10¹³ yuan with their fen) it would change the last ones. */
const MOST_DIGITS = 15;

/** Whether a spreadsheet keeps the number as it is. */
export const isExactNumber = (kind: CellKind, value: string): boolean =>
  NUMERIC.has(kind) && DECIMAL.test(value) && value.replace(/\D/g, '').length <= MOST_DIGITS;

/** What some spreadsheet would calculate if it were typed in, wherever the text comes from; full-width signs too. */
export const wouldCalculate = (text: string): boolean => /^[\s"'\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text);
