import { setImmediate as otherWork } from 'node:timers/promises';
import { cellXml, escaped, headingXml, STYLES } from './sheet-cell';
import type { CellKind, Sheet, SheetRow } from './sheet';
import { zipOf } from './zip-of';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const WIDTHS: Readonly<Record<CellKind, number>> = {
  TEXT: 22,
  MONEY: 18,
  NUMBER: 14,
  WHOLE: 10,
  RATE: 12,
  DATE: 12,
  INSTANT: 18,
};
/** So that a large table does not keep everybody else waiting. */
const ROWS_AT_A_TIME = 1_000;

/** The tables as one xlsx: A4 across, headings frozen and repeated on every page, pages numbered. */
export async function workbookOf(sheets: readonly Sheet[]): Promise<Buffer> {
  const parts: [string, string][] = [
    ['[Content_Types].xml', contentTypes(sheets.length)],
    ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])],
    ['xl/workbook.xml', workbookXml(sheets)],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
        ['styles', 'styles.xml'],
      ]),
    ],
    ['xl/styles.xml', HEAD + STYLES],
  ];
  for (const [index, sheet] of sheets.entries())
    parts.push([`xl/worksheets/sheet${index + 1}.xml`, await sheetXml(sheet)]);
  return zipOf(parts);
}

const relations = (targets: readonly (readonly [string, string])[]) =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${targets
    .map(
      ([kind, to], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${kind}" Target="${to}"/>`,
    )
    .join('')}</Relationships>`;

function contentTypes(sheets: number): string {
  const part = (name: string, kind: string) =>
    `<Override PartName="/xl/${name}" ContentType="${TYPE}.${kind}+xml"/>`;
  const worksheets = Array.from({ length: sheets }, (_, at) =>
    part(`worksheets/sheet${at + 1}.xml`, 'worksheet'),
  );
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('workbook.xml', 'sheet.main')}${part('styles.xml', 'styles')}${worksheets.join('')}</Types>`;
}

/** What stands above the rows: title, facts and headings. */
const headRows = ({ facts = [] }: Sheet) => facts.length + 2;

/** Excel takes 31 characters and none of these for the name of a sheet. */
const sheetName = (name: string) => name.replace(/[[\]/\\:*?']/g, ' ').slice(0, 31);

function workbookXml(sheets: readonly Sheet[]): string {
  const named = sheets.map(
    ({ name }, at) => `<sheet name="${escaped(sheetName(name))}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  const titles = sheets.map(
    (sheet, at) =>
      `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">'${escaped(sheetName(sheet.name))}'!$1:$${headRows(sheet)}</definedName>`,
  );
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews><sheets>${named.join('')}</sheets><definedNames>${titles.join('')}</definedNames></workbook>`;
}

const LETTERS = 26;
/** A … Z, AA … */
const columnName = (at: number): string =>
  (at < LETTERS ? '' : columnName(Math.floor(at / LETTERS) - 1)) + String.fromCharCode(65 + (at % LETTERS));
const addressOf = (column: number, row: number) => `${columnName(column)}${row}`;

async function sheetXml(sheet: Sheet): Promise<string> {
  const { rows, total, isBold } = sheet;
  const above = headRows(sheet);
  const pieces = [opening(sheet, above)];
  for (const [at, cells] of rows.entries()) {
    if (at % ROWS_AT_A_TIME === ROWS_AT_A_TIME - 1) await otherWork();
    pieces.push(rowXml(sheet, above + at + 1, cells, (column) => isBold?.(at, column) ?? false));
  }
  if (total) pieces.push(rowXml(sheet, above + rows.length + 1, total, () => true));
  pieces.push(
    '</sheetData><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    '<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>',
  );
  return pieces.join('');
}

function rowXml(
  { columns }: Sheet,
  number: number,
  cells: SheetRow,
  isBold: (column: number) => boolean,
): string {
  const xml = columns.map(({ kind }, at) =>
    cellXml(addressOf(at, number), kind, cells[at] ?? null, isBold(at)),
  );
  return `<row r="${number}">${xml.join('')}</row>`;
}

function opening({ title, facts = [], columns }: Sheet, above: number): string {
  const widths = columns.map(
    ({ kind, width }, at) =>
      `<col min="${at + 1}" max="${at + 1}" width="${width ?? WIDTHS[kind]}" customWidth="1"/>`,
  );
  const told = facts.map(({ label, value, kind = 'TEXT' }, at) => {
    const number = at + 2;
    return `<row r="${number}">${cellXml(`A${number}`, 'TEXT', label)}${cellXml(`B${number}`, kind, value)}</row>`;
  });
  const headings = columns.map(({ heading }, at) => headingXml(addressOf(at, above), heading));
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="${above}" topLeftCell="A${above + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${cellXml('A1', 'TEXT', title, true)}</row>${told.join('')}<row r="${above}">${headings.join('')}</row>`;
}
