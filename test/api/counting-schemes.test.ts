import { freshKey } from '../support/app';
import type { Money } from '../support/books';
import { makeGoods } from '../support/goods';
import { PLACES, addMember, addOrganization, signInAgain, type Person } from '../support/people';
import { Recalls } from '../support/recalls';
import { makeRelation } from '../support/scheme-relations';
import { schemeWorld, type SchemeWorld } from '../support/scheme-world';

describe('a purchase in several schemes', () => {
  let world: SchemeWorld;
  let app: SchemeWorld['app'];
  let people: SchemeWorld['people'];
  let history: SchemeWorld['history'];
  let bureau: SchemeWorld['bureau'];
  let sister: SchemeWorld['sister'];
  let clerk: SchemeWorld['clerk'];
  let eastWest: SchemeWorld['eastWest'];
  let designated: SchemeWorld['designated'];
  let reserve: SchemeWorld['reserve'];
  let place: SchemeWorld['place'];
  let settled: SchemeWorld['settled'];
  let left: SchemeWorld['left'];
  let toward: SchemeWorld['toward'];
  let across: SchemeWorld['across'];
  let reattribute: SchemeWorld['reattribute'];
  beforeAll(async () => {
    world = await schemeWorld();
    ({
      app,
      people,
      history,
      bureau,
      sister,
      clerk,
      eastWest,
      designated,
      reserve,
      place,
      settled,
      left,
      toward,
      across,
      reattribute,
    } = world);
  });
  afterAll(() => app.close());

  it('counts once in each of them, provisionally and settled, on each scheme’s own agreement', async () => {
    const before = await across();
    const order = await place(100_000n);
    await history.pay(order);
    await app.settle();
    expect((await toward(order)).map(({ scheme, state }) => [scheme, state])).toEqual([
      ['BUDGET_RESERVE', 'PROVISIONAL'],
      ['DESIGNATED_ASSISTANCE', 'PROVISIONAL'],
      ['EAST_WEST', 'PROVISIONAL'],
    ]);
    await history.settle(order, [100_000n]);
    await app.settle();
    const told = await toward(order);
    expect(told.map(({ scheme, mode, agreementId }) => [scheme, mode, agreementId])).toEqual([
      ['BUDGET_RESERVE', 'PURCHASE', reserve.agreementId],
      ['DESIGNATED_ASSISTANCE', 'PURCHASE', designated.agreementId],
      ['EAST_WEST', 'PURCHASE', eastWest],
    ]);
    expect(told.map(({ net }) => net.amount)).toEqual(['1000.00', '1000.00', '1000.00']);
    expect((await across()) - before).toBe(100_000n);
  });

  it('is taken back by a refund in every scheme, and by a recall', async () => {
    const before = await across();
    const recalled = await makeGoods(app, people);
    const order = await settled(90_000n, { goods: [recalled] });
    await history.refund(order, order.portions[0] ?? '', 30_000n);
    await app.settle();
    const rest = { 'BUDGET_RESERVE PURCHASE': 60_000n, 'DESIGNATED_ASSISTANCE PURCHASE': 60_000n };
    expect(await left(order)).toEqual({ ...rest, 'EAST_WEST PURCHASE': 60_000n });
    expect((await across()) - before).toBe(60_000n);
    await new Recalls(app, people).recall(recalled.lotId);
    await app.settle();
    expect(Object.values(await left(order))).toEqual([0n, 0n, 0n]);
    expect(await across()).toBe(before);
    const told = await toward(order);
    expect(told.map(({ state, reasons }) => [state, reasons[0]?.code])).toEqual(
      ['BUDGET_RESERVE', 'DESIGNATED_ASSISTANCE', 'EAST_WEST'].map(() => ['NOT_COUNTED', 'LOT_RECALLED']),
    );
  });

  it('is pending until it is counted, in the schemes that may count it alone', async () => {
    const pending = async (agreementId: string, person: Person) => {
      const { data } = await app.graphql<{
        progress: { pending: { orders: number; claims: number; reversals: Money } };
      }>(
        `query ($id: UUID!) { progress(agreementId: $id) { pending { orders claims reversals { amount } } } }`,
        { id: agreementId },
        { token: await signInAgain(app, person) },
      );
      const { orders, claims, reversals } = data.progress.pending;
      return [orders, claims, reversals.amount];
    };
    const inEach = async () => [
      await pending(eastWest, people.coordEast.city),
      await pending(designated.agreementId, clerk),
      await pending(reserve.agreementId, clerk),
    ];
    const nothing = [0, 0, '0.00'];
    expect(await inEach()).toEqual([nothing, nothing, nothing]);
    const order = await settled(20_000n);
    await history.pay(await place(10_000n, { unitId: sister }));
    await history.refund(order, order.portions[0] ?? '', 5_000n);
    expect(await inEach()).toEqual([
      [2, 0, '50.00'],
      [2, 0, '50.00'],
      [1, 0, '50.00'],
    ]);
    await app.settle();
    expect(await inEach()).toEqual([nothing, nothing, nothing]);
  });

  it('is told in a scheme’s own words why it does not count there, and counts in the others', async () => {
    const tea = await settled(50_000n, { categoryCode: '10' });
    const told = await toward(tea);
    expect(told.map(({ scheme, state }) => [scheme, state])).toEqual([
      ['BUDGET_RESERVE', 'NOT_COUNTED'],
      ['DESIGNATED_ASSISTANCE', 'CONFIRMED'],
      ['EAST_WEST', 'CONFIRMED'],
    ]);
    const zh = '不是食堂食材，也未注明为工会福利采购';
    expect(told[0]?.reasons).toEqual([{ code: 'NOT_CANTEEN_FOOD', zh }]);
  });

  it('of a unit without a duty in a scheme is none of that scheme’s business', async () => {
    const order = await settled(40_000n, { unitId: sister });
    expect(await left(order)).toEqual({
      'DESIGNATED_ASSISTANCE PURCHASE': 40_000n,
      'EAST_WEST PURCHASE': 40_000n,
    });
    expect((await toward(order)).map(({ scheme }) => scheme)).toEqual(['DESIGNATED_ASSISTANCE', 'EAST_WEST']);
  });

  it('counts late in the scheme whose paper came late, refunds taken off, and nowhere twice', async () => {
    const order = await settled(70_000n, { unitId: sister });
    await history.refund(order, order.portions[0] ?? '', 20_000n);
    await app.settle();
    await makeRelation(app, {
      kind: 'BUDGET_RESERVE',
      helper: sister,
      helped: { list: 'FORMER_POVERTY_COUNTY' },
      counter: bureau,
    });
    await app.settle();
    expect(await left(order)).toEqual({
      'BUDGET_RESERVE PURCHASE': 50_000n,
      'DESIGNATED_ASSISTANCE PURCHASE': 50_000n,
      'EAST_WEST PURCHASE': 50_000n,
    });
  });

  it('counts late for whom the unit belonged to on the day, also where it has moved since', async () => {
    const [office, team] = await app.transactions.run(async (tx) => {
      const standing = { kind: 'PUBLIC_UNIT', regionCode: PLACES.eastCounty, side: 'EAST' } as const;
      const above = await addOrganization(tx, { ...standing, parentId: bureau });
      return [above, await addOrganization(tx, { ...standing, parentId: above })];
    });
    const order = await settled(20_000n, { unitId: team });
    const bought = await left(order);
    expect(Object.keys(bought)).not.toContain('BUDGET_RESERVE PURCHASE');
    const admin = await app.transactions.run((tx) => addMember(app, tx, bureau, 'ORG_ADMIN'));
    const moved = await app.graphql<{ moveUnit: { countedFrom: string | null } }>(
      'mutation ($input: MoveUnitInput!) { moveUnit(input: $input) { countedFrom refusals { code } } }',
      { input: { idempotencyKey: freshKey(), unitId: team, parentId: bureau, expectedVersion: 1 } },
      { token: admin.token },
    );
    expect(moved.data.moveUnit.countedFrom).toBe('2026-07-10');
    await makeRelation(app, {
      kind: 'BUDGET_RESERVE',
      helper: office,
      helped: { list: 'FORMER_POVERTY_COUNTY' },
      counter: bureau,
    });
    await app.settle();
    expect(await left(order)).toEqual({ ...bought, 'BUDGET_RESERVE PURCHASE': 20_000n });
  });

  it('moves to another unit in all schemes or in none', async () => {
    const order = await settled(30_000n);
    const third = await app.transactions.run((tx) =>
      addOrganization(tx, {
        kind: 'PUBLIC_UNIT',
        regionCode: PLACES.eastCounty,
        side: 'EAST',
        parentId: bureau,
      }),
    );
    const [refusal] = await reattribute(order, third);
    expect(refusal?.code).toBe('WOULD_NOT_COUNT');
    expect(refusal?.message).toContain('不在此口径范围内');
    expect(await reattribute(order, sister)).toEqual([]);
  });

  it('leaves books that every check agrees with', async () => {
    expect(await world.breaks()).toEqual([]);
  });
});
