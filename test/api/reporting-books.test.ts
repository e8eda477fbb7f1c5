import { randomUUID } from 'node:crypto';
import { Contests } from '../../src/counting/index';
import { makeAgreement } from '../support/agreements';
import { startTestApp, type TestApp } from '../support/app';
import { BOOK, fen, soldOnce, sum, type Book, type Entry, type Line, type Money } from '../support/books';
import { makeGoods, type Goods } from '../support/goods';
import { OrderHistory, settledOrder } from '../support/order-events';
import {
  PLACES,
  addMember,
  addOrganization,
  makePeople,
  signInAgain,
  type People,
  type Person,
} from '../support/people';
import { xlsxParts } from '../support/xlsx-text';

/** Last July and this: an agreement each, orders settled in both, a refund this year. */
describe('a record book', () => {
  let app: TestApp;
  let people: People;
  let agreementId: string;
  let province: string;
  let otherUnit: string;

  beforeAll(async () => {
    app = await startTestApp(new Date('2025-07-09T09:00:00+08:00'));
    people = await makePeople(app);
    const leaf = { east: PLACES.eastCounty, west: PLACES.westCounty, fen: 50_000_000n };
    await makeAgreement(app, { year: 2025, leaves: [leaf] });
    const old = await makeGoods(app, people, {
      onSaleFrom: '2025-06-01',
      harvestedOn: '2025-06-20',
      season: 2025,
    });
    await app.database.query(`UPDATE recognitions SET valid_from = '2025-01-08' WHERE id = $1`, [
      old.recognitionId,
    ]);
    await settled(old, 400_000n);
    await app.settle();
    app.clock.advance(365 * 86_400_000);
    agreementId = await makeAgreement(app, { ownFen: 20_000_000n, leaves: [{ ...leaf, fen: 80_000_000n }] });
    province = await makeAgreement(app, { east: PLACES.eastProvince, west: PLACES.westProvince });
    const goods = await makeGoods(app, people);
    otherUnit = await app.transactions.run((tx) =>
      addOrganization(tx, {
        kind: 'ENTERPRISE',
        regionCode: PLACES.eastCounty,
        side: 'EAST',
        parentId: people.buyer.id,
      }),
    );
    const portions = await settled(goods, 600_000n);
    await settled(goods, 300_000n, otherUnit);
    await app.settle();
    app.clock.advance(30 * 86_400_000);
    await new OrderHistory(app).refund(
      { id: portions.id, lineIds: [], portions: [] },
      portions.portion,
      100_001n,
    );
    await app.settle();
  });
  afterAll(() => app.close());

  const settled = (goods: Goods, fenOf: bigint, unitId?: string) =>
    settledOrder(app, people, goods, fenOf, unitId);
  const ask = async <Data>(query: string, variables: object, person: Person) =>
    app.graphql<Data>(query, variables, { token: await signInAgain(app, person) });
  const book = async (query: string, person = people.coordEast.city): Promise<Book> => {
    const { data, errors } = await ask<Record<string, Book>>(`{ ${query} { ${BOOK} } }`, {}, person);
    const found = Object.values(data ?? {})[0];
    if (!found) throw new Error(JSON.stringify(errors));
    return found;
  };
  const entries = async (query: string, person = people.coordEast.city) => {
    const { data, errors } = await ask<{ bookEntries: { totalCount: number; edges: { node: Entry }[] } }>(
      `{ bookEntries(${query}) { totalCount edges { node { kind amount { amount } period } } } }`,
      {},
      person,
    );
    if (!data) throw new Error(JSON.stringify(errors));
    const nodes = data.bookEntries.edges.map(({ node }) => node);
    expect(data.bookEntries.totalCount).toBe(nodes.length);
    return nodes.filter(({ kind }) => ['CONFIRMED', 'REVERSAL'].includes(kind));
  };
  const get = async (path: string, person = people.coordEast.city) => {
    const authorization = `Bearer ${await signInAgain(app, person)}`;
    const answer = await fetch(`${app.url}${path}`, { headers: { authorization } });
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  };

  it('of an agreement tells month by month what counts, the year before, and how far the year has come', async () => {
    const { lines, total } = await book(`agreementBook(agreementId: "${agreementId}")`);
    const told = ({ key, net, lastYear, growth, completion }: Line) =>
      [key, net.amount, lastYear.amount, growth, completion].join(' ');
    expect(lines.map(told)).toEqual(['2026-07 7999.99 4000.00 99.99 0.79']);
    const then = await book(`agreementBook(agreementId: "${agreementId}", asOf: "2026-07-09")`);
    expect(then.lines.map(told)).toEqual(['2026-07 9000.00 4000.00 125.00 0.90']);
    expect(total).toMatchObject({
      gross: { amount: '9000.00' },
      reversals: { amount: '1000.01' },
      net: { amount: '7999.99' },
      target: { amount: '1000000.00' },
      completion: '0.79',
      growth: '99.99',
    });
  });

  it('of units tells who bought, and the list behind each number adds up to it, under the same filter and day', async () => {
    for (const asOf of ['2026-07-09', '2026-08-08', undefined]) {
      const on = asOf ? `, asOf: "${asOf}"` : '';
      const { lines, total } = await book(`unitBook(agreementId: "${agreementId}"${on})`);
      expect(lines.map(({ key }) => key).toSorted()).toEqual([people.buyer.unitId, otherUnit].toSorted());
      for (const line of lines)
        expect(
          sum(await entries(`agreementId: "${agreementId}", filter: { unitId: "${line.key}" }${on}`)),
        ).toBe(fen(line.net));
      expect(sum(await entries(`agreementId: "${agreementId}"${on}`))).toBe(fen(total.net));
    }
    const months = await book(`agreementBook(agreementId: "${agreementId}")`);
    for (const { key, net } of months.lines)
      expect(sum(await entries(`agreementId: "${agreementId}", filter: { month: "${key}-15" }`))).toBe(
        fen(net),
      );
  });

  it('of a region tells its counties, their targets and the rest, and adds up to the whole', async () => {
    const asked = `countyBook(regionCode: "${PLACES.westProvince}")`;
    const { lines, total } = await book(asked, people.coordWest.province);
    expect(lines[0]).toMatchObject({
      key: PLACES.westCounty,
      name: '金阳县',
      target: { amount: '800000.00' },
      net: { amount: '7999.99' },
      lastYear: { amount: '4000.00' },
      growth: '99.99',
    });
    expect(lines.reduce((all, { net }) => all + fen(net), 0n)).toBe(fen(total.net));
    const own = await entries(`filter: { countyCode: "${PLACES.westCounty}" }`, people.coordWest.county);
    expect(sum(own)).toBe(799_999n);
  });

  it('of results tells every agreement once in its sum, whatever lies in whatever', async () => {
    const { lines, total } = await book('resultTable', people.coordEast.province);
    expect(lines.map(({ key }) => key).toSorted()).toEqual([agreementId, province].toSorted());
    for (const line of lines)
      expect(line).toMatchObject({
        net: { amount: '7999.99' },
        purchased: { amount: '7999.99' },
        lastYear: { amount: '4000.00' },
        growth: '99.99',
      });
    expect(total).toMatchObject({ net: { amount: '7999.99' }, lastYear: { amount: '4000.00' } });
    const then = await book('resultTable(asOf: "2026-07-09")', people.coordEast.province);
    expect(then.total).toMatchObject({ net: { amount: '9000.00' }, growth: '125.00' });
  });

  it('is the same as a workbook and as CSV', async () => {
    const shown = await book('resultTable', people.coordEast.province);
    const { bytes } = await get('/results.xlsx', people.coordEast.province);
    const xml = xlsxParts(bytes).get('xl/worksheets/sheet1.xml') ?? '';
    for (const { net, lastYear, growth } of shown.lines)
      for (const value of [net.amount, lastYear.amount, growth]) expect(xml).toContain(`<v>${value}</v>`);
    for (const heading of [
      '协作双方',
      '承诺（元）',
      '其中采购（元）',
      '其中帮助销售（元）',
      '上年同期（元）',
      '同比增长（%）',
      '完成率（%）',
    ])
      expect(xml).toContain(`>${heading}<`);
    const units = (await get(`/agreements/${agreementId}/units.csv`)).bytes.toString().trim().split('\r\n');
    expect(units).toHaveLength(3);
    const list = (await get(`/entries.csv?agreementId=${agreementId}&asOf=2026-07-09`)).bytes.toString();
    expect(list).not.toContain('冲销",');
    expect(list.trim().split('\r\n').length - 1).toBeGreaterThanOrEqual(2);
    const region = await get(`/regions/${PLACES.westProvince}/book.xlsx`, people.coordWest.province);
    const schemes = xlsxParts(region.bytes).get('xl/worksheets/sheet2.xml') ?? '';
    for (const words of ['口径', '东西部协作', '预留份额', '各口径净额相加', '其中重复计入', '去重净额'])
      expect(schemes).toContain(`>${words}<`);
    // one scheme alone counts here: gross 9000.00, and what is left of it added up and once
    expect(schemes.match(/<v>9000.00<\/v>/g)).toHaveLength(1);
    expect(schemes.match(/<v>7999.99<\/v>/g)).toHaveLength(3);
    const kinds = await app.database.query<{ what: string }>('SELECT DISTINCT what FROM exports ORDER BY 1');
    expect(kinds.map(({ what }) => what)).toEqual([
      'BOOK_ENTRIES',
      'COUNTY_BOOK',
      'RESULTS_BOOK',
      'UNIT_BOOK',
    ]);
  });

  it('leaves as a table with exactly the rows its query shows the same reader', async () => {
    const tables = [
      [`agreementBook(agreementId: "${agreementId}")`, `/agreements/${agreementId}/book.csv`],
      [`unitBook(agreementId: "${agreementId}")`, `/agreements/${agreementId}/units.csv`],
      [`countyBook(regionCode: "${PLACES.westCity}")`, `/regions/${PLACES.westCity}/book.csv`],
      ['resultTable', '/results.csv'],
    ] as const;
    const { coordEast, coordWest, auditor } = people;
    let left = 0;
    for (const person of [coordEast.city, coordEast.county, coordWest.county, coordWest.province, auditor]) {
      for (const [query, path] of tables) {
        const shown = await book(query, person).catch(() => null);
        const { status, bytes } = await get(path, person);
        expect([path, status]).toEqual([path, shown ? 200 : 404]);
        const rows = shown ? bytes.toString().trim().split('\r\n').slice(1) : [];
        expect(rows.map((row) => row.split(',')[0])).toEqual(
          shown?.lines.map(({ name }) => `"${name}"`) ?? [],
        );
        for (const [at, line] of shown?.lines.entries() ?? [])
          expect(rows[at]).toContain(`,${line.net.amount},`);
        left += rows.length;
      }
      const all = await ask<{ bookEntries: { totalCount: number } }>(
        '{ bookEntries { totalCount } }',
        {},
        person,
      );
      const { bytes } = await get('/entries.csv', person);
      expect(bytes.toString().trim().split('\r\n')).toHaveLength(all.data.bookEntries.totalCount + 1);
    }
    expect(left).toBeGreaterThan(15);
  });

  it('is not there for offices of other regions, nor of a day that is none', async () => {
    const elsewhere = await app.transactions.run(async (tx) => {
      const office = { kind: 'COLLABORATION_OFFICE', regionCode: '440000', side: 'EAST' } as const;
      return addMember(app, tx, await addOrganization(tx, office), 'COORD_PROV');
    });
    expect((await book('resultTable', elsewhere)).lines).toEqual([]);
    expect(await entries('first: 50', elsewhere)).toEqual([]);
    const paths = ['book.xlsx', 'units.csv'].map((name) => `/agreements/${agreementId}/${name}`);
    const answers = [...paths, `/regions/${PLACES.westProvince}/book.csv`].map((path) =>
      get(path, elsewhere),
    );
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([404, 404, 404]);
    const bad = [
      '/results.csv?asOf=2026-02-30',
      '/results.csv?asOf=2099-01-01',
      '/entries.csv?unitId=1',
      '/entries.csv?asOf=a&asOf=b',
    ];
    expect((await Promise.all(bad.map((path) => get(path)))).map(({ status }) => status)).toEqual([
      400, 400, 400, 400,
    ]);
    expect((await get('/results.csv', people.buyer.clerk)).status).toBe(403);
  });

  it('tells anybody, once the year is over, only figures behind which enough buyers and suppliers stand', async () => {
    for (const at of [1, 2, 3, 4]) await soldOnce(app, people, PLACES.westCounty, BigInt(at) * 100n);
    await soldOnce(app, people, PLACES.otherWestCounty, 900n);
    const doubted = await soldOnce(app, people, PLACES.westCounty, 700n);
    await app.settle();
    await app.transactions.run((tx) =>
      app.nest.get(Contests).open(tx, {
        portionIds: doubted.portions,
        scheme: null,
        cause: `finding:${randomUUID()}`,
        memberId: null,
      }),
    );
    const published = async (year: number) => {
      const { data } = await app.graphql<{
        publicFigures: { cells: { code: string; name: string; net: Money }[] } | null;
      }>(
        `{ publicFigures(year: ${year}) { asOf leastParties cells { code name kind net { amount } } } }`,
        {},
        { token: null },
      );
      return data.publicFigures;
    };
    expect(await published(2026)).toBe(null);
    app.clock.advance(Date.parse('2027-01-31T12:00:00+08:00') - app.clock.now().getTime());
    await app.settle();
    expect(await published(2026)).toBe(null);
    app.clock.advance(86_400_000);
    await app.settle();
    const figures = await published(2026);
    expect(figures).toMatchObject({ asOf: '2027-01-31', leastParties: 5 });
    // five growers and their houses sold in 金阳县, one in the county beside it: shown apart, either could be subtracted
    expect(figures?.cells.map(({ code, name, net }) => [code, name, net.amount])).toEqual([
      ['ALL', '全部', '8018.99'],
      ['510000', '四川省', '8018.99'],
      ['513400', '凉山彝族自治州', '8018.99'],
    ]);
    expect(await published(2025)).toMatchObject({ cells: [] });
    await expect(app.database.query('UPDATE public_cells SET net_fen = 0')).rejects.toThrow();
    const huge = `INSERT INTO public_cells VALUES (2025, 'ALL', 1, NULL, 'WHOLE', '全部', 9223372036854775808)`;
    await app.database.query(huge);
    expect((await published(2025))?.cells[0]?.net.amount).toBe('92233720368547758.08'); // 2⁶³ fen
    await app.settle();
    expect((await app.database.query('SELECT year FROM public_years')).length).toBe(2);
  });
});
