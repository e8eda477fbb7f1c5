import { active, broken, notPlain, sheetTooLarge, unpacksTooLarge } from './cleaned';
import { attributeOf, marksOf, plainText, type Mark } from './xml-marks';
import { packedParts, type PackedPart } from './zip';

/** What stands in a cell; a number is the text the file keeps of it. */
export interface ReadCell {
  readonly text: string;
  readonly isNumber: boolean;
}

export interface ReadRow {
  /** As the spreadsheet shows it, from 1. */
  readonly number: number;
  /** By column letters. */
  readonly cells: ReadonlyMap<string, ReadCell>;
}

export interface ReadTable {
  /** Days are counted from 1904 and not from 1900. */
  readonly from1904: boolean;
  /** Rows in which anything stands, as they come. */
  readonly rows: AsyncGenerator<ReadRow>;
}

/** Headings, explanations and 50,000 rows of data. */
export const MOST_ROWS = 50_020;
export const MOST_COLUMNS = 40;
const LONGEST_CELL = 32_767;
const LARGEST_SHEET = 96 * 1024 * 1024;
const LARGEST_WORDS = 24 * 1024 * 1024;
const LARGEST_BOOK = 4 * 1024 * 1024;

/**
 * The first sheet of a workbook, row by row: neither the sheet nor the archive is ever held whole; only its shared words
 * are. Refuses what a plain table does not have: formulas, links, joined cells, document types and entities, and more
 * than it may hold.
 */
export async function readTable(bytes: Buffer): Promise<ReadTable> {
  const parts = new Map(packedParts(bytes).map((part) => [part.name, part]));
  const { place, from1904 } = await firstSheet(parts);
  const sheet = within(parts.get(place), LARGEST_SHEET) ?? broken();
  const words = await sharedWords(within(parts.get('xl/sharedStrings.xml'), LARGEST_WORDS));
  return { from1904, rows: rowsOf(sheet, words) };
}

function within(part: PackedPart | undefined, largest: number): PackedPart | undefined {
  if (part && part.size > largest) unpacksTooLarge();
  return part;
}

/** Mark by mark would mean waiting millions of times. */
const marks = (part: PackedPart) => marksOf(part.pieces());

async function firstSheet(
  parts: ReadonlyMap<string, PackedPart>,
): Promise<{ place: string; from1904: boolean }> {
  const book = within(parts.get('xl/workbook.xml'), LARGEST_BOOK) ?? broken();
  const relations = within(parts.get('xl/_rels/workbook.xml.rels'), LARGEST_BOOK) ?? broken();
  let id: string | null = null;
  let from1904 = false;
  for await (const some of marks(book))
    for (const mark of some) {
      if (mark.kind !== 'OPEN') continue;
      if (mark.name === 'sheet') id ??= attributeOf(mark.attributes, 'id');
      if (mark.name === 'workbookPr')
        from1904 = /^(?:1|true)$/.test(attributeOf(mark.attributes, 'date1904') ?? '');
    }
  for await (const some of marks(relations))
    for (const mark of some) {
      if (mark.kind !== 'OPEN' || mark.name !== 'Relationship') continue;
      if (attributeOf(mark.attributes, 'Id') !== id) continue;
      const target = attributeOf(mark.attributes, 'Target') ?? broken();
      return { place: target.startsWith('/') ? target.slice(1) : `xl/${target}`, from1904 };
    }
  return broken();
}

async function sharedWords(part: PackedPart | undefined): Promise<readonly string[]> {
  const words: string[] = [];
  if (!part) return words;
  const reading = new WordReading();
  for await (const some of marks(part))
    for (const mark of some) {
      const word = reading.take(mark, 'si');
      if (word !== null) words.push(word);
    }
  return words;
}

/** The text of an item: of its runs, without what is only there to be pronounced. */
class WordReading {
  private word: string | null = null;
  private inText = false;
  private silent = 0;

