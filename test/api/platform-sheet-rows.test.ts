import { xlsx, zip, type Part } from '../support/file-samples';
import { readTable, type ReadRow } from '../../src/platform/files/kinds/sheet-rows';

const RELATIONS = `<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>`;
const book = (more: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><x:workbook>${more}<sheets><sheet r:id="r1"/><sheet r:id="r2"/></sheets></x:workbook>`;
const table = (rows: string, more: readonly Part[] = [], words = '') =>
  zip([
    { name: 'xl/workbook.xml', text: book('') },
    { name: 'xl/_rels/workbook.xml.rels', text: RELATIONS },
    { name: 'xl/worksheets/sheet1.xml', text: `<worksheet><sheetData>${rows}</sheetData></worksheet>` },
    ...(words ? [{ name: 'xl/sharedStrings.xml', text: `<sst>${words}</sst>` }] : []),
    ...more,
  ]);
async function read(bytes: Buffer): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  for await (const row of (await readTable(bytes)).rows) rows.push(row);
  return rows;
}
const codeOf = (bytes: Buffer) =>
  read(bytes).then(
    () => 'READ',
    (error: { refusals?: { code: string }[] }) => error.refusals?.[0]?.code ?? 'ANOTHER',
  );
const shown = (rows: readonly ReadRow[]) =>
  rows.map(({ number, cells }) => [
    number,
    ...[...cells].map(([at, { text, isNumber }]) => `${at}${isNumber ? '#' : '='}${text}`),
  ]);

describe('the rows of a sheet', () => {
  it('are read as they stand: numbers as the text kept of them, shared and inline words, places and gaps', async () => {
    const words = `<si><t>花椒</t></si><si><r><t xml:space="preserve">会 </t></r><r><t>&lt;泽&#x4E00;&gt;</t></r><rPh><t>读音</t></rPh></si>`;
    const rows = `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2"><v>12.300000000000001</v></c></row>
      <row r="4"><c t="inlineStr"><is><t>甲</t></is></c><c r="AA4" t="s"><v>1</v></c><c r="AB4"/></row><row r="5"/>`;
    expect(shown(await read(table(rows, [], words)))).toEqual([
      [2, 'A=花椒', 'C#12.300000000000001'],
      [4, 'A=甲', 'AA=会 <泽一>'],
    ]);
  });

  it('come whole wherever the pieces are cut', async () => {
    const rows = Array.from(
      { length: 3_000 },
      (_, n) => `<row r="${n + 1}"><c r="A${n + 1}" t="str"><v>第${n}行 &amp; &#20013;</v></c></row>`,
    );
    const found = await read(table(rows.join('')));
    expect(found.map(({ cells }) => cells.get('A')?.text)).toEqual(rows.map((_, n) => `第${n}行 & 中`));
  });

  it('count their days from 1904 where the workbook does', async () => {
    const parts = [
      { name: 'xl/workbook.xml', text: book('<workbookPr date1904="1"/>') },
      { name: 'xl/_rels/workbook.xml.rels', text: RELATIONS },
      { name: 'xl/worksheets/sheet1.xml', text: '<worksheet/>' },
    ];
    expect((await readTable(zip(parts))).from1904).toBe(true);
  });

  const row = (inner: string) => `<row r="1">${inner}</row>`;
  const cell = '<c r="A1"><v>1</v></c>';
  it.each([
    ['a formula', table(row('<c r="A1"><f>1+1</f><v>2</v></c>')), 'FILE_ACTIVE_CONTENT'],
    [
      'a document type',
      table(`<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${row(cell)}`),
      'FILE_ACTIVE_CONTENT',
    ],
    ['an entity of its own', table(row('<c r="A1" t="str"><v>&a;</v></c>')), 'FILE_BROKEN'],
    ['raw sections', table(row('<c r="A1" t="str"><v><![CDATA[=1]]></v></c>')), 'FILE_NOT_INSPECTABLE'],
    ['another encoding', table('<?xml version="1.0" encoding="utf-16"?>'), 'FILE_NOT_INSPECTABLE'],
    ['bytes that are no text', table(row(`<c r="A1" t="str"><v>`) + '\0'), 'FILE_NOT_INSPECTABLE'],
    [
      'joined cells',
      table(`${row(cell)}<mergeCells><mergeCell ref="A1:B1"/></mergeCells>`),
      'FILE_SHEET_NOT_PLAIN',
    ],
    ['links', table(`${row(cell)}<hyperlinks><hyperlink ref="A1"/></hyperlinks>`), 'FILE_SHEET_NOT_PLAIN'],
    ['a row too many', table('<row r="50021"><c r="A50021"><v>1</v></c></row>'), 'FILE_SHEET_TOO_LARGE'],
    ['a column too many', table(row('<c r="AO1"><v>1</v></c>')), 'FILE_SHEET_TOO_LARGE'],
    ['rows out of order', table('<row r="2"/><row r="1"/>'), 'FILE_BROKEN'],
    ['a word nobody wrote', table(row('<c r="A1" t="s"><v>7</v></c>')), 'FILE_BROKEN'],
    ['half a tag', table('<row r="1"><c r="A1'), 'FILE_BROKEN'],
    ['a cell without an end', table(row(`<c r="A1" t="str"><v>${'x'.repeat(140_000)}`)), 'FILE_BROKEN'],
    ['no workbook', xlsx(), 'FILE_BROKEN'],
  ])('are refused with %s', async (_what, bytes, code) => {
    expect(await codeOf(bytes)).toBe(code);
  });

  const sheet = (text: Buffer, lies = {}): Buffer =>
    zip([
      { name: 'xl/workbook.xml', text: book('') },
      { name: 'xl/_rels/workbook.xml.rels', text: RELATIONS },
      { name: 'xl/worksheets/sheet1.xml', text, lies },
    ]);
  it.each([
    ['packs a thousandfold', sheet(Buffer.alloc(32 * 1024 * 1024, ' ')), 'FILE_ARCHIVE_TOO_LARGE'],
    ['says it is smaller than it is', sheet(Buffer.from('<worksheet/>'), { size: 5 }), 'FILE_BROKEN'],
    ['says it is larger than it is', sheet(Buffer.from('<worksheet/>'), { size: 50 }), 'FILE_BROKEN'],
    [
      'says it is larger than any table',
      sheet(Buffer.from('<worksheet/>'), { size: 200_000_000 }),
      'FILE_ARCHIVE_TOO_LARGE',
    ],
    ['is encrypted', sheet(Buffer.from('<worksheet/>'), { flags: 1 }), 'FILE_NOT_INSPECTABLE'],
  ])('are refused where the archive %s', async (_what, bytes, code) => {
    expect(await codeOf(bytes)).toBe(code);
  });
});
