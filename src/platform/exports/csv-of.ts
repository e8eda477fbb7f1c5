import { isExactNumber, wouldCalculate, type Sheet, type SheetCell, type SheetColumn } from './sheet';

/** Without it Chinese spreadsheets read the text as GBK. */
const MARK = '\uFEFF';

/** The table with the same columns as its sheet, headings first; its title and its sum are for people and left out. */
export function csvOf({ columns, rows }: Pick<Sheet, 'columns' | 'rows'>): Buffer {
  const lines = [
    columns.map(({ heading }) => quoted(heading)),
    ...rows.map((cells) => columns.map((column, at) => fieldOf(column, cells[at] ?? null))),
  ];
  return Buffer.from(`${MARK}${lines.map((fields) => `${fields.join(',')}\r\n`).join('')}`);
}

function fieldOf({ kind }: SheetColumn, value: SheetCell): string {
  if (value === null || value === '') return '';
  return isExactNumber(kind, value) ? value : quoted(value);
}

/** Line breaks would begin a row in programs that read line by line; what would calculate stands behind an apostrophe. */
function quoted(text: string): string {
  const guarded = wouldCalculate(text) ? `'${text}` : text;
  return `"${guarded.replace(/[\r\n\t]+/g, ' ').replaceAll('"', '""')}"`;
}
