import { randomUUID } from 'node:crypto';
import { GRADES_BEST_FIRST } from '../../src/catalog/index';
import { GRADES_BEST_FIRST as GRADES_ASKED_FOR } from '../../src/sourcing/index';
import { AnnouncedReservations } from '../../src/supply/index';
import { startTestApp, type TestApp } from '../support/app';
import { announcingVerbs, type Announced } from '../support/announcing';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf } from '../support/money';
import { makePeople, type People, type Person } from '../support/people';

const KG = 1_000n;

describe('reservations on announced harvests', () => {
  let app: TestApp;
  let people: People;
  let verbs: ReturnType<typeof announcingVerbs>;
  let reservations: AnnouncedReservations;
  let seller: Person;
  let goods: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    verbs = announcingVerbs(app);
    reservations = app.nest.get(AnnouncedReservations, { strict: false });
    seller = people.supplier.member;
    goods = await makeGoods(app, people, { inBase: 1n, verifiedMu: 100n });
  });
  afterAll(() => app.close());
  // Holders here are nobody's order lines: only what supply itself can prove is asked.
  afterEach(async () =>
    expect((await breaksOf(app)).filter((line) => !/^order line|is no line of an order/.test(line))).toEqual(
      [],
    ),
  );

  async function announce(lower: number, said: object = {}): Promise<Announced> {
    const { forwardSupply, refusals } = await verbs.does(seller, 'announceHarvest', {
      productId: goods.productId,
      capacityId: goods.capacityId,
      harvest: verbs.range(lower, lower + 100, said),
    });
    if (!forwardSupply) throw new Error(JSON.stringify(refusals));
    return forwardSupply;
  }
  /** Takes what is available, up to so many kilograms; null where nothing is. */
  async function reserve(supply: Announced, kg: bigint, leastGrade: string | null = null, leastKg = 0n) {
    const holderId = randomUUID();
    return app.transactions.run(async (tx) => {
      const found = (await reservations.lock(tx, [supply.id])).get(supply.id);
      if (!found || found.availableBase < kg * KG) return null;
      const quantityBase = kg * KG;
      await reservations.reserveDecided(tx, [
        { forwardSupplyId: supply.id, holderId, quantityBase, leastGrade, leastBase: leastKg * KG || null },
      ]);
      return holderId;
    });
  }
  const nobody = ({ id }: Announced) => ({
    forwardSupplyId: id,
    holderId: randomUUID(),
    leastGrade: null,
    leastBase: null,
  });
  const certify = (supply: Announced, lots: object[], last: boolean) =>
    verbs.does(seller, 'certifyHarvest', { ...verbs.seen(supply), lots, last });
  const no = () => `HGZ-R-${randomUUID().slice(0, 13)}`;
  async function fate(holderId: string | null) {
    const kgOf = (base: bigint | undefined) => Number(base ?? 0n) / 1000;
    const reservation = await app.database.one<{ reserved: bigint; cut: bigint }>(
      'SELECT reserved_base AS reserved, cut_base AS cut FROM forward_supply_reservations WHERE holder_id = $1',
      [holderId],
    );
    const lots = await app.database.query<{ reserved: bigint }>(
      'SELECT reserved_base AS reserved FROM lot_holdings WHERE holder_id = $1 ORDER BY reserved_base',
      [holderId],
    );
    return {
      waits: kgOf(reservation?.reserved),
      cut: kgOf(reservation?.cut),
      lots: lots.map(({ reserved }) => kgOf(reserved)),
    };
  }

  it('never go above the lower bound: of 100 at once as many as fit, and the table refuses more by itself', async () => {
    const supply = await announce(100);
    const tries = await Promise.all(Array.from({ length: 100 }, () => reserve(supply, 7n)));
    expect(tries.filter((holder) => holder !== null)).toHaveLength(14);
    await expect(
      app.transactions.run((tx) =>
        reservations.reserveDecided(tx, [{ ...nobody(supply), quantityBase: 3n * KG }]),
      ),
    ).rejects.toThrow('forward_supply_never_overpromised');
    const taken = tries.filter((holder) => holder !== null);
    await app.transactions.run((tx) => reservations.release(tx, taken));
    expect(await reserve(supply, 100n)).not.toBeNull();
  });

  it('move to lots with their certification, earliest first; a smaller harvest cuts the last', async () => {
    const supply = await announce(100);
    const holders: (string | null)[] = [];
    for (const kg of [40n, 30n, 30n]) holders.push(await reserve(supply, kg));
    const [first = null, second = null, third = null] = holders;
    const part = await certify(supply, [verbs.lot(no(), 25), verbs.lot(no(), 20)], false);
    expect(part.forwardSupply).toMatchObject({ reserved: { value: '55.000' }, held: { value: '55.000' } });
    expect(await fate(first)).toEqual({ waits: 0, cut: 0, lots: [15, 25] });
    expect(await fate(second)).toEqual({ waits: 25, cut: 0, lots: [5] });
    expect(await fate(third)).toEqual({ waits: 30, cut: 0, lots: [] });
    const done = await certify(part.forwardSupply as Announced, [verbs.lot(no(), 35)], true);
    expect(done.forwardSupply).toMatchObject({ state: 'SHRUNK', reserved: { value: '0.000' } });
    expect(await fate(second)).toEqual({ waits: 0, cut: 0, lots: [5, 25] });
    expect(await fate(third)).toEqual({ waits: 0, cut: 20, lots: [10] });
    const cuts = [{ holderId: third ?? '', cutBase: 20_000n }];
    await app.transactions.run((tx) => reservations.forgetCuts(tx, cuts));
    expect(await fate(third)).toEqual({ waits: 0, cut: 0, lots: [10] });
  });

  it('are cut to nothing rather than below what is of use; lots of an earlier certification count and stay', async () => {
    const supply = await announce(100);
    const first = await reserve(supply, 30n, null, 25n);
    const second = await reserve(supply, 40n, null, 30n);
    const third = await reserve(supply, 20n, null, 20n);
    const part = await certify(supply, [verbs.lot(no(), 35)], false);
    expect(await fate(second)).toEqual({ waits: 35, cut: 0, lots: [5] });
    await certify(part.forwardSupply as Announced, [verbs.lot(no(), 23)], true);
    expect(await fate(first)).toEqual({ waits: 0, cut: 0, lots: [30] });
    // 28 of at least 30
    expect(await fate(second)).toEqual({ waits: 0, cut: 35, lots: [5] });
    expect(await fate(third)).toEqual({ waits: 0, cut: 0, lots: [20] });

    const other = await announce(50);
    const served = await reserve(other, 40n, null, 30n);
    await certify(other, [verbs.lot(no(), 27), verbs.lot(no(), 3.5)], true);
    expect(await fate(served)).toEqual({ waits: 0, cut: 9.5, lots: [3.5, 27] });
    await expect(reserve(await announce(50), 10n, null, 11n)).rejects.toThrow(
      'forward_supply_reservations_of_use',
    );
  });

  it('take no grade plainer than asked for; what plainer lots use up of the promise is cut from the last', async () => {
    expect(GRADES_ASKED_FOR).toEqual(GRADES_BEST_FIRST);
    const supply = await announce(100);
    const fine = await reserve(supply, 60n, '一级');
    const any = await reserve(supply, 20n);
    const part = await certify(supply, [verbs.lot(no(), 50, { grade: '二级' })], false);
    // 20 of the plain 50 go to who takes every grade; 50 are still to come, 60 were waiting for the first grade.
    expect(await fate(any)).toEqual({ waits: 0, cut: 0, lots: [20] });
    expect(await fate(fine)).toEqual({ waits: 50, cut: 10, lots: [] });
    await certify(part.forwardSupply as Announced, [verbs.lot(no(), 60, { grade: '特级' })], true);
    expect(await fate(fine)).toEqual({ waits: 0, cut: 10, lots: [50] });
  });

  it('are cut when the announcement is withdrawn, and when its time is over', async () => {
    const withdrawn = await announce(50);
    const overdue = await announce(50, { windowFrom: '2026-07-01', windowTo: '2026-07-10' });
    const holders = [await reserve(withdrawn, 50n), await reserve(overdue, 20n)] as const;
    await verbs.does(seller, 'withdrawAnnouncement', { ...verbs.seen(withdrawn), reason: 'CROP_LOST' });
    expect(await fate(holders[0])).toEqual({ waits: 0, cut: 50, lots: [] });
    expect(await reserve(withdrawn, 1n)).toBeNull();
    app.clock.advance(16 * 86_400_000);
    await app.settle();
    expect(await fate(holders[1])).toEqual({ waits: 0, cut: 20, lots: [] });
    await app.transactions.run((tx) =>
      reservations.release(
        tx,
        holders.flatMap((one) => one ?? []),
      ),
    );
    expect(await fate(holders[1])).toEqual({ waits: 0, cut: 0, lots: [] });
  });

  it('are found by reconcile when somebody writes them by hand', async () => {
    const supply = await announce(10);
    const holder = await reserve(supply, 5n);
    const by = (grams: number) =>
      app.database.query(
        'UPDATE forward_supply_reservations SET reserved_base = reserved_base + $2 WHERE holder_id = $1',
        [holder, grams],
      );
    await by(1);
    const found = (await breaksOf(app)).join('\n');
    expect(found).toMatch(/5000 reserved, 5001 by its reservations/);
    expect(found).toMatch(/reservation of .* differs from its lines/);
    await by(-1);
  });
});