  /** Answers the whole text at the end of the item. */
  take(mark: Mark, item: string): string | null {
    if (mark.kind === 'TEXT') {
      if (this.word !== null && this.inText && this.silent === 0) this.word += plainText(mark.text);
      if (this.word !== null && this.word.length > LONGEST_CELL) broken();
      return null;
    }
    const opens = mark.kind === 'OPEN';
    if (mark.name === item) {
      if (opens && !mark.empty) this.word = '';
      else {
        const whole = this.word ?? '';
        this.word = null;
        return whole;
      }
    }
    if (opens && mark.empty) return null;
    if (mark.name === 't') this.inText = opens;
    if (mark.name === 'rPh') this.silent += opens ? 1 : -1;
    return null;
  }
}

async function* rowsOf(sheet: PackedPart, words: readonly string[]): AsyncGenerator<ReadRow> {
  const reading = new RowReading(words);
  for await (const some of marks(sheet))
    for (const mark of some) {
      const row = reading.take(mark);
      if (row && row.cells.size > 0) yield row;
    }
}

/** Elements that make a sheet more than a table. */
const NOT_PLAIN: ReadonlyMap<string, string> = new Map([
  ['mergeCell', '合并单元格 / merged cells'],
  ['hyperlink', '超链接 / links'],
  ['oleObject', '嵌入对象 / embedded objects'],
  ['control', '控件 / controls'],
]);

class RowReading {
  private row = 0;
  private cells = new Map<string, ReadCell>();
  private column = 0;
  private type = 'n';
  private value = '';
  private inValue = false;
  private readonly inline = new WordReading();
  private isInline = false;

  constructor(private readonly words: readonly string[]) {}

  /** Answers a row at its end. */
  take(mark: Mark): ReadRow | null {
    if (mark.kind === 'OPEN') this.open(mark);
    else if (mark.kind === 'TEXT') {
      if (this.inValue) this.value += plainText(mark.text);
      if (this.value.length > LONGEST_CELL) broken();
    } else if (mark.name === 'v') this.inValue = false;
    else if (mark.name === 'c') this.keep();
    if (this.isInline) {
      const text = this.inline.take(mark, 'is');
      if (text !== null) {
        this.value = text;
        this.isInline = false;
      }
    }
    const isOver =
      mark.kind === 'CLOSE' ? mark.name === 'row' : mark.kind === 'OPEN' && mark.name === 'row' && mark.empty;
    return isOver ? { number: this.row, cells: this.cells } : null;
  }

  private open({ name, attributes, empty }: Extract<Mark, { kind: 'OPEN' }>): void {
    if (name === 'f') active('=…');
    const what = NOT_PLAIN.get(name);
    if (what !== undefined) notPlain(what);
    if (name === 'row') this.begin(attributes);
    else if (name === 'c') this.cell(attributes, empty);
    else if (name === 'v') this.inValue = !empty;
    else if (name === 'is') this.isInline = !empty;
  }

  private begin(attributes: string): void {
    const said = attributeOf(attributes, 'r');
    const number = said === null ? this.row + 1 : Number(said);
    if (!Number.isInteger(number) || number <= this.row) broken();
    if (number > MOST_ROWS) sheetTooLarge(MOST_ROWS, MOST_COLUMNS);
    this.row = number;
    this.column = 0;
    this.cells = new Map();
  }

  private cell(attributes: string, empty: boolean): void {
    const said = attributeOf(attributes, 'r');
    const column = said === null ? this.column + 1 : columnOf(said);
    if (column <= this.column) broken();
    if (column > MOST_COLUMNS && !empty) sheetTooLarge(MOST_ROWS, MOST_COLUMNS);
    this.column = column;
    this.type = attributeOf(attributes, 't') ?? 'n';
    this.value = '';
    this.inValue = false;
  }

  private keep(): void {
    const text = this.type === 's' ? this.wordAt(this.value) : this.value;
    if (text.trim() !== '')
      this.cells.set(lettersOf(this.column), { text: text.trim(), isNumber: this.type === 'n' });
  }

  private wordAt(index: string): string {
    return this.words[/^\d{1,7}$/.test(index) ? Number(index) : -1] ?? broken();
  }
}

function columnOf(place: string): number {
  const [, letters] = /^([A-Z]{1,3})\d{1,7}$/.exec(place) ?? [];
  if (letters === undefined) return broken();
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

export function lettersOf(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? lettersOf(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}
