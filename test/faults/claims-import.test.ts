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
  usccOf,
  type ShownImport,
  type TableRow,
} from '../support/claim-tables';
import { claimed, stockOf, vouching, type ShownClaim, CLAIM } from '../support/claims';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf } from '../support/money';
import { PLACES, makePeople, signInAgain, type People } from '../support/people';
import { basketOf, send } from '../support/orders';
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
    names = { buyer: await usccOf(app, people.buyer.id), supplier: await usccOf(app, people.supplier.id) };
    row = tableRows(names, goods.certificateNo);
  });
  afterAll(() => app.close());

  let row: (more?: TableRow) => TableRow;
  const clerk = () => people.buyer.clerk;
  const stage = async (rows: readonly TableRow[]) =>
    stageTable(app, clerk(), await claimTable(rows), await tablePapers(app, clerk()));
  const confirm = (table: ShownImport, more: object = {}) =>
    importVerb(app, clerk(), 'confirmClaimImport', { ...confirming(table), ...more });
  const claimsOf = ({ id }: ShownImport) => countClaims(app, id);
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
      row({ ...invoice, invoice: 'gemeinsam—１', amount: '1.00' }),
      row({ lot: other.certificateNo, quantity: '2.000' }),
      row({ lot: other.certificateNo, quantity: '2' }),
      row({ unit: '13800138000' }),
      row({ purchasedOn: '2025-07-08' }),
      { unit: names.buyer },
    ];
    const table = await stage(rows);
    const at =
      Number(
        told(table)
          .find((one) => one.endsWith('UNIT_UNKNOWN'))
          ?.match(/\d+/)?.[0],
      ) - 1;
    expect([table.state, table.rowsFound, table.rowsRead, table.rowsGood]).toEqual([
      'CHECKED',
      rows.length,
      rows.length,
      3,
    ]);
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
      `${cell(15, 'E')} CLAIM_TOO_OLD`,
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

  it('says where and how it was bought and what it shall count on, like single claims', async () => {
    const [covering, foreign] = await app.database.query<{ id: string }>(
      `SELECT id FROM pairings WHERE state = 'ACTIVE' AND kind = 'EAST_WEST' AND valid_to IS NULL
        ORDER BY (east_region_code, west_region_code) = ($1, $2) DESC, id LIMIT 2`,
      [PLACES.eastCounty, PLACES.westCounty],
    );
    const said = { channel: '示例门店自提', relations: covering?.id ?? '' };
    const table = await stage([
      row(said),
      row({ channel: '电话 13800138000' }),
      row({ relations: foreign?.id ?? '' }),
      row({ relations: `${said.relations}，${foreign?.id}` }),
      row({ relations: '东西部协作' }),
      row(),
    ]);
    expect([table.rowsGood, told(table)]).toEqual([
      2,
      [
        'K4 PERSONAL_NUMBER',
        'L5 PAIRING_NOT_APPLICABLE',
        'L6 PAIRING_NOT_APPLICABLE',
        'L7 PAIRING_NOT_APPLICABLE',
      ],
    ]);
    await confirm(table);
    const claims = await app.database.query(
      `SELECT c.channel_note AS channel, l.relation_choices AS relations FROM claims c JOIN claim_lines l ON l.claim_id = c.id
        WHERE c.import_id = $1 ORDER BY c.number`,
      [table.id],
    );
    expect(claims).toEqual([
      { channel: said.channel, relations: [said.relations] },
      { channel: null, relations: [] },
    ]);
  });

  it('is looked for twins like single claims: on the platform, among claims, and among its own rows', async () => {
    const lot = await makeGoods(app, people, { like: goods });
    const known = row({ invoiceAmount: '9000.00' });
    expect((await confirm(await stage([known]))).refusals).toEqual([]);
    const basket = basketOf(app, people.buyer, lot, { kg: '200.000' });
    const { orders } = await send(app, await signInAgain(app, clerk()), 'placeOrder', basket);
    const alike = { amount: '777.00', invoiceAmount: '777.00', quantity: '1' };
    const table = await stage([
      { ...known, amount: '1.00' },
      row({ amount: known.amount ?? '', invoiceAmount: '9000.00' }),
      row({ lot: lot.certificateNo, amount: orders?.[0]?.goods.amount ?? '', invoiceAmount: '99999.00' }),
      row({ ...alike, purchasedOn: '2026-07-05' }),
      row({ ...alike, purchasedOn: '2026-07-08' }),
    ]);
    const wrong = table.errors.map(({ code }) => code).join(' ');
    expect(wrong).toBe('INVOICE_LOT_CLAIMED TWIN_CLAIM TWIN_ON_PLATFORM');
    expect((await confirm(table)).refusals).toEqual([]);
    const sql = `SELECT c.state, t.kind FROM claims c LEFT JOIN claim_twins t ON t.claim_id = c.id AND t.number IN (
      SELECT number FROM claims WHERE import_id = c.import_id) WHERE c.import_id = $1 ORDER BY c.purchased_on`;
    expect(await app.database.query(sql, [table.id])).toEqual([
      { state: 'DEDUPED', kind: null },
      { state: 'SUBMITTED', kind: 'CLAIM' },
    ]);
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
