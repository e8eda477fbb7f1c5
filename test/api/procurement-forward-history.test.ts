import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { startTestApp, type TestApp } from '../support/app';
import type { Announced } from '../support/announcing';
import { forwardOrders, type Forward } from '../support/forward-orders';
import { breaksOf } from '../support/money';
import { send } from '../support/orders';
import { makePeople, PLACES, type People } from '../support/people';

const LOWER = 100;

/** One step of somebody who does not wait for the others. */
const step = fc.record({
  does: fc.constantFrom('place', 'place', 'place', 'cancel', 'take', 'sign', 'certify', 'finish', 'withdraw'),
  kilograms: fc.integer({ min: 1, max: 60 }),
  grade: fc.constantFrom(null, null, '一级', '二级'),
  settles: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const MAY_BE_REFUSED = [
  'HARVEST_SHORT',
  'HARVEST_UNKNOWN',
  'HARVEST_NOT_CUT',
  'HARVEST_CUT',
  'ILLEGAL_TRANSITION',
  'STALE_VERSION',
  'CONTRACT_CHANGED',
  'CONTRACT_NOT_READ',
];

describe('histories of orders on one announced harvest', () => {
  let app: TestApp;
  let people: People;
  let play: Awaited<ReturnType<typeof forwardOrders>>;
  let tokens: { clerk: string; supplier: string };
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    play = await forwardOrders(app, people);
    tokens = { clerk: people.buyer.clerk.token, supplier: people.supplier.member.token };
  });
  afterAll(() => app.close());

  const allowed = ({ refusals }: { refusals: { code: string }[] }) => {
    for (const { code } of refusals) expect(MAY_BE_REFUSED).toContain(code);
  };
  const placing = (supply: Announced, kg: number, leastGrade: string | null) =>
    send(app, tokens.clerk, 'placeOrder', {
      lines: [play.onHarvest(supply, kg, { leastGrade })],
      unitId: people.buyer.unitId,
      terms: 'PREPAID',
      deliveryCounty: PLACES.eastCounty,
      deliveryOn: '2026-09-20',
    });
  const cancelling = (order: Forward) =>
    send(app, tokens.clerk, 'cancelOrder', {
      orderId: order.id,
      expectedVersion: order.version,
      reason: 'OTHER',
    });
  const supplyNow = async (id: string): Promise<Announced> => {
    const row = await app.database.one<{ version: number }>(
      'SELECT version FROM forward_supplies WHERE id = $1',
      [id],
    );
    return { id, version: row?.version ?? 0 } as Announced;
  };
  const certifying = async (id: string, kg: number, grade: string, last: boolean) =>
    play.verbs.does(play.seller, 'certifyHarvest', {
      ...play.verbs.seen(await supplyNow(id)),
      lots: [play.verbs.lot(`HGZ-${randomUUID().slice(0, 13)}`, kg, { grade })],
      last,
    });

  async function walk(supply: Announced, steps: readonly Step[]): Promise<void> {
    const mine: string[] = [];
    for (const { does, kilograms, grade, settles } of steps) {
      const latest = mine.at(-1);
      if (does === 'place') {
        const answer = await placing(supply, kilograms, grade);
        allowed(answer);
        mine.push(...(answer.orders ?? []).map(({ id }) => id));
      } else if (does === 'certify' || does === 'finish')
        allowed(await certifying(supply.id, kilograms, grade ?? '三级', does === 'finish'));
      else if (does === 'withdraw')
        allowed(
          await play.verbs.does(play.seller, 'withdrawAnnouncement', {
            ...play.verbs.seen(await supplyNow(supply.id)),
            reason: 'CROP_LOST',
          }),
        );
      else if (latest) {
        const order = await play.read(latest);
        if (does === 'cancel') allowed(await cancelling(order));
        if (does === 'take') allowed(await play.take(order));
        if (does === 'sign')
          await play.signBoth(order.id).catch((error: Error) => {
            expect(MAY_BE_REFUSED.some((code) => error.message.includes(code))).toBe(true);
          });
      }
      if (settles) await app.settle();
    }
  }

  /** Whatever is promised is there: on the announcement up to its lower bound, in lots up to what they hold. */
  async function requireKept(supplyId: string): Promise<void> {
    expect(await breaksOf(app)).toEqual([]);
    const waiting = await app.database.query(
      `SELECT o.id FROM orders o JOIN order_lines l ON l.order_id = o.id JOIN forward_supplies f ON f.id = l.forward_supply_id
        WHERE l.forward_supply_id = $1 AND o.harvest = 'AWAITED' AND f.state IN ('FULFILLED', 'SHRUNK', 'WITHDRAWN')`,
      [supplyId],
    );
    expect(waiting).toEqual([]);
  }

  it('keep every promise and lose no gram, whatever comes in which order', async () => {
    const lanes = fc.array(fc.array(step, { minLength: 2, maxLength: 6 }), { minLength: 2, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(lanes, async (history) => {
        const supply = await play.announce(LOWER);
        await Promise.all(history.map((steps) => walk(supply, steps)));
        expect(await breaksOf(app)).toEqual([]); // also before the orders have followed
        await app.settle();
        await requireKept(supply.id);
      }),
      { numRuns: 8, seed: 20261122 },
    );
  });

  it('lose nothing when a certification races with orders placed and cancelled', async () => {
    const supply = await play.announce(LOWER);
    const placed = [];
    for (let n = 0; n < 8; n += 1) placed.push(await play.place([play.onHarvest(supply, 10)]));
    const answers = await Promise.all([
      ...placed.slice(0, 4).map(cancelling),
      certifying(supply.id, 50, '一级', true),
      ...Array.from({ length: 10 }, () => placing(supply, 5, null)),
    ]);
    answers.forEach(allowed);
    await app.settle();
    await requireKept(supply.id);
    const [sums] = await app.database.query<{ held: bigint }>(
      `SELECT coalesce(sum(s.reserved_base), 0)::bigint AS held FROM lot_stock s JOIN forward_supply_movements m
         ON m.lot_id = s.lot_id AND m.kind = 'CERTIFY' WHERE m.forward_supply_id = $1`,
      [supply.id],
    );
    expect((sums?.held ?? 0n) <= 50_000n).toBe(true);
  });
});
