import { isExactNumber, wouldCalculate, type CellKind, type SheetCell } from './sheet';

const DAY_MS = 86_400_000;
/** Day 0 of a spreadsheet, which counts a 29 February 1900: right for every day from March of that year on. */
const EPOCH_MS = Date.UTC(1899, 11, 30);
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2}) (\d{2}):(\d{2})$/;
const MINUTES_A_DAY = 1440;
/** The most a cell takes. */
const MOST_CHARACTERS = 32_000;

/** Places in `cellXfs` of the styles; the bold ones stand behind the plain ones. */
const LOOKS = ['GENERAL', 'TEXT', 'GUARDED', 'MONEY', 'WHOLE', 'RATE', 'DATE', 'INSTANT', 'HEADING'] as const;
type Look = (typeof LOOKS)[number];
const styleOf = (look: Look, bold: boolean) => LOOKS.indexOf(look) + (bold ? LOOKS.length : 0);

/** 4 is `#,##0.00`, 3 `#,##0`, 2 `0.00`, 49 text; quotePrefix keeps a text a text when somebody edits the cell. */
const FORMATS: Readonly<Record<Look, string>> = {
  GENERAL: 'numFmtId="0"',
  TEXT: 'numFmtId="49"',
  GUARDED: 'numFmtId="49" quotePrefix="1"',
  MONEY: 'numFmtId="4"',
  WHOLE: 'numFmtId="3"',
  RATE: 'numFmtId="2"',
  DATE: 'numFmtId="164"',
  INSTANT: 'numFmtId="165"',
  HEADING: 'numFmtId="49"',
};

const xf = (look: Look, bold: boolean) =>
  `<xf ${FORMATS[look]} fontId="${bold || look === 'HEADING' ? 1 : 0}" fillId="${look === 'HEADING' ? 2 : 0}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>`;

export const STYLES = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7E6E6"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${LOOKS.length * 2}">${[false, true].flatMap((bold) => LOOKS.map((look) => xf(look, bold))).join('')}</cellXfs></styleSheet>`;

/** One cell: a number, a date, or a text, which is never a formula. */
export function cellXml(address: string, kind: CellKind, value: SheetCell, bold = false): string {
  if (value === null || value === '') return '';
  const number = numberOf(kind, value);
  if (number === null)
    return textXml(address, value, styleOf(wouldCalculate(value) ? 'GUARDED' : 'TEXT', bold));
  const look = kind === 'NUMBER' || kind === 'TEXT' ? 'GENERAL' : kind; // a text is no number: it never gets here
  return `<c r="${address}" s="${styleOf(look, bold)}"><v>${number}</v></c>`;
}

export const headingXml = (address: string, text: string): string =>
  textXml(address, text, styleOf('HEADING', true));

const textXml = (address: string, text: string, style: number) =>
  `<c r="${address}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;

/** The number a spreadsheet keeps for it; null where it can only be a text. */
function numberOf(kind: CellKind, value: string): string | null {
  if (kind === 'DATE') return serialOf(value);
  if (kind !== 'INSTANT') return isExactNumber(kind, value) ? value : null;
  const [, day = '', hours, minutes] = INSTANT.exec(value) ?? [];
  const serial = serialOf(day);
  return serial && String(Number(serial) + (Number(hours) * 60 + Number(minutes)) / MINUTES_A_DAY);
}

function serialOf(day: string): string | null {
  const [, year, month, date] = DATE.exec(day) ?? [];
  if (year === undefined) return null;
  const days = (Date.UTC(Number(year), Number(month) - 1, Number(date)) - EPOCH_MS) / DAY_MS;
  return days > 60 ? String(days) : null;
}

/** XML knows neither control characters nor half characters; spreadsheets read `_x003D_` as a character. */
export const escaped = (text: string): string =>
  text
    .slice(0, MOST_CHARACTERS)
    .replace(/[^\t\n\r\P{Cc}]|\p{Cs}|[\uFFFE\uFFFF]/gu, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
