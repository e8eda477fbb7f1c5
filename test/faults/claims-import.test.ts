import { startTestApp, type TestApp } from '../support/app';
import {
  claimTable,
  confirming,
  importVerb,
  readImport,
  stageTable,
  uploadTable,
  type ShownImport,
  type TableRow,
} from '../support/claim-tables';
import { claimed, evidenceOf, stockOf, uploaded, vouching, type ShownClaim, CLAIM } from '../support/claims';
import { xlsx, zip } from '../support/file-samples';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf } from '../support/money';
import { makePeople, signInAgain, type People } from '../support/people';
import { xlsxParts } from '../support/xlsx-text';

const MANY = 2_000;

describe('a table of claims', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  let names: { buyer: string; supplier: string };
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people, { inBase: 100_000_000n });
    const uscc = async (id: string) =>
      (await app.database.one<{ uscc: string }>('SELECT uscc FROM organizations WHERE id = $1', [id]))
        ?.uscc ?? '';
    names = { buyer: await uscc(people.buyer.id), supplier: await uscc(people.supplier.id) };
  });
  afterAll(() => app.close());

  let number = 0;
  const row = (more: TableRow = {}): TableRow => {
    number += 1;
    const yuan = `${1_000 + number}.00`;
    return {
      unit: names.buyer,
      supplier: names.supplier,
      invoice: `2631${String(number).padStart(16, '0')}`,
      invoiceAmount: yuan,
      purchasedOn: '2026-07-08',
      lot: goods.certificateNo,
      quantity: '2',
      quantityUnit: '公斤',
      amount: yuan,
      evidence: 'A1，B-2',
      ...more,
    };
  };
  const clerk = () => people.buyer.clerk;
  const papers = async () => {
    const [invoice, payment] = await evidenceOf(app, clerk(), 'INVOICE', 'PAYMENT');
    return [
      { code: 'a1', kind: 'INVOICE', fileId: invoice?.fileId ?? '' },
      { code: 'B-2', kind: 'PAYMENT', fileId: payment?.fileId ?? '' },
    ];
  };
  const stage = async (rows: readonly TableRow[]) =>
    stageTable(app, clerk(), await claimTable(rows), await papers());
  const confirm = (table: ShownImport, more: object = {}) =>
    importVerb(app, clerk(), 'confirmClaimImport', { ...confirming(table), ...more });
  const claimsOf = async ({ id }: ShownImport) =>
    Number(
      (await app.database.one<{ n: bigint }>('SELECT count(*) AS n FROM claims WHERE import_id = $1', [id]))
        ?.n,
    );
  const told = ({ errors }: ShownImport) => errors.map(({ cell, code }) => `${cell} ${code}`);

  it('is told cell by cell what is wrong, and the good rows become claims once confirmed', async () => {
    const other = await makeGoods(app, people, { like: goods, inBase: 3_000n });
    const plain = await makeGoods(app, people, { recognised: false });
    const invoice = { invoice: 'GEMEINSAM-1', invoiceAmount: '500.00' };
    const rows = [
      row(), // 4, after title, headings
      row({ unit: '不存在的单位' }),
      row({ supplier: names.buyer, amount: '12.345' }),
      row({ lot: '无此批次' }),
      row({ lot: plain.certificateNo }),
      row({ purchasedOn: '2026-07-10' }),
      row({ purchasedOn: '2026年6月19日' }),
      row({ quantityUnit: '升' }),
      row({ evidence: 'C9' }),
      row({ ...invoice, amount: '300.00' }),
      row({ ...invoice, amount: '200.01', lot: other.certificateNo }),
      row({ ...invoice, amount: '1.00' }),
      row({ lot: other.certificateNo, quantity: '2.000' }),
      row({ lot: other.certificateNo, quantity: '2' }),
      row({ unit: '13800138000' }),
      { unit: names.buyer },
    ];
    const table = await stage(rows);
    const at =
      Number(
        told(table)
          .find((one) => one.endsWith('UNIT_UNKNOWN'))
          ?.match(/\d+/)?.[0],
      ) - 1;
    expect([table.state, table.rowsRead, table.rowsGood]).toEqual(['CHECKED', rows.length, 3]);
    const cell = (index: number, letter: string) => `${letter}${at + index}`;
    expect(told(table)).toEqual([
      `${cell(1, 'A')} UNIT_UNKNOWN`,
      `${cell(2, 'I')} AMOUNT_FORM`,
      `${cell(3, 'F')} LOT_UNKNOWN`,
      `${cell(4, 'F')} PRODUCT_NOT_RECOGNISED`,
      `${cell(5, 'E')} PURCHASED_IN_FUTURE`,
      `${cell(6, 'E')} PURCHASED_BEFORE_HARVEST`,
      `${cell(7, 'H')} UNIT_DIFFERS`,
      `${cell(8, 'J')} EVIDENCE_UNKNOWN`,
      `${cell(10, 'I')} INVOICE_EXCEEDED`,
      `${cell(11, 'F')} INVOICE_LOT_CLAIMED`,
      `${cell(13, 'G')} LOT_SHORT`,
      `${cell(14, 'A')} PERSONAL_NUMBER`,
      ...['B', 'F', 'C', 'D', 'E', 'G', 'H', 'I'].map(() => expect.stringMatching(/CELL_MISSING$/) as string),
    ]);
    expect(await claimsOf(table)).toBe(0);
    expect((await confirm(table, { rows: 4 })).refusals).toEqual(['IMPORT_SEEN_DIFFERENTLY rows']);
    const theirs = await importVerb(app, people.otherBuyer.clerk, 'confirmClaimImport', confirming(table));
    expect([theirs.refusals, await readImport(app, people.otherBuyer.clerk, table.id)]).toEqual([
      ['NOT_FOUND'],
      null,
    ]);
    expect((await confirm(table)).table?.state).toBe('CONFIRMED');
    expect([await claimsOf(table), await stockOf(app, other)]).toEqual([
      3,
      { reserved: 2_000n, shipped: 0n },
    ]);
    const sheet = await download(`/claim-imports/${table.id}/errors.xlsx`);
    expect(xlsxParts(sheet).get('xl/worksheets/sheet1.xml')).toContain('INVOICE_EXCEEDED');
  });

  const download = async (path: string) => {
    const answer = await fetch(`${app.url}${path}`, {
      headers: { authorization: `Bearer ${await signInAgain(app, clerk())}` },
    });
    return Buffer.from(await answer.arrayBuffer());
  };

  it('is claimed like single claims: with its evidence, verified by both sides', async () => {
    const table = await stage([row()]);
    await confirm(table);
    const { data } = await app.graphql<{ claims: { edges: { node: ShownClaim }[] } }>(
      `{ claims(first: 1) { edges { node { ${CLAIM} } } } }`,
      {},
      { token: await signInAgain(app, people.coordEast.city) },
    );
    const claim = data.claims.edges[0]?.node as ShownClaim;
    expect([claim.state, claim.evidence.map(({ kind }) => kind).toSorted()]).toEqual([
      'DEDUPED',
      ['INVOICE', 'PAYMENT'],
    ]);
    const one = await claimed(app, people.coordEast.city, 'verifyClaims', vouching(claim));
    expect((await claimed(app, people.coordWest.city, 'verifyClaims', vouching(one))).state).toBe(
      'CONFIRMED',
    );
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
    const table = await stageTable(app, clerk(), bytes, await papers());
    expect(told(table)).toEqual([expect.stringMatching(/^C\d+ WRITTEN_AS_NUMBER$/)]);
    const row46211 = await app.database.one<{ day: string; fen: bigint }>(
      'SELECT purchased_on AS day, goods_fen AS fen FROM claim_import_rows WHERE import_id = $1',
      [table.id],
    );
    expect(row46211).toEqual({ day: '2026-07-08', fen: 1_230n });
  });

  it('is not taken where a row is good no longer, and nothing of it is', async () => {
    const scarce = await makeGoods(app, people, { like: goods, inBase: 4_000n });
    const first = await stage([row(), row({ lot: scarce.certificateNo, quantity: '3' })]);
    const second = await stage([row({ lot: scarce.certificateNo, quantity: '3' })]);
    expect([first.rowsGood, second.rowsGood]).toEqual([2, 1]);
    expect((await confirm(second)).refusals).toEqual([]);
    const before = await stockOf(app, goods);
    expect((await confirm(first)).refusals).toEqual(['IMPORT_OUTDATED importId']);
    expect([await claimsOf(first), await stockOf(app, goods)]).toEqual([0, before]);
  });

  it('broken off half-way leaves nothing, and taken up again everything, once', async () => {
    const table = await stage(Array.from({ length: MANY }, () => row()));
    expect([table.state, table.rowsRead, table.rowsGood]).toEqual(['CHECKED', MANY, MANY]);
    const before = await stockOf(app, goods);
    await app.database.query(
      `CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken off'; END $$`,
    );
    await app.database.query(
      'CREATE TRIGGER break_off BEFORE INSERT ON lot_movements FOR EACH STATEMENT EXECUTE FUNCTION break_off()',
    );
    expect((await confirm(table)).refusals).toEqual(['INTERNAL']);
    await app.database.query('DROP FUNCTION break_off CASCADE');
    expect([await claimsOf(table), await stockOf(app, goods)]).toEqual([0, before]);
    const both = await Promise.all([confirm(table), confirm(table)]);
    expect(both.filter(({ refusals }) => refusals.length === 0)).toHaveLength(1);
    expect(await claimsOf(table)).toBe(MANY);
  });

  it('that is more than a plain table is refused', async () => {
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

  it('nobody confirms goes after a while, and the books are true', async () => {
    const table = await stage([row()]);
    const given = await stage([row()]);
    const discarded = await importVerb(app, clerk(), 'discardClaimImport', {
      importId: given.id,
      expectedVersion: given.version,
    });
    expect(discarded.table?.state).toBe('DISCARDED');
    app.clock.advance(15 * 24 * 60 * 60 * 1000);
    await app.settle();
    expect((await readImport(app, clerk(), table.id))?.state).toBe('DISCARDED');
    const [rows] = await app.database.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM claim_import_rows',
    );
    expect(rows?.n).toBe(0);
    expect(await breaksOf(app)).toEqual([]);
    expect((await download('/claim-imports/template.xlsx')).subarray(0, 2).toString()).toBe('PK');
  });
});
