import { startTestApp, type TestApp } from '../support/app';
import { breaksOf } from '../support/money';
import {
  parkScene,
  parkTerms,
  parkVerb,
  parked,
  slotTerms,
  slotted,
  makeOperator,
  type ParkScene,
} from '../support/parks';

describe('slots of parks', () => {
  let app: TestApp;
  let scene: ParkScene;
  beforeAll(async () => {
    app = await startTestApp();
    scene = await parkScene(app);
  });
  afterAll(() => app.close());

  it('give their slots no more than they have, whoever asks and in whatever way', async () => {
    const park = await scene.confirmed();
    const slot = (await scene.addSlot(park, 'A-1')).slot;
    if (!slot) throw new Error('not added');
    expect((await scene.addSlot(park, 'A-1')).refusals).toEqual(['SLOT_CODE_TAKEN code']);
    const floor = (capacity: number) => ({ capacities: [{ resource: 'FLOOR', capacity }] });
    expect((await scene.addSlot(park, 'A-2', floor(16_001))).refusals).toEqual([
      'PARK_CAPACITY_EXCEEDED terms.capacities.0.capacity',
    ]);
    const steam = { capacities: [...floor(1).capacities, { resource: 'STEAM', capacity: 1 }] };
    expect((await scene.addSlot(park, 'A-2', steam)).refusals).toEqual([
      'PARK_CAPACITY_EXCEEDED terms.capacities.1.capacity',
    ]);
    expect((await scene.addSlot(park, 'A-2', floor(16_000))).refusals).toEqual([]);
    const left = async () =>
      (await scene.seenBy(scene.people.buyer.clerk, park.id))?.resources.find(
        ({ resource }) => resource === 'FLOOR',
      )?.left;
    expect(await left()).toBe(0);
    const change = { slotId: slot.id, expectedVersion: slot.version, terms: slotTerms(floor(3_000)) };
    const amended = await slotted(app, scene.operator.second, 'amendParkSlot', change);
    expect([amended.terms.number, await left()]).toEqual([2, 1_000]);
    const back = { slotId: slot.id, expectedVersion: amended.version, terms: slotTerms(floor(4_000)) };
    const grown = await slotted(app, scene.operator.manager, 'amendParkSlot', back);
    expect(await left()).toBe(0);
    const gone = { slotId: slot.id, expectedVersion: grown.version };
    expect((await slotted(app, scene.operator.manager, 'retireParkSlot', gone)).state).toBe('RETIRED');
    expect(await left()).toBe(4_000);
    const anew = { slotId: slot.id, expectedVersion: grown.version + 1, terms: slotTerms() };
    expect((await parkVerb(app, scene.operator.manager, 'amendParkSlot', anew)).refusals).toEqual([
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
    const park = await scene.confirmed();
    const { slot } = await scene.addSlot(park, 'B-1');
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
    const park = await scene.confirmed();
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        scene.addSlot(park, `R-${index}`, { capacities: [{ resource: 'FLOOR', capacity: 6_000 }] }),
      ),
    );
    const told = answers.map(({ refusals }) => refusals[0] ?? 'DONE').toSorted();
    expect(told.filter((one) => one === 'DONE')).toHaveLength(3);
    expect(new Set(told)).toEqual(new Set(['DONE', 'PARK_CAPACITY_EXCEEDED terms.capacities.0.capacity']));
    expect((await scene.seenBy(scene.operator.manager, park.id))?.resources).toContainEqual({
      resource: 'FLOOR',
      capacity: 20_000,
      slotted: 18_000,
      left: 2_000,
    });
  });

  it('do not shrink below what their slots take, neither when it is said nor when it is confirmed', async () => {
    const park = await scene.confirmed();
    const less = (capacity: number) => ({
      ...scene.about(park),
      terms: parkTerms({
        capacities: [
          { resource: 'FLOOR', capacity },
          { resource: 'POWER', capacity: 5_000 },
        ],
      }),
    });
    const shrunk = await parked(app, scene.operator.manager, 'amendPark', less(3_000));
    const { slot } = await scene.addSlot(shrunk, 'C-1');
    expect((await parkVerb(app, scene.office, 'confirmPark', scene.about(shrunk))).refusals).toEqual([
      'SLOTS_ABOVE_CAPACITY parkId',
    ]);
    const again = { ...less(3_000), expectedVersion: shrunk.version };
    expect((await parkVerb(app, scene.operator.manager, 'amendPark', again)).refusals).toEqual([
      'SLOTS_ABOVE_CAPACITY terms.capacities.0.capacity',
    ]);
    await slotted(app, scene.operator.manager, 'retireParkSlot', {
      slotId: slot?.id,
      expectedVersion: slot?.version,
    });
    expect((await parked(app, scene.office, 'confirmPark', scene.about(shrunk))).current?.number).toBe(2);
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
    const park = await scene.confirmed();
    expect((await scene.addSlot(park, 'D-1', said)).refusals).toEqual([told]);
  });

  it('offer slots only once they are confirmed, and only their operator does', async () => {
    const { park } = await scene.register();
    if (!park) throw new Error('not registered');
    expect((await scene.addSlot(park, 'E-1')).refusals).toEqual(['ILLEGAL_TRANSITION parkId']);
    const other = await makeOperator(app, scene.countyCode);
    const done = await scene.confirmed();
    const foreign = { ...scene.about(done), code: 'E-2', kind: 'PLANT', terms: slotTerms() };
    expect((await parkVerb(app, other.manager, 'addParkSlot', foreign)).refusals).toEqual([
      'NOT_FOUND parkId',
    ]);
    const { slot } = await scene.addSlot(done, 'E-2');
    const theirs = { slotId: slot?.id, expectedVersion: 1 };
    expect((await parkVerb(app, other.manager, 'retireParkSlot', theirs)).refusals).toEqual([
      'NOT_FOUND slotId',
    ]);
    expect((await parkVerb(app, scene.people.ops, 'retireParkSlot', theirs)).refusals).toEqual(['FORBIDDEN']);
    expect((await scene.seenBy(scene.operator.manager, done.id))?.state).toBe('CONFIRMED');
  });

  it('tell reconcile where a sum or a wording is not what it should be', async () => {
    const park = await scene.confirmed();
    await scene.addSlot(park, 'V-1');
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
      scene.operator.id,
      scene.office.id,
    ]);
    expect((await breaksOf(app)).some((line) => line.includes('was confirmed by its operator'))).toBe(true);
    await app.database.query(`UPDATE members SET organization_id = $1 WHERE id = $2`, [
      scene.office.organizationId,
      scene.office.id,
    ]);
    expect(await breaksOf(app)).toEqual([]);
  });
});
