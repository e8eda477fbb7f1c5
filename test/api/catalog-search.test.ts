import { randomUUID } from 'node:crypto';
import { Events } from '../../src/platform/index';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { makePeople, PLACES, signInAgain, type People, type Person } from '../support/people';

interface Found {
  edges: { node: { id: string; productName: string }; cursor: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  totalCount?: number;
}

describe('looking for lots as a buyer', () => {
  let app: TestApp;
  let people: People;
  let pepper: Goods;
  let potato: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    pepper = await makeGoods(app, people, { name: '示例青花椒', harvestedOn: '2026-07-01' });
    const other = { supplier: people.otherSupplier };
    potato = await makeGoods(app, other, {
      name: '示例高山马铃薯',
      categoryCode: '0403',
      cropCode: 'POTATO',
      countyCode: PLACES.otherWestCounty,
      ladder: [[100_000n, 320n]],
      leadDays: 20,
      recognised: false,
      inBase: 50_000_000n,
    });
  });
  afterAll(() => app.close());

  async function ask(person: Person, filter: object, rest = ''): Promise<Found> {
    const answer = await app.graphql<{ lots: Found }>(
      `query ($filter: LotFilter) { lots(filter: $filter ${rest}) {
         edges { node { id productName } cursor } pageInfo { hasNextPage endCursor } totalCount } }`,
      { filter },
      { token: await signInAgain(app, person) },
    );
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data.lots;
  }
  const found = async (filter: object) =>
    (await ask(people.buyer.clerk, filter)).edges.map(({ node }) => node.id).toSorted();
  const both = () => [pepper.lotId, potato.lotId].toSorted();

  it('finds Chinese words, and with a typo', async () => {
    expect(await found({ text: '花椒' })).toEqual([pepper.lotId]);
    expect(await found({ text: '青花淑' })).toEqual([pepper.lotId]);
    expect(await found({ text: '马铃署' })).toEqual([potato.lotId]);
    expect(await found({ text: "金阳 ' & | !" })).toEqual([pepper.lotId]);
    expect(await found({ text: '三文鱼' })).toEqual([]);
  });

  it('finds by county, prefecture, province and paired county', async () => {
    expect(await found({ originRegion: PLACES.westCounty })).toEqual([pepper.lotId]);
    expect(await found({ originRegion: PLACES.westCity })).toEqual(both());
    expect(await found({ originRegion: PLACES.westProvince })).toEqual(both());
    expect(await found({ originRegion: '530000' })).toEqual([]);
    expect(await found({ fromMyPairedCounties: true })).toEqual([pepper.lotId]);
  });

  it('says so where a category or a place never was, instead of finding nothing', async () => {
    await expect(found({ categoryCode: '9999' })).rejects.toThrow('categoryCode');
    await expect(found({ originRegion: '999999' })).rejects.toThrow('originRegion');
    expect(await found({ quantity: { value: '1', unit: '公斤' } })).toEqual(both());
  });

  it('finds by season, price at a quantity, quantity, delivery, category and recognition', async () => {
    expect(await found({ onSaleOn: '2029-01-01' })).toEqual([]);
    expect(await found({ categoryCode: '04' })).toEqual([potato.lotId]);
    expect(await found({ recognised: true })).toEqual([pepper.lotId]);
    expect(await found({ deliverBy: '2026-07-20' })).toEqual([pepper.lotId]);
    expect(await found({ quantity: { value: '20', unit: 't' } })).toEqual([potato.lotId]);
    const cheap = { priceTo: { amount: '57.00' }, text: '花椒' };
    expect(await found(cheap)).toEqual([]);
    expect(await found({ ...cheap, quantity: { value: '2', unit: 't' } })).toEqual([pepper.lotId]);
    expect(await found({ certificate: 'ORGANIC' })).toEqual([]);
  });

