import { startTestApp, type TestApp } from '../support/app';
import { uploaded } from '../support/claims';
import { pdf } from '../support/file-samples';
import { breaksOf } from '../support/money';
import {
  PARK,
  confirmedPark,
  makeOperator,
  parkTerms,
  parkVerb,
  parked,
  slotTerms,
  slotted,
  type ShownPark,
} from '../support/parks';
import { PLACES, makePeople, shareTelephone, signInAgain, type People, type Person } from '../support/people';

const countyCode = PLACES.westCounty;

describe('slots of parks', () => {
  let app: TestApp;
  let people: People;
  let operator: Awaited<ReturnType<typeof makeOperator>>;
  let office: Person;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    operator = await makeOperator(app, countyCode);
    office = people.coordWest.county;
  });
  afterAll(() => app.close());

  const register = (more: object = {}, county = countyCode) =>
    parkVerb(app, operator.manager, 'registerPark', { countyCode: county, terms: parkTerms(more) });
  const confirmed = (terms: object = {}) =>
    confirmedPark(app, operator.manager, office, { countyCode, terms });
  const seenBy = async (person: Person, id: string): Promise<ShownPark | null> => {
    const { data } = await app.graphql<{ park: ShownPark | null } | null>(
      `query ($id: UUID!) { park(id: $id) { ${PARK} } }`,
      { id },
      { token: await signInAgain(app, person) },
    );
    return data?.park ?? null;
  };
  const asked = async <Data>(query: string, variables: object = {}, person: Person = people.buyer.clerk) => {
    const { data, errors } = await app.graphql<Data>(query, variables, {
      token: await signInAgain(app, person),
    });
    expect(errors).toBeUndefined();
    return data;
  };
  const about = ({ id, version }: ShownPark) => ({ parkId: id, expectedVersion: version });
  const stateOf = async (id: string) => (await seenBy(operator.manager, id))?.state;
  const addSlot = async (park: ShownPark, code: string, more: object = {}, kind = 'PLANT') =>
    parkVerb(app, operator.manager, 'addParkSlot', {
      ...about(park),
      code,
      kind,
      terms: slotTerms(more),
    });

  it('give their slots no more than they have, whoever asks and in whatever way', async () => {
    const park = await confirmed();
    const slot = (await addSlot(park, 'A-1')).slot;
    if (!slot) throw new Error('not added');
    expect((await addSlot(park, 'A-1')).refusals).toEqual(['SLOT_CODE_TAKEN code']);
    const floor = (capacity: number) => ({ capacities: [{ resource: 'FLOOR', capacity }] });
    expect((await addSlot(park, 'A-2', floor(16_001))).refusals).toEqual([
      'PARK_CAPACITY_EXCEEDED terms.capacities.0.capacity',
    ]);
    const steam = { capacities: [...floor(1).capacities, { resource: 'STEAM', capacity: 1 }] };
    expect((await addSlot(park, 'A-2', steam)).refusals).toEqual([
      'PARK_CAPACITY_EXCEEDED terms.capacities.1.capacity',
    ]);
    expect((await addSlot(park, 'A-2', floor(16_000))).refusals).toEqual([]);
    const left = async () =>
      (await seenBy(people.buyer.clerk, park.id))?.resources.find(({ resource }) => resource === 'FLOOR')
        ?.left;
    expect(await left()).toBe(0);
    const change = { slotId: slot.id, expectedVersion: slot.version, terms: slotTerms(floor(3_000)) };
    const amended = await slotted(app, operator.second, 'amendParkSlot', change);
    expect([amended.terms.number, await left()]).toEqual([2, 1_000]);
    const back = { slotId: slot.id, expectedVersion: amended.version, terms: slotTerms(floor(4_000)) };
    const grown = await slotted(app, operator.manager, 'amendParkSlot', back);
    expect(await left()).toBe(0);
    const gone = { slotId: slot.id, expectedVersion: grown.version };
    expect((await slotted(app, operator.manager, 'retireParkSlot', gone)).state).toBe('RETIRED');
    expect(await left()).toBe(4_000);
    const anew = { slotId: slot.id, expectedVersion: grown.version + 1, terms: slotTerms() };
    expect((await parkVerb(app, operator.manager, 'amendParkSlot', anew)).refusals).toEqual([
      'ILLEGAL_TRANSITION slotId',
    ]);
    await expect(
      app.database.query(`UPDATE park_resources SET slotted = capacity + 1 WHERE park_id = $1`, [park.id]),
    ).rejects.toThrow(/park_slots_within_their_park/);
    await expect(
      app.database.query(`UPDATE park_slot_resources SET capacity = 1 WHERE park_id = $1`, [park.id]),
    ).rejects.toThrow(/what a slot had stays/);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('sum what their slots take in the database itself: rows written past the product are refused', async () => {
    const park = await confirmed();
    const { slot } = await addSlot(park, 'B-1');
    await expect(
      app.transactions.run(async (tx) => {
        await tx.query(
          `INSERT INTO park_slot_terms SELECT slot_id, 2, price_fen, price_basis, lease_from_months, lease_to_months, rent_free_months,
             available_from, note, said_by, said_at FROM park_slot_terms WHERE slot_id = $1`,
          [slot?.id],
        );
        await tx.query(`INSERT INTO park_slot_resources VALUES ($1, 2, $2, 'WATER', 3001, true)`, [
          slot?.id,
          park.id,
        ]);
      }),
    ).rejects.toThrow(/park_slots_within_their_park/);
  });

  it('are raced for: of many slots at once only so many are added as fit', async () => {
    const park = await confirmed();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        addSlot(park, `R-${index}`, { capacities: [{ resource: 'FLOOR', capacity: 6_000 }] }),
      ),
    );
    const told = answers.map(({ refusals }) => refusals[0] ?? 'DONE').toSorted();
    expect(told.filter((one) => one === 'DONE')).toHaveLength(3);
    expect(new Set(told)).toEqual(new Set(['DONE', 'PARK_CAPACITY_EXCEEDED terms.capacities.0.capacity']));
    expect((await seenBy(operator.manager, park.id))?.resources).toContainEqual({
      resource: 'FLOOR',
      capacity: 20_000,
      slotted: 18_000,
      left: 2_000,
    });
  });

  it('do not shrink below what their slots take, neither when it is said nor when it is confirmed', async () => {
    const park = await confirmed();
    const less = (capacity: number) => ({
      ...about(park),
      terms: parkTerms({
        capacities: [
          { resource: 'FLOOR', capacity },
          { resource: 'POWER', capacity: 5_000 },
        ],
      }),
    });
    const shrunk = await parked(app, operator.manager, 'amendPark', less(3_000));
    const { slot } = await addSlot(shrunk, 'C-1');
    expect((await parkVerb(app, office, 'confirmPark', about(shrunk))).refusals).toEqual([
      'SLOTS_ABOVE_CAPACITY parkId',
    ]);
    const again = { ...less(3_000), expectedVersion: shrunk.version };
    expect((await parkVerb(app, operator.manager, 'amendPark', again)).refusals).toEqual([
      'SLOTS_ABOVE_CAPACITY terms.capacities.0.capacity',
    ]);
    await slotted(app, operator.manager, 'retireParkSlot', {
      slotId: slot?.id,
      expectedVersion: slot?.version,
    });
    expect((await parked(app, office, 'confirmPark', about(shrunk))).current?.number).toBe(2);
    expect(await breaksOf(app)).toEqual([]);
  });

  it.each([
    ['no floor', { capacities: [{ resource: 'LAND', capacity: 5 }] }, 'SPACE_MISSING terms.capacities'],
    ['a price of nothing', { price: { amount: '0' } }, 'PRICE_OUT_OF_RANGE terms.price'],
    ['a price of millions', { price: { amount: '1000000.01' } }, 'PRICE_OUT_OF_RANGE terms.price'],
    ['a rent without a lease', { leaseFromMonths: null }, 'LEASE_MISSING terms.priceBasis'],
    ['a lease of a price paid once', { priceBasis: 'M2_ONCE' }, 'LEASE_MISSING terms.priceBasis'],
    ['a longest lease below the shortest', { leaseToMonths: 35 }, 'LEASE_OUT_OF_RANGE terms.leaseToMonths'],
    ['a day far ahead', { availableFrom: '2199-12-31' }, 'DATE_OUT_OF_RANGE terms.availableFrom'],
  ])('have no slot with %s', async (_, said, told) => {
    const park = await confirmed();
    expect((await addSlot(park, 'D-1', said)).refusals).toEqual([told]);
  });

  it('offer slots only once they are confirmed, and only their operator does', async () => {
    const { park } = await register();
    if (!park) throw new Error('not registered');
    expect((await addSlot(park, 'E-1')).refusals).toEqual(['ILLEGAL_TRANSITION parkId']);
    const other = await makeOperator(app, countyCode);
    const done = await confirmed();
    const foreign = { ...about(done), code: 'E-2', kind: 'PLANT', terms: slotTerms() };
    expect((await parkVerb(app, other.manager, 'addParkSlot', foreign)).refusals).toEqual([
      'NOT_FOUND parkId',
    ]);
    const { slot } = await addSlot(done, 'E-2');
    const theirs = { slotId: slot?.id, expectedVersion: 1 };
    expect((await parkVerb(app, other.manager, 'retireParkSlot', theirs)).refusals).toEqual([
      'NOT_FOUND slotId',
    ]);
    expect((await parkVerb(app, people.ops, 'retireParkSlot', theirs)).refusals).toEqual(['FORBIDDEN']);
    expect(await stateOf(done.id)).toBe('CONFIRMED');
  });

  it('are found by what an enterprise needs', async () => {
    const park = await confirmed({ name: '示例搜索园', kind: 'AGRICULTURAL' });
    const of = (capacities: object[], amount: string) => ({ capacities, price: { amount } });
    const floor = (capacity: number) => ({ resource: 'FLOOR', capacity });
    await addSlot(park, 'S-1', of([floor(1_000), { resource: 'POWER', capacity: 500 }], '9.00'));
    await addSlot(park, 'S-2', of([floor(2_000), { resource: 'POWER', capacity: 1_000 }], '8.00'));
    await addSlot(park, 'S-3', of([floor(3_000)], '7.00'));
    const codes = async (filter: object, more: object = {}) => {
      const { parkSlots } = await asked<{
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
    const { park: fits } = await asked<{ park: object }>(
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
        { token: await signInAgain(app, people.buyer.clerk) },
      );
      expect([errors?.[0]?.extensions.code, errors?.[0]?.extensions.path?.join('.')]).toEqual([
        'BAD_USER_INPUT',
        at,
      ]);
    }
  });

  it('turn their pages without losing or doubling a slot, in both orders', async () => {
    const park = await confirmed({ name: '示例翻页园' });
    for (let index = 0; index < 5; index += 1)
      await addSlot(park, `P-${index}`, {
        capacities: [{ resource: 'FLOOR', capacity: 100 }],
        price: { amount: index < 3 ? '5.00' : '6.00' },
      });
    for (const sort of ['NEWEST', 'PRICE_LOWEST']) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { parkSlots }: { parkSlots: SlotPage } = await asked(
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
    const park = await confirmed({ name: '示例到期园', validTo: '2026-07-09' });
    const { slot } = await addSlot(park, 'T-1');
    const { slot: other } = await addSlot(park, 'T-2');
    await slotted(app, operator.manager, 'retireParkSlot', {
      slotId: other?.id,
      expectedVersion: other?.version,
    });
    const count = async (filter: object, person?: Person) =>
      (
        await asked<{ parkSlots: { totalCount: number } }>(
          'query ($filter: ParkSlotFilter) { parkSlots(filter: $filter) { totalCount } }',
          { filter: { parkId: park.id, ...filter } },
          person,
        )
      ).parkSlots.totalCount;
    expect([
      await count({}),
      await count({ retired: true }),
      await count({ retired: true }, operator.second),
    ]).toEqual([1, 0, 1]);
    app.clock.advance(86_400_000);
    expect(await count({})).toBe(0);
    const { parkSlot } = await asked<{ parkSlot: { code: string } }>(
      'query ($id: UUID!) { parkSlot(id: $id) { code } }',
      { id: slot?.id },
    );
    expect(parkSlot.code).toBe('T-1');
    app.clock.advance(-86_400_000);
  });

  it('tell reconcile where a sum or a wording is not what it should be', async () => {
    const park = await confirmed();
    await addSlot(park, 'V-1');
    expect(await breaksOf(app)).toEqual([]);
    const brokenBy = async (sql: string): Promise<string[]> => {
      await app.database.query(sql, [park.id]);
      return breaksOf(app);
    };
    expect(
      await brokenBy(
        `UPDATE park_resources SET slotted = slotted - 1 WHERE park_id = $1 AND resource = 'FLOOR'`,
      ),
    ).toEqual([expect.stringContaining('of FLOOR 3999 of 20000 are taken, its slots take 4000')]);
    await app.database.query(
      `UPDATE park_resources SET slotted = slotted + 1, capacity = capacity + 1 WHERE park_id = $1 AND resource = 'FLOOR'`,
      [park.id],
    );
    expect(await breaksOf(app)).toEqual([
      expect.stringContaining('has 20001 of FLOOR, its confirmed wording says 20000'),
    ]);
    await app.database.query(
      `UPDATE park_resources SET capacity = capacity - 1 WHERE park_id = $1 AND resource = 'FLOOR'`,
      [park.id],
    );
    await app.database.query(`UPDATE members SET organization_id = $1 WHERE id = $2`, [
      operator.id,
      office.id,
    ]);
    expect((await breaksOf(app)).some((line) => line.includes('was confirmed by its operator'))).toBe(true);
    await app.database.query(`UPDATE members SET organization_id = $1 WHERE id = $2`, [
      office.organizationId,
      office.id,
    ]);
    expect(await breaksOf(app)).toEqual([]);
  });
});

interface SlotPage {
  readonly edges: readonly { readonly node: { readonly code: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
