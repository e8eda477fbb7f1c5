import { notAccepted, sheetTooLarge } from './cleaned';
import {
  MOST_COLUMNS,
  MOST_ROWS,
  lettersOf,
  type ReadCell,
  type ReadRow,
  type ReadTable,
} from './sheet-rows';

/**
 * A table of plain text, row by row, its columns named as a spreadsheet names them. UTF-8 or GB 18030, commas, semicolons or tabs;
 * every cell is text, as nothing says which ones are numbers.
 */
export function readCsv(bytes: Buffer): ReadTable {
  const text = decoded(bytes).replace(/^\uFEFF/, '');
  return { from1904: false, rows: rowsOf(text, separatorOf(text)) };
}

function decoded(bytes: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  return notAccepted();
}

/** Whichever stands oftenest: above the headings there may be a title without any. */
function separatorOf(text: string): string {
  const count = (mark: string) => text.split(mark).length;
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

async function* rowsOf(text: string, separator: string): AsyncGenerator<ReadRow> {
  let number = 0;
  for (const words of records(text, separator)) {
    number += 1;
    if (number > MOST_ROWS) sheetTooLarge(MOST_ROWS, MOST_COLUMNS);
    const cells = new Map<string, ReadCell>();
    words.forEach((word, index) => {
      const said = word.trim();
      if (said !== '' && index >= MOST_COLUMNS) sheetTooLarge(MOST_ROWS, MOST_COLUMNS);
      if (said !== '') cells.set(lettersOf(index + 1), { text: said, isNumber: false });
    });
    if (cells.size > 0) yield { number, cells };
  }
}

/** One record after the other; a quoted word may hold separators, doubled quotes and line ends. */
function* records(text: string, separator: string): Generator<string[]> {
  let words: string[] = [];
  let word = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quoted) {
      if (character !== '"') word += character;
      else if (text.charAt(at + 1) === '"') {
        word += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && word.trim() === '') {
      quoted = true;
      word = '';
    } else if (character === separator) {
      words.push(word);
      word = '';
    } else if (character === '\n') {
      yield [...words, word];
      words = [];
      word = '';
    } else if (character !== '\r') word += character;
  }
  if (word !== '' || words.length > 0) yield [...words, word];
}
