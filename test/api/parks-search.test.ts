import { startTestApp, type TestApp } from '../support/app';
import { parkScene, slotted, type ParkScene } from '../support/parks';
import { signInAgain, type Person } from '../support/people';

describe('looking for slots of parks', () => {
  let app: TestApp;
  let scene: ParkScene;
  beforeAll(async () => {
    app = await startTestApp();
    scene = await parkScene(app);
  });
  afterAll(() => app.close());

  it('are found by what an enterprise needs', async () => {
    const park = await scene.confirmed({ name: '示例搜索园', kind: 'AGRICULTURAL' });
    const of = (capacities: object[], amount: string) => ({ capacities, price: { amount } });
    const floor = (capacity: number) => ({ resource: 'FLOOR', capacity });
    await scene.addSlot(park, 'S-1', of([floor(1_000), { resource: 'POWER', capacity: 500 }], '9.00'));
    await scene.addSlot(park, 'S-2', of([floor(2_000), { resource: 'POWER', capacity: 1_000 }], '8.00'));
    await scene.addSlot(park, 'S-3', of([floor(3_000)], '7.00'));
    const codes = async (filter: object, more: object = {}) => {
      const { parkSlots } = await scene.asked<{
        parkSlots: { totalCount: number; edges: { node: { code: string } }[] };
      }>(
        `query ($filter: ParkSlotFilter, $sort: ParkSlotSort! = PRICE_LOWEST) { parkSlots(filter: $filter, sort: $sort) { totalCount edges { node { code } } } }`,
        { filter: { parkId: park.id, priceBasis: 'M2_MONTH', ...filter }, ...more },
      );
      expect(parkSlots.totalCount).toBe(parkSlots.edges.length);
      return parkSlots.edges.map(({ node }) => node.code);
    };
    const power = (capacity: number) => ({ resource: 'POWER', capacity });
    expect(await codes({})).toEqual(['S-3', 'S-2', 'S-1']);
    expect(await codes({ atLeast: [floor(1_500)] })).toEqual(['S-3', 'S-2']);
    expect(await codes({ atLeast: [floor(1_500), power(1)] })).toEqual(['S-2']);
    expect(await codes({ priceTo: { amount: '8.50' } })).toEqual(['S-3', 'S-2']);
    expect(await codes({ within: '510000', parkKind: 'AGRICULTURAL', kind: 'PLANT' })).toHaveLength(3);
    expect(await codes({ within: '530000' })).toEqual([]);
    expect(await codes({ parkKind: 'JOINT' })).toEqual([]);
    expect(await codes({ industryCode: '1351', industryWanted: true })).toHaveLength(3);
    expect(await codes({ industryCode: '2611' })).toEqual([]);
    expect(await codes({ industryCode: '2681' })).toHaveLength(3);
    expect(await codes({ industryCode: '1751' })).toHaveLength(3);
    expect(await codes({ industryCode: '1751', industryWanted: true })).toEqual([]);
    expect(await codes({ availableBy: '2026-07-31' })).toEqual([]);
    const { park: fits } = await scene.asked<{ park: object }>(
      'query ($id: UUID!) { park(id: $id) { food: industryFit(code: "1351") acid: industryFit(code: "2611") cloth: industryFit(code: "17") } }',
      { id: park.id },
    );
    expect(fits).toEqual({ food: 'WANTED', acid: 'EXCLUDED', cloth: 'OPEN' });
    for (const [filter, at] of [
      [{ industryCode: '9999' }, 'filter.industryCode'],
      [{ atLeast: [floor(-1)] }, 'filter.atLeast.0.capacity'],
      [{ priceBasis: null, priceTo: { amount: '1' } }, 'filter.priceBasis'],
    ] as const) {
      const { errors } = await app.graphql(
        'query ($filter: ParkSlotFilter) { parkSlots(filter: $filter) { totalCount } }',
        { filter },
        { token: await signInAgain(app, scene.people.buyer.clerk) },
      );
      expect([errors?.[0]?.extensions.code, errors?.[0]?.extensions.path?.join('.')]).toEqual([
        'BAD_USER_INPUT',
        at,
      ]);
    }
  });

  it('turn their pages without losing or doubling a slot, in both orders', async () => {
    const park = await scene.confirmed({ name: '示例翻页园' });
    for (let index = 0; index < 5; index += 1)
      await scene.addSlot(park, `P-${index}`, {
        capacities: [{ resource: 'FLOOR', capacity: 100 }],
        price: { amount: index < 3 ? '5.00' : '6.00' },
      });
    for (const sort of ['NEWEST', 'PRICE_LOWEST']) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { parkSlots }: { parkSlots: SlotPage } = await scene.asked(
          `query ($filter: ParkSlotFilter, $sort: ParkSlotSort!, $after: Cursor) { parkSlots(first: 2, after: $after, filter: $filter, sort: $sort)
             { edges { node { code } } pageInfo { hasNextPage endCursor } } }`,
          { filter: { parkId: park.id, priceBasis: 'M2_MONTH' }, sort, after },
        );
        seen.push(...parkSlots.edges.map(({ node }) => node.code));
        after = parkSlots.pageInfo.hasNextPage ? parkSlots.pageInfo.endCursor : null;
      } while (after !== null);
      expect([sort, seen.toSorted()]).toEqual([sort, ['P-0', 'P-1', 'P-2', 'P-3', 'P-4']]);
    }
  });

  it('do not show what is over, nor what is retired, but to who runs or oversees them', async () => {
    const park = await scene.confirmed({ name: '示例到期园', validTo: '2026-07-09' });
    const { slot } = await scene.addSlot(park, 'T-1');
    const { slot: other } = await scene.addSlot(park, 'T-2');
    await slotted(app, scene.operator.manager, 'retireParkSlot', {
      slotId: other?.id,
      expectedVersion: other?.version,
    });
    const count = async (filter: object, person?: Person) =>
      (
        await scene.asked<{ parkSlots: { totalCount: number } }>(
          'query ($filter: ParkSlotFilter) { parkSlots(filter: $filter) { totalCount } }',
          { filter: { parkId: park.id, ...filter } },
          person,
        )
      ).parkSlots.totalCount;
    expect([
      await count({}),
      await count({ retired: true }),
      await count({ retired: true }, scene.operator.second),
    ]).toEqual([1, 0, 1]);
    app.clock.advance(86_400_000);
    expect(await count({})).toBe(0);
    const { parkSlot } = await scene.asked<{ parkSlot: { code: string } }>(
      'query ($id: UUID!) { parkSlot(id: $id) { code } }',
      { id: slot?.id },
    );
    expect(parkSlot.code).toBe('T-1');
    app.clock.advance(-86_400_000);
  });
});

interface SlotPage {
  readonly edges: readonly { readonly node: { readonly code: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
