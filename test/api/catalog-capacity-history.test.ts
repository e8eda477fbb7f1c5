import fc from 'fast-check';
import { startTestApp, type TestApp } from '../support/app';
import { breaksOf } from '../support/money';
import { makePeople, type People } from '../support/people';
import { sellingVerbs } from '../support/selling';

const YIELD_GRAMS_PER_MU = 200_000n; // the ceiling of 花椒
const SI_PER_MU = 10_000n;

/** One step of a lane: a lot registered, and what becomes of it afterwards; neither gives land back. */
const step = fc.record({
  kilograms: fc.integer({ min: 1, max: 700 }),
  afterwards: fc.constantFrom('nothing', 'split', 'writeOff'),
});

describe('histories of harvests on one piece of land (I3)', () => {
  let app: TestApp;
  let people: People;
  let verbs: ReturnType<typeof sellingVerbs>;
  let productId: string;
  let histories = 0;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    verbs = sellingVerbs(app, () => people);
    productId = await verbs.addProduct(people.supplier.member, '示例花椒');
  });
  afterAll(() => app.close());

  async function left(capacityId: string): Promise<bigint> {
    const row = await app.database.one<{ area: bigint; taken: bigint }>(
      `SELECT c.verified_area_si AS area, coalesce((SELECT sum(s.in_base) FROM lots l JOIN lot_stock s ON s.lot_id = l.id
         WHERE l.capacity_id = c.id AND NOT EXISTS (
           SELECT FROM lot_transformation_parts p WHERE p.lot_id = l.id AND p.side = 'CHILD')), 0)::bigint AS taken
       FROM capacities c WHERE c.id = $1`,
      [capacityId],
    );
    return ((row?.area ?? 0n) * YIELD_GRAMS_PER_MU) / SI_PER_MU - (row?.taken ?? 0n);
  }

  /** Returns the grams that were refused; null: registered. */
  async function play(
    capacityId: string,
    name: string,
    { kilograms, afterwards }: Step,
  ): Promise<bigint | null> {
    const seller = people.supplier.member;
    const { lot, refusals } = await verbs.register(seller, productId, capacityId, name, String(kilograms));
    if (!lot) {
      expect(refusals.map(({ code }) => code)).toEqual(['CAPACITY_EXCEEDED']);
      return BigInt(kilograms) * 1000n;
    }
    const change = { lotId: lot.id, expectedVersion: lot.version };
    const quantity = { value: String(kilograms), unit: 'kg' };
    const part = { quantity, certificateNo: `${name}-1` };
    const done =
      afterwards === 'split'
        ? await verbs.does(seller, 'splitLot', { ...change, parts: [part] })
        : afterwards === 'writeOff'
          ? await verbs.does(seller, 'writeOffLot', { ...change, quantity })
          : null;
    expect(done?.refusals ?? []).toEqual([]);
    return null;
  }

  it('never sell more than the land can yield, and refuse nothing that still fits', async () => {
    const lanes = fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(lanes, fc.integer({ min: 1, max: 6 }), async (history, mu) => {
        histories += 1;
        const run = histories;
        const plot = `DK-H${run}`;
        const capacityId = await verbs.verified(people.supplier.member, plot, String(mu));
        const refused = await Promise.all(
          history.map(async (steps, lane) => {
            const results: (bigint | null)[] = [];
            for (const [at, one] of steps.entries())
              results.push(await play(capacityId, `HGZ-H${run}-${lane}-${at}`, one));
            return results.filter((grams) => grams !== null);
          }),
        );
        const remaining = await left(capacityId);
        expect(remaining).toBeGreaterThanOrEqual(0n);
        for (const grams of refused.flat()) expect(grams).toBeGreaterThan(remaining);
        expect(await breaksOf(app)).toEqual([]);
      }),
      { numRuns: 12, seed: 20261121 },
    );
  });
});

type Step = { kilograms: number; afterwards: string };
