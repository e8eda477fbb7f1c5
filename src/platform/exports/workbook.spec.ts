import fc from 'fast-check';
import { unpackZip } from '../files/kinds/zip';
import { csvOf } from './csv-of';
import type { CellKind, Sheet } from './sheet';
import { workbookOf } from './workbook';

/** The parts by their names; the house’s own reader refuses what is no sound archive. */
const partsOf = async (sheets: readonly Sheet[]) =>
  new Map((await unpackZip(await workbookOf(sheets))).map(({ name, bytes }) => [name, bytes.toString()]));
const HOSTILE = ['=1+1', '+SUM(A1)', '-2+3', '@cmd', '\t=1', '\r=1', '＝1+1', ' =1+1', '"=1', "'=1"];

const table = (rows: Sheet['rows'], kinds: readonly CellKind[] = ['TEXT', 'MONEY']): Sheet => ({
  name: '按县',
  title: '示例进度',
  facts: [{ label: '承诺（元）', value: '1500000.50', kind: 'MONEY' }],
  columns: kinds.map((kind, at) => ({ heading: `列${at + 1}`, kind })),
  rows,
});
const sheetOf = async (rows: Sheet['rows'], kinds?: readonly CellKind[]) =>
  (await partsOf([table(rows, kinds)])).get('xl/worksheets/sheet1.xml') ?? '';
const csv = (rows: Sheet['rows'], kinds?: readonly CellKind[]) => csvOf(table(rows, kinds)).toString();
/** What the sheet says in a cell: style, type and content. */
const cell = (xml: string, address: string) =>
  new RegExp(`<c r="${address}" s="(\\d+)"(?: t="(\\w+)")?>(?:<v>|<is><t xml:space="preserve">)([^<]*)<`)
    .exec(xml)
    ?.slice(1);

describe('a workbook', () => {
  it('holds amounts, counts, rates and days as what they are, to the last digit', async () => {
    const xml = await sheetOf(
      [['-700.01', '12', '64.71', '2026-07-09', '2026-07-09 18:00', '12.500']],
      ['MONEY', 'WHOLE', 'RATE', 'DATE', 'INSTANT', 'NUMBER'],
    );
    expect(['A4', 'B4', 'C4', 'D4', 'E4', 'F4'].map((at) => cell(xml, at))).toEqual([
      ['3', undefined, '-700.01'],
      ['4', undefined, '12'],
      ['5', undefined, '64.71'],
      ['6', undefined, '46212'],
      ['7', undefined, '46212.75'],
      ['0', undefined, '12.500'],
    ]);
    expect(cell(xml, 'B2')).toEqual(['3', undefined, '1500000.50']);
  });

  it('shows money as #,##0.00, and days by their own format', async () => {
    const styles = (await partsOf([table([])])).get('xl/styles.xml') ?? '';
    const formats = [...(/<cellXfs.*<\/cellXfs>/.exec(styles)?.[0].matchAll(/<xf numFmtId="(\d+)"/g) ?? [])];
    expect(formats.map(([, id]) => id).slice(0, 8)).toEqual(['0', '49', '49', '4', '3', '2', '164', '165']);
  });

  it('writes as text what a double would change: above ten billion thousand yuan', async () => {
    const xml = await sheetOf([
      ['', '9999999999999.99'],
      ['', '10000000000000.00'],
    ]);
    expect(cell(xml, 'B4')).toEqual(['3', undefined, '9999999999999.99']);
    expect(cell(xml, 'B5')).toEqual(['1', 'inlineStr', '10000000000000.00']);
  });

  it('never holds a formula, and keeps a text that looks like one a text when it is edited', async () => {
    const xml = await sheetOf(HOSTILE.map((text) => [text, text]));
    expect(xml).not.toMatch(/<f[ >]/);
    for (const [at] of HOSTILE.entries())
      expect([cell(xml, `A${at + 4}`)?.slice(0, 2), cell(xml, `B${at + 4}`)?.slice(0, 2)]).toEqual([
        ['2', 'inlineStr'],
        ['2', 'inlineStr'],
      ]);
    const styles = (await partsOf([table([])])).get('xl/styles.xml') ?? '';
    expect([...styles.matchAll(/<xf [^>]*quotePrefix="1"/g)]).toHaveLength(2);
  });

  it('is set up for print: A4 across, headings frozen and repeated, the sum in bold', async () => {
    const sheet = { ...table([['县', '1.00']]), total: ['合计', '1.00'] };
    const parts = await partsOf([sheet]);
    const xml = parts.get('xl/worksheets/sheet1.xml') ?? '';
    expect(xml).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1"');
    expect(xml).toContain('<pane ySplit="3" topLeftCell="A4"');
    expect(parts.get('xl/workbook.xml')).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">'按县'!$1:$3</definedName>`,
    );
    expect(cell(xml, 'A5')).toEqual(['10', 'inlineStr', '合计']);
    expect(cell(xml, 'B5')).toEqual(['12', undefined, '1.00']);
  });

  it('holds any text as it is: words of the language, half characters and control signs apart', async () => {
    const words = ['constructor', '__proto__', '_x003D_1+1', '<b>&"', 'a\u0000b\uD800c', '示例县'];
    const xml = await sheetOf(words.map((word) => [word, null]));
    expect(words.map((_, at) => cell(xml, `A${at + 4}`)?.[2])).toEqual([
      'constructor',
      '__proto__',
      '_x005F_x003D_1+1',
      '&#60;b&#62;&#38;&#34;',
      'abc',
      '示例县',
    ]);
  });

  it('goes on behind Z, and names sheets as a spreadsheet takes them', async () => {
    const wide = table([Array.from({ length: 30 }, (_, at) => `${at}`)], Array(30).fill('TEXT'));
    const parts = await partsOf([{ ...wide, name: `a/b[c]'d${'长'.repeat(40)}` }]);
    expect(cell(parts.get('xl/worksheets/sheet1.xml') ?? '', 'AD4')?.[2]).toBe('29');
    const name = /<sheet name="([^"]*)"/.exec(parts.get('xl/workbook.xml') ?? '')?.[1];
    expect(name).toBe(`a b c  d${'长'.repeat(23)}`);
  });
});

describe('a table as CSV', () => {
  it('has the same columns, in UTF-8 with its mark, numbers plain and texts in quotes', () => {
    expect(csv([['金阳县，"示例"', '-700.01']])).toBe('\uFEFF"列1","列2"\r\n"金阳县，""示例""",-700.01\r\n');
  });

  it('begins no cell with what a spreadsheet calculates, whatever text it is given', () => {
    const begins = (field: string) => field.replace(/^"/, '').replaceAll('""', '"');
    const harmless = (text: string) => {
      const [, line = ''] = csv([[text]], ['TEXT']).split('\r\n');
      return line === '' || !/^[\s"\uFEFF]*[=+\-@＝＋－＠\t\r\n]/.test(begins(line));
    };
    expect(HOSTILE.filter((text) => !harmless(text))).toEqual([]);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), harmless));
    expect(csv([['x', '=1+1']])).toContain(`,"'=1+1"`);
  });

  it('is as many lines as rows, whatever line breaks the texts hold', () => {
    expect(csv([['一\r\n=1+1', '1.00']]).split('\r\n')).toEqual(['\uFEFF"列1","列2"', '"一 =1+1",1.00', '']);
  });
});
