import { createHash } from 'node:crypto';
import { makeAgreement } from '../support/agreements';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods } from '../support/goods';
import { OrderHistory } from '../support/order-events';
import { PLACES, addMember, addOrganization, makePeople, type People, type Person } from '../support/people';
import { xlsxParts } from '../support/xlsx-text';

interface Recorded {
  readonly memberId: string;
  readonly organizationName: string;
  readonly what: string;
  readonly format: string;
  readonly scope: { name: string; value: string }[];
  readonly filter: { name: string; value: string }[];
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

describe('a table that leaves the house', () => {
  let app: TestApp;
  let people: People;
  let agreementId: string;
  let elsewhere: Person;
  let auditor: Person;

  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    const history = new OrderHistory(app);
    const leaf = { east: PLACES.eastCounty, west: PLACES.westCounty, fen: 50_000_050n };
    agreementId = await makeAgreement(app, { ownFen: 100_000_000n, leaves: [leaf] });
    [elsewhere, auditor] = await app.transactions.run(async (tx) => {
      const office = { kind: 'COLLABORATION_OFFICE', regionCode: '440000', side: 'EAST' } as const;
      const audit = { kind: 'AUDIT_OFFICE', regionCode: '110000' } as const;
      return [
        await addMember(app, tx, await addOrganization(tx, office), 'COORD_PROV'),
        await addMember(app, tx, await addOrganization(tx, audit), 'AUDITOR'),
      ];
    });
    const goods = await makeGoods(app, people);
    const order = await history.place({
      buyerId: people.buyer.id,
      unitId: people.buyer.unitId,
      placedBy: people.buyer.clerk.id,
      goods: [goods],
      fen: [1_000_000n],
      countyCode: PLACES.westCounty,
    });
    await history.pay(order);
    await history.settle(order, [970_000n]);
    await history.refund(order, order.portions[0] ?? '', 70_001n);
    await app.settle();
  });
  afterAll(() => app.close());

  const get = async (path: string, person: Person) => {
    const answer = await fetch(`${app.url}${path}`, { headers: { authorization: `Bearer ${person.token}` } });
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  const progress = (ending: string, person = people.coordEast.city) =>
    get(`/agreements/${agreementId}/progress.${ending}`, person);
  const recorded = async (person = auditor) => {
    const { data } = await app.graphql<{ exports: { totalCount: number; edges: { node: Recorded }[] } }>(
      `{ exports(first: 50) { totalCount edges { node { memberId organizationName what format scope { name value } filter { name value } rows bytes sha256 } } } }`,
      {},
      { token: person.token },
    );
    return data.exports.edges.map(({ node }) => node);
  };

  it('has the figures of its query as numbers, and headings in Chinese', async () => {
    const { bytes, headers } = await progress('xlsx');
    const parts = xlsxParts(bytes);
    const xml = parts.get('xl/worksheets/sheet1.xml') ?? '';
    expect(headers.get('content-disposition')).toContain(encodeURIComponent('进度-宁波市'));
    for (const amount of ['1500000.50', '9700.00', '700.01', '8999.99', '0.00'])
      expect(xml).toContain(`<v>${amount}</v>`);
    for (const heading of ['县', '计入（元）', '冲销（元）', '净额（元）', '待结算（元）', '金阳县', '合计'])
      expect(xml).toContain(`>${heading}<`);
    expect([...parts.values()].join('')).not.toMatch(/<f[ >]/);
    const { bytes: csv } = await progress('csv');
    expect(csv.toString()).toBe(
      '\uFEFF"县","计入（元）","冲销（元）","净额（元）","待结算（元）"\r\n"金阳县",9700.00,700.01,8999.99,0.00\r\n',
    );
    expect((await progress('csv?groupBy=MONTH')).bytes.toString()).toContain('"2026-07",9700.00');
  });

  it('is written down: who, what, by which right, how much, and the digest of the bytes', async () => {
    const before = (await recorded()).length;
    const { bytes } = await progress('csv?groupBy=CATEGORY', people.coordWest.city);
    const [newest, ...rest] = await recorded();
    expect(rest).toHaveLength(before);
    const house = await app.database.one<{ name: string }>('SELECT name FROM organizations WHERE id = $1', [
      people.coordWest.city.organizationId,
    ]);
    expect(newest).toEqual({
      memberId: people.coordWest.city.id,
      organizationName: house?.name,
      what: 'AGREEMENT_PROGRESS',
      format: 'CSV',
      scope: expect.arrayContaining([
        { name: 'side', value: 'WEST' },
        { name: 'roles', value: 'COORD_CITY VERIFIER ORG_ADMIN' },
        { name: 'regionCode', value: PLACES.westCity },
      ]),
      filter: [
        { name: 'groupBy', value: 'CATEGORY' },
        { name: 'agreementId', value: agreementId },
      ],
      rows: 1,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    for (const change of ['UPDATE exports SET row_count = 0', 'DELETE FROM exports', 'TRUNCATE exports'])
      await expect(app.database.query(change)).rejects.toThrow();
  });

  it('does not leave for whom its query has nothing, and then nothing is written', async () => {
    const before = (await recorded()).length;
    const answers = [
      await progress('xlsx', elsewhere),
      await progress('csv', elsewhere),
      await progress('csv?groupBy=AGREEMENT'),
      await progress('csv?groupBy=__proto__'),
      await progress('csv', people.buyer.clerk),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(await recorded()).toHaveLength(before);
  });

  it('is seen again by auditors, and by the administrators of the house that took it', async () => {
    const admin = await app.transactions.run((tx) =>
      addMember(app, tx, people.coordWest.city.organizationId, 'ORG_ADMIN'),
    );
    expect((await recorded(admin)).map(({ memberId }) => memberId)).toEqual([people.coordWest.city.id]);
    expect(await recorded(people.buyer.admin)).toEqual([]);
  });

  it('names nobody', async () => {
    const persons = await app.database.query<{ words: string[] }>(
      'SELECT ARRAY[id::text, login, display_name] AS words FROM members',
    );
    const words = persons.flatMap((row) => row.words);
    expect(words.length).toBeGreaterThan(30);
    const files = [
      ...xlsxParts((await progress('xlsx')).bytes).values(),
      (await progress('csv')).bytes.toString(),
    ];
    expect(words.filter((word) => files.some((text) => text.includes(word)))).toEqual([]);
  });
});
