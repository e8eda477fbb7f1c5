import { startTestApp, type TestApp } from '../support/app';
import { addOrganization, makePeople, type Buyer, type People } from '../support/people';
import { joinPool, kg, openPool, poolSeenBy, poolShare, poolTerms, pooling } from '../support/pooling';

const window = (from: string, until: string, quantity = kg(3_500)) => ({ from, until, quantity });

describe('what a pool and its units say', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const clerk = () => people.buyer.clerk.token;
  const other = () => people.otherBuyer.clerk.token;
  const unitOf = ({ id }: Pick<Buyer, 'id'>) =>
    app.transactions.run((tx) =>
      addOrganization(tx, { kind: 'ENTERPRISE', regionCode: '330211', side: 'EAST', parentId: id }),
    );

  it('keeps every rule of a pool’s terms, each with code and path', async () => {
    const cases: [object, string][] = [
      [{ productId: people.buyer.id }, 'GOODS_NOT_CLEAR '],
      [{ categoryCode: '9999' }, 'CATEGORY_UNKNOWN categoryCode'],
      [{ leastGrade: '超级' }, 'GRADE_UNKNOWN leastGrade'],
      [{ pack: kg(0) }, 'PACK_EMPTY pack'],
      [{ pack: { value: '1', unit: 'L' } }, 'UNIT_MISMATCH pack.unit'],
      [{ minimum: kg(2_010) }, 'NOT_WHOLE_PACKS minimum'],
      [
        { maximum: kg(3_510), windows: [window('2026-08-01', '2026-08-05', kg(3_510))] },
        'NOT_WHOLE_PACKS maximum',
      ],
      [{ minimum: kg(4_000) }, 'QUANTITIES_REVERSED minimum'],
      [{ minimum: kg(0) }, 'QUANTITY_ZERO minimum'],
      [{ maximum: { value: '3.5', unit: 'L' } }, 'UNIT_NOT_OF_CATEGORY maximum.unit'],
      [{ windows: [] }, 'WINDOWS_MISSING windows'],
      [{ windows: [window('2026-08-05', '2026-08-01')] }, 'WINDOW_REVERSED windows.0.until'],
      [{ windows: [window('2026-08-01', '2026-08-05', kg(3_450))] }, 'WINDOWS_NOT_WHOLE windows'],
      [{ gatheringDeadline: '2026-07-09T09:00:00+08:00' }, 'GATHERING_PAST gatheringDeadline'],
      [{ gatheringDeadline: '2026-07-20T17:00:00+08:00' }, 'GATHERING_AFTER_QUOTES gatheringDeadline'],
      [{ quoteDeadline: '2026-08-01T00:00:00+08:00' }, 'QUOTES_AFTER_DELIVERY quoteDeadline'],
    ];
    const told: string[][] = [];
    for (const [more] of cases)
      told.push([...(await pooling(app, clerk(), 'openPool', poolTerms(more))).refusals]);
    expect(told).toEqual(cases.map(([, refusal]) => [refusal]));
  });

  it('keeps every rule of what a unit wants, each with code and path', async () => {
    const pool = await openPool(app, other());
    const others = await app.database.one<{ id: string }>(
      `SELECT id FROM pairings WHERE east_region_code = '330281' AND kind = 'EAST_WEST' AND state = 'ACTIVE' LIMIT 1`,
      [],
    );
    const cap = (amount: string, priceUnit = 'kg') => ({ cap: { price: { amount }, priceUnit } });
    const cases: [object, string][] = [
      [{ minimum: kg(0) }, 'QUANTITY_ZERO minimum'],
      [{ minimum: kg(550) }, 'QUANTITIES_REVERSED minimum'],
      [{ minimum: kg(310) }, 'NOT_WHOLE_PACKS minimum'],
      [{ maximum: kg(510) }, 'NOT_WHOLE_PACKS maximum'],
      [{ maximum: { value: '500', unit: 'L' } }, 'UNIT_MISMATCH maximum.unit'],
      [{ maximum: kg(3_550) }, 'POOL_ROOM_SHORT maximum'],
      [cap('0'), 'CAP_NOT_POSITIVE cap.price'],
      [cap('-1'), 'BAD_USER_INPUT input.share.cap.price.amount'],
      [cap('8', 'L'), 'UNIT_MISMATCH cap.priceUnit'],
      [cap('90071992547409.93'), 'AMOUNT_OUT_OF_RANGE cap.price'],
      [{ deliveryCounty: '330200' }, 'DELIVERY_COUNTY_UNKNOWN deliveryCounty'],
      [{ pairingChoice: others?.id }, 'PAIRING_NOT_APPLICABLE pairingChoice'],
    ];
    const { unitId } = people.buyer;
    const told: string[][] = [];
    for (const [more] of cases)
      told.push([
        ...(await pooling(app, clerk(), 'joinPool', { poolId: pool.id, unitId, share: poolShare(more) }))
          .refusals,
      ]);
    expect(told).toEqual(cases.map(([, refusal]) => [refusal]));
    const foreign = { poolId: pool.id, unitId: people.otherBuyer.unitId, share: poolShare() };
    expect((await pooling(app, clerk(), 'joinPool', foreign)).refusals).toEqual(['NOT_FOUND unitId']);
    expect((await poolSeenBy(app, clerk(), pool.id))?.wanted.value).toBe('0.000000');
  });

  it('tells nobody who wants how much at what cap: neither its opener, another unit nor a supplier', async () => {
    const marked = poolShare({
      minimum: kg(450),
      maximum: kg(750),
      cap: { price: { amount: '7.77' }, priceUnit: 'kg' },
    });
    const pool = await openPool(
      app,
      clerk(),
      poolTerms({
        minimum: kg(800),
        maximum: kg(1_000),
        windows: [{ from: '2026-08-01', until: '2026-08-05', quantity: kg(1_000) }],
      }),
    );
    const unitId = await unitOf(people.otherBuyer);
    const quiet = await joinPool(app, other(), { poolId: pool.id, unitId, share: marked });
    await joinPool(app, clerk(), {
      poolId: pool.id,
      unitId: people.buyer.unitId,
      share: poolShare({ minimum: kg(50), maximum: kg(250), named: true }),
    });
    const seen = await poolSeenBy(app, clerk(), pool.id);
    expect(seen).toMatchObject({ state: 'FILLED', wanted: { value: '1000.000' } });
    expect(seen?.namedUnits).toHaveLength(1);
    const whole = `query ($id: UUID!, $r: UUID!) {
      pool(id: $id) { id title opener { name } namedUnits { id name } wanted { value } minimum { value } maximum { value } windows { quantity { value } } }
      poolJoins(first: 50) { totalCount edges { node { id unitId minimum { value } maximum { value } cap { price { amount } } worth { amount } } } }
      sourcingRequest(id: $r) { worth { amount } lines { cap { price { amount } } worth { amount } minimum { value } } } }`;
    const read = async (token: string) =>
      JSON.stringify(await app.graphql(whole, { id: pool.id, r: seen?.requestId }, { token }));
    const opener = await read(clerk());
    expect(opener).toContain('"worth":null');
    expect(opener).toContain('"cap":null');
    expect(opener).not.toContain(quiet.id);
    expect(opener).not.toContain(unitId);
    expect(opener).not.toMatch(/7\.77|5827\.50|750\.0|450\.0/);
    const published = `query ($id: UUID!, $r: UUID!) {
      pool(id: $id) { id namedUnits { id name } wanted { value } }
      publishedRequest(id: $r) { pooled unit { id name } lines { minimum { value } maximum { value } windows { quantity { value } } } } }`;
    const supplier = JSON.stringify(
      await app.graphql(published, { id: pool.id, r: seen?.requestId }, { token: people.supplier.token }),
    );
    expect(supplier).toContain('"pooled":true');
    expect(supplier).not.toContain(unitId);
    expect(supplier).not.toMatch(/7\.77|5827|[cC]ap\b|[wW]orth/);
    for (const reader of [people.ops, people.auditor]) expect(await read(reader.token)).toMatch(/7\.77/);
  });
});
