import { startTestApp, type TestApp } from '../support/app';
import {
  claimTable,
  confirming,
  countClaims,
  importVerb,
  readImport,
  stageTable,
  tablePapers,
  tableRows,
  uploadTable,
  usccOf,
  type ShownImport,
  type TableRow,
} from '../support/claim-tables';
import { uploaded } from '../support/claims';
import { dueAgain } from '../support/failed-jobs';
import { xlsx, zip } from '../support/file-samples';
import { makeGoods } from '../support/goods';
import { PLACES, addOrganization, makePeople, type People } from '../support/people';
import { xlsxParts } from '../support/xlsx-text';

/** Rows read in one transaction. */
const SLICE = 5_000;

describe('reading a table of claims', () => {
  let app: TestApp;
  let people: People;
  let row: (more?: TableRow) => TableRow;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    const goods = await makeGoods(app, people, { inBase: 100_000_000n });
    const names = {
      buyer: await usccOf(app, people.buyer.id),
      supplier: await usccOf(app, people.supplier.id),
    };
    row = tableRows(names, goods.certificateNo);
  });
  afterAll(() => app.close());

  const clerk = () => people.buyer.clerk;
  const stage = async (rows: readonly TableRow[]) =>
    stageTable(app, clerk(), await claimTable(rows), await tablePapers(app, clerk()));
  const confirm = (table: ShownImport, more: object = {}) =>
    importVerb(app, clerk(), 'confirmClaimImport', { ...confirming(table), ...more });
  const told = ({ errors }: ShownImport) => errors.map(({ cell, code }) => `${cell} ${code}`);

  it('in slices finds every row once, even where a slice had to be read again', async () => {
    const rows = SLICE + 100;
    await app.database.query('CREATE SEQUENCE times_read');
    await app.database.query(
      `CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF nextval('times_read') = 1 THEN RAISE EXCEPTION 'read again'; END IF; RETURN NULL; END $$`,
    );
    await app.database.query(
      'CREATE TRIGGER fail_once BEFORE INSERT ON claim_import_rows FOR EACH STATEMENT EXECUTE FUNCTION fail_once()',
    );
    const broken = await stage(Array.from({ length: rows }, () => row()));
    expect([broken.state, broken.rowsFound, broken.rowsRead]).toEqual(['READING', rows, 0]);
    await dueAgain(app.database);
    await app.settle();
    await app.database.query('DROP FUNCTION fail_once CASCADE');
    const table = await readImport(app, clerk(), broken.id);
    expect([table?.state, table?.rowsRead, table?.rowsGood]).toEqual(['CHECKED', rows, rows]);
  });

  it('shows how far it has come while it is read, and makes claims of good rows only once they are confirmed', async () => {
    const rows = SLICE + 10;
    await app.database.query('CREATE SEQUENCE parts_read');
    await app.database.query(
      `CREATE FUNCTION fail_half_way() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF nextval('parts_read') = 2 THEN RAISE EXCEPTION 'half-way'; END IF; RETURN NULL; END $$`,
    );
    await app.database.query(
      'CREATE TRIGGER fail_half_way BEFORE INSERT ON claim_import_rows FOR EACH STATEMENT EXECUTE FUNCTION fail_half_way()',
    );
    const bad = row({ lot: '无此批次' });
    const half = await stage([bad, ...Array.from({ length: rows - 1 }, () => row())]);
    expect([half.state, half.rowsFound, half.rowsRead]).toEqual(['READING', rows, SLICE]);
    expect((await confirm(half, { rows: SLICE })).refusals).toEqual([
      expect.stringMatching(/^ILLEGAL_TRANSITION/),
    ]);
    await dueAgain(app.database);
    await app.settle();
    await app.database.query('DROP FUNCTION fail_half_way CASCADE');
    const table = (await readImport(app, clerk(), half.id)) ?? half;
    expect([table.state, table.rowsRead, table.rowsGood]).toEqual(['CHECKED', rows, rows - 1]);
    expect(await countClaims(app, table.id)).toBe(0);
    expect((await confirm(table)).refusals).toEqual([]);
    expect(await countClaims(app, table.id)).toBe(rows - 1);
  });

  it('takes a name for a unit only where one unit bears it', async () => {
    const name = '示例同名分公司';
    const unit = { kind: 'ENTERPRISE', name, regionCode: PLACES.eastCounty, side: 'EAST' } as const;
    await app.transactions.run(async (tx) => {
      for (const parentId of [people.buyer.id, people.buyer.id])
        await addOrganization(tx, { ...unit, parentId });
    });
    const table = await stage([row({ unit: name }), row()]);
    expect([told(table), table.rowsGood]).toEqual([['A3 UNIT_AMBIGUOUS'], 1]);
  });

  it('says which numbers a spreadsheet has spoilt, and reads those it has only kept in its way', async () => {
    const kept = new Set(['quantity', 'amount', 'invoiceAmount', 'invoice', 'purchasedOn']);
    const bytes = await claimTable(
      [
        row({
          invoice: '202600000000123',
          purchasedOn: '46211',
          amount: '12.300000000001',
          invoiceAmount: '13',
        }),
      ],
      (key) => (kept.has(key) ? 'NUMBER' : 'TEXT'),
    );
    const table = await stageTable(app, clerk(), bytes, await tablePapers(app, clerk()));
    expect(told(table)).toEqual([expect.stringMatching(/^C\d+ WRITTEN_AS_NUMBER$/)]);
    const row46211 = await app.database.one<{ day: string; fen: bigint }>(
      'SELECT purchased_on AS day, goods_fen AS fen FROM claim_import_rows WHERE import_id = $1',
      [table.id],
    );
    expect(row46211).toEqual({ day: '2026-07-08', fen: 1_230n });
  });

  it('refuses what is more than a plain table', async () => {
    const formula = xlsxParts(await claimTable([row()]));
    const sheet = formula.get('xl/worksheets/sheet1.xml') ?? '';
    formula.set(
      'xl/worksheets/sheet1.xml',
      sheet.replace('</sheetData>', '<row r="90"><c r="A90"><f>1+1</f><v>2</v></c></row></sheetData>'),
    );
    const bytes = zip([...formula].map(([name, text]) => ({ name, text })));
    const table = await stageTable(app, clerk(), bytes);
    expect([table.state, table.refusal?.code, table.rowsRead]).toEqual(['REFUSED', 'FILE_ACTIVE_CONTENT', 0]);
    const foreign = await stageTable(app, clerk(), await workbook('没有列标题'));
    expect([foreign.state, foreign.refusal?.code]).toEqual(['REFUSED', 'IMPORT_HEADINGS_MISSING']);
    const bomb = xlsx([{ name: 'xl/worksheets/sheet1.xml', text: Buffer.alloc(40 * 1024 * 1024, ' ') }]);
    expect(await uploadTable(app, clerk(), bomb)).toEqual({ code: 'FILE_ARCHIVE_TOO_LARGE' });
    const picture = await uploaded(app, clerk());
    const { table: wrong } = await importVerb(app, clerk(), 'stageClaimImport', { fileId: picture });
    await app.settle();
    expect((await readImport(app, clerk(), wrong?.id ?? ''))?.refusal?.code).toBe('FILE_BROKEN');
  });

  const workbook = async (title: string) => {
    const parts = xlsxParts(await claimTable([]));
    const sheet = (parts.get('xl/worksheets/sheet1.xml') ?? '').replaceAll('发票号码', title);
    return zip(
      [...parts].map(([name, text]) => ({ name, text: name.endsWith('sheet1.xml') ? sheet : text })),
    );
  };
});