  it('pages stably in every order, while others buy and sell', async () => {
    for (let index = 0; index < 7; index += 1)
      await makeGoods(app, people, { like: pepper, inBase: 1_000_000n, grade: `${index}级` });
    for (const sort of ['RELEVANCE', 'PRICE_LOWEST', 'HARVEST_NEWEST', 'EXPIRY_SOONEST', 'AVAILABLE_MOST']) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page: Found = await ask(
          people.buyer.clerk,
          {},
          `first: 2 sort: ${sort}`.replace(/^/, ', ') + (after ? ` after: "${after}"` : ''),
        );
        seen.push(...page.edges.map(({ node }) => node.id));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
        expect(page.totalCount).toBe(9);
      } while (after);
      expect(new Set(seen).size).toBe(9);
      expect(seen).toHaveLength(9);
    }
  });

  it('refuses a malformed cursor, one of another order, and a page too large', async () => {
    const token = await signInAgain(app, people.buyer.clerk);
    const page = await ask(people.buyer.clerk, {}, 'first: 1');
    for (const args of [
      'after: "nonsense"',
      `after: "${page.pageInfo.endCursor}" sort: PRICE_LOWEST`,
      'first: 1000000',
      'filter: { quantity: { value: "1", unit: "stone" } }',
    ]) {
      const answer = await app.graphql(`{ lots(${args}) { edges { cursor } } }`, {}, { token });
      expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  it('hides drafts from strangers, and shows one lot with certificate, ladder, origin and land', async () => {
    const hidden = await makeGoods(app, people, { name: '示例未上架', state: 'HARVESTED' });
    const one = async (person: Person, id: string) =>
      app.graphql<{ lot: Record<string, unknown> }>(
        `query ($id: UUID!) { lot(id: $id) { certificateNo available { value unit } supplier { name } origin { name fullName }
           originShares { countyCode partsPerMillion } recognised
           terms { ladder { from { value } unitPrice { amount } } vatRate freight { kind amount { amount } } }
           capacity { verifiedArea { value unit } registered { value } limit { value } } } }`,
        { id },
        { token: await signInAgain(app, person) },
      );
    const codeOf = async (person: Person, id: string) =>
      (await one(person, id)).errors?.[0]?.extensions.code ?? 'SEEN';
    expect(await codeOf(people.buyer.clerk, hidden.lotId)).toBe('NOT_FOUND');
    expect(await codeOf(people.otherSupplier.member, hidden.lotId)).toBe('NOT_FOUND');
    expect(await codeOf(people.otherAgri, hidden.lotId)).toBe('NOT_FOUND');
    expect(await codeOf(people.buyer.clerk, randomUUID())).toBe('NOT_FOUND');
    expect(await codeOf(people.supplier.member, hidden.lotId)).toBe('SEEN');
    expect(await codeOf(people.agri, hidden.lotId)).toBe('SEEN');
    const { data } = await one(people.buyer.clerk, pepper.lotId);
    expect(data.lot).toMatchObject({
      available: { value: '10000.000', unit: 'kg' },
      origin: { name: '金阳县', fullName: '四川省凉山彝族自治州金阳县' },
      recognised: true,
      terms: { vatRate: '0.00', freight: { kind: 'INCLUDED', amount: { amount: '0.00' } } },
    });
    expect(data.lot['capacity']).toMatchObject({ verifiedArea: { unit: 'mu' } });
    const managed = await app.graphql<{ managedLots: { totalCount: number } }>(
      '{ managedLots(state: HARVESTED) { totalCount } }',
      {},
      { token: await signInAgain(app, people.supplier.member) },
    );
    expect(managed.data.managedLots.totalCount).toBe(1);
  });

  it('hides the goods of a suspended supplier and shows them again', async () => {
    const admission = async (sells: boolean, kind: string) => {
      await app.transactions.run(async (tx) => {
        await tx.query(
          `INSERT INTO admission_history (admission_id, supplier_id, verb, to_state, sells, at)
           SELECT id, supplier_id, $3, $3, $2, $4 FROM supplier_admissions WHERE supplier_id = $1`,
          [people.otherSupplier.id, sells, sells ? 'ADMITTED' : 'SUSPENDED', tx.at],
        );
        const payload = { supplierId: people.otherSupplier.id };
        const stream = `supplier:${people.otherSupplier.id}`;
        await app.nest.get(Events).publish(tx, { stream, kind, payload });
      });
      await app.settle();
    };
    await admission(false, 'SupplierSuspended');
    expect(await found({ text: '马铃薯' })).toEqual([]);
    app.clock.advance(60_000);
    await admission(true, 'SupplierReinstated');
    expect(await found({ text: '马铃薯' })).toEqual([potato.lotId]);
  });
});
