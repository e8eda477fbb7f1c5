import fc from 'fast-check';
import { startTestApp, type TestApp } from '../support/app';
import { announcingVerbs, type Announced } from '../support/announcing';
import { breaksOf } from '../support/money';
import { makePeople, type People } from '../support/people';
import { sellingVerbs } from '../support/selling';

const KG_PER_MU = 200n; // the ceiling of 花椒
const MAY_BE_REFUSED = ['CAPACITY_EXCEEDED', 'ILLEGAL_TRANSITION', 'RANGE_REVERSED'];

/** One step of a lane: it announces, says its latest announcement anew, ends it or makes lots of it, or of nothing announced. */
const step = fc.record({
  does: fc.constantFrom('announce', 'announce', 'revise', 'certify', 'finish', 'withdraw', 'register'),
  kilograms: fc.integer({ min: 1, max: 500 }),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

describe('histories of announced harvests and lots on one piece of land (I3)', () => {
  let app: TestApp;
  let people: People;
  let selling: ReturnType<typeof sellingVerbs>;
  let verbs: ReturnType<typeof announcingVerbs>;
  let productId: string;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    selling = sellingVerbs(app, () => people);
    verbs = announcingVerbs(app);
    productId = await selling.addProduct(people.supplier.member, '示例预告花椒');
  });
  afterAll(() => app.close());

  const announce = (capacityId: string, lower: number) =>
    verbs.does(people.supplier.member, 'announceHarvest', {
      productId,
      capacityId,
      harvest: verbs.range(lower, lower),
    });

  /** In grams: what lots have taken, what announcements hold, and what the land can give. */
  async function drawn(capacityId: string) {
    const row = await app.database.one<{ lots: bigint; held: bigint; most: bigint }>(
      `SELECT coalesce((SELECT sum(s.in_base) FROM lots l JOIN lot_stock s ON s.lot_id = l.id
           WHERE l.capacity_id = c.id), 0)::bigint AS lots,
         coalesce((SELECT sum(s.held_base) FROM forward_supplies f JOIN forward_supply_stock s ON s.forward_supply_id = f.id
           WHERE f.capacity_id = c.id), 0)::bigint AS held,
         c.verified_area_si * ${KG_PER_MU * 1000n} / 10000 AS most
       FROM capacities c WHERE c.id = $1`,
      [capacityId],
    );
    return { taken: (row?.lots ?? 0n) + (row?.held ?? 0n), most: row?.most ?? 0n };
  }

  async function play(capacityId: string, name: string, steps: readonly Step[]): Promise<void> {
    const seller = people.supplier.member;
    let mine: Announced | null = null;
    for (const [at, { does, kilograms }] of steps.entries()) {
      const no = `HGZ-${name}-${at}`;
      const answer: { refusals: { code: string }[]; forwardSupply?: Announced | null } =
        does === 'announce'
          ? await announce(capacityId, kilograms)
          : does === 'register' || !mine
            ? await selling.register(seller, productId, capacityId, no, String(kilograms))
            : does === 'revise'
              ? await verbs.does(seller, 'reviseAnnouncement', {
                  ...verbs.seen(mine),
                  harvest: verbs.range(kilograms, kilograms),
                })
              : does === 'withdraw'
                ? await verbs.does(seller, 'withdrawAnnouncement', {
                    ...verbs.seen(mine),
                    reason: 'CROP_LOST',
                  })
                : await verbs.does(seller, 'certifyHarvest', {
                    ...verbs.seen(mine),
                    lots: [verbs.lot(no, kilograms)],
                    last: does === 'finish',
                  });
      for (const { code } of answer.refusals) expect(MAY_BE_REFUSED).toContain(code);
      mine = answer.forwardSupply ?? mine;
    }
  }

  it('never draw more than the land can yield, and every line adds up', async () => {
    const lanes = fc.array(fc.array(step, { minLength: 2, maxLength: 7 }), { minLength: 2, maxLength: 4 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(lanes, fc.integer({ min: 1, max: 4 }), async (history, mu) => {
        run += 1;
        const capacityId = await selling.verified(people.supplier.member, `DK-FH${run}`, String(mu));
        await Promise.all(history.map((steps, lane) => play(capacityId, `FH${run}-${lane}`, steps)));
        const { taken, most } = await drawn(capacityId);
        expect(taken).toBeLessThanOrEqual(most);
        expect(await breaksOf(app)).toEqual([]);
      }),
      { numRuns: 15, seed: 20261122 },
    );
  });

  it('let as many of twenty who race for the last of it announce as fit, and no more', async () => {
    const capacityId = await selling.verified(people.supplier.member, 'DK-FH-RACE', '10');
    const { taken, most } = await drawn(capacityId);
    const each = Number((most - taken) / 1000n / 7n); // seven fit
    const answers = await Promise.all(Array.from({ length: 20 }, () => announce(capacityId, each)));
    expect(answers.filter(({ refusals }) => refusals.length === 0)).toHaveLength(7);
    expect(new Set(answers.flatMap(({ refusals }) => refusals.map(({ code }) => code)))).toEqual(
      new Set(['CAPACITY_EXCEEDED']),
    );
    const after = await drawn(capacityId);
    expect(after.taken).toBeLessThanOrEqual(after.most);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('certifies an announcement once, whoever else withdraws, revises or certifies it at the same time', async () => {
    const seller = people.supplier.member;
    const capacityId = await selling.verified(seller, 'DK-FH-ONCE', '5');
    const { forwardSupply } = await announce(capacityId, 200);
    const seen = verbs.seen(forwardSupply);
    const answers = await Promise.all([
      ...Array.from({ length: 6 }, (_, index) =>
        verbs.does(seller, 'certifyHarvest', {
          ...seen,
          lots: [verbs.lot(`HGZ-ONCE-${index}`, 150)],
          last: true,
        }),
      ),
      verbs.does(seller, 'withdrawAnnouncement', { ...seen, reason: 'MISTAKEN' }),
      verbs.does(seller, 'reviseAnnouncement', { ...seen, harvest: verbs.range(100, 120) }),
    ]);
    expect(answers.filter(({ refusals }) => refusals.length === 0)).toHaveLength(1);
    const after = await drawn(capacityId);
    expect(after.taken).toBeLessThanOrEqual(after.most);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('are proved by reconcile, which finds what somebody writes by hand', async () => {
    const capacityId = await selling.verified(people.supplier.member, 'DK-FH-HAND', '1');
    const { forwardSupply } = await announce(capacityId, 50);
    const ofSupply = (sql: string) => app.database.query(sql, [forwardSupply?.id]);
    const ofLand = (sql: string) => app.database.query(sql, [capacityId]);
    const found = async (pattern: RegExp) => expect((await breaksOf(app)).join('\n')).toMatch(pattern);

    await ofLand('UPDATE capacities SET announced_base = announced_base + 1 WHERE id = $1');
    await found(/announced \d+, kept \d+/);
    await ofLand('UPDATE capacities SET announced_base = announced_base - 1 WHERE id = $1');

    await ofSupply(`UPDATE forward_supplies SET state = 'WITHDRAWN' WHERE id = $1`);
    await found(/announced harvest .* differs from its lines/);
    await ofSupply(`UPDATE forward_supplies SET state = 'ANNOUNCED' WHERE id = $1`);

    const stock = 'UPDATE forward_supply_stock SET certified_base = certified_base';
    await ofSupply(`${stock} + 1, held_base = held_base - 1 WHERE forward_supply_id = $1`);
    await found(/announced harvest .* differs from its lines/);
    await ofSupply(`${stock} - 1, held_base = held_base + 1 WHERE forward_supply_id = $1`);

    await ofLand('UPDATE capacities SET announced_base = announced_base + 9000000000 WHERE id = $1');
    await found(/registered and \d+ announced, \d+ possible/);
    await ofLand('UPDATE capacities SET announced_base = announced_base - 9000000000 WHERE id = $1');
    expect(await breaksOf(app)).toEqual([]);
  });
});
