import { PREPAID } from '../../libs/payment-plan/src/index';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { JointPlacement } from '../../src/procurement/storage/joint-placement';
import type { Actor } from '../../src/platform/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { basketOf, send } from '../support/orders';
import { addOrganization, makePeople, PLACES, type Buyer, type People } from '../support/people';

/** One basket: kilograms of some lots, by one of two buyers, for a unit of his own or not. */
interface Wish {
  readonly buyer: 0 | 1;
  readonly kg: readonly (readonly [lot: number, kg: number])[];
  readonly foreignUnit: boolean;
  readonly deliveryCounty: string;
}

const wishes = fc.array(
  fc.record({
    buyer: fc.constantFrom<0 | 1>(0, 1),
    kg: fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 60 })), {
      minLength: 1,
      maxLength: 3,
    }),
    foreignUnit: fc.oneof({ weight: 8, arbitrary: fc.constant(false) }, fc.constant(true)),
    deliveryCounty: fc.oneof({ weight: 8, arbitrary: fc.constant(PLACES.eastCounty) }, fc.constant('999999')),
  }),
  { minLength: 2, maxLength: 16 },
);

interface World {
  readonly unitId: string;
  readonly lots: readonly string[];
}

const LIMIT_FEN = 400_000n;

describe('orders placed together', () => {
  let app: TestApp;
  let people: People;
  let joint: JointPlacement;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    joint = app.nest.get(JointPlacement, { strict: false });
  });
  afterAll(() => app.close());

  /** Four lots of 100 kg at 60 yuan, a fresh budget of the first buyer; the fifth lot does not exist. */
  async function world(): Promise<World> {
    const lots: Goods[] = [];
    for (let n = 0; n < 4; n += 1)
      lots.push(
        await makeGoods(app, people, {
          inBase: 100_000n,
          packSizeBase: 1_000n,
          moqBase: 1_000n,
          ladder: [[1n, 6_000n]],
        }),
      );
    const unitId = await app.transactions.run((tx) =>
      addOrganization(tx, {
        kind: 'ENTERPRISE',
        regionCode: PLACES.eastCounty,
        side: 'EAST',
        parentId: people.buyer.id,
      }),
    );
    await app.database.query(
      `INSERT INTO budgets (id, unit_id, year, limit_fen, reserved_fen, set_by, version) VALUES ($1, $2, 2026, $3, 0, $4, 1)`,
      [randomUUID(), unitId, LIMIT_FEN, people.buyer.clerk.id],
    );
    return { unitId, lots: [...lots.map((lot) => lot.lotId), randomUUID()] };
  }

  function askedOf({ unitId: budgeted, lots }: World, { buyer, kg, foreignUnit, deliveryCounty }: Wish) {
    const who: Buyer = buyer === 0 ? people.buyer : people.otherBuyer;
    const actor = { memberId: who.clerk.id, organizationId: who.id } as Actor;
    const lines = kg.map(([lot, weight]) => ({
      lotId: lots[lot] ?? '',
      quantity: { value: String(weight), unit: 'kg' },
    }));
    const own = buyer === 0 ? budgeted : who.unitId;
    const unitId = foreignUnit ? people.supplier.id : own;
    return {
      actor,
      plan: PREPAID,
      input: { lines, unitId, deliveryCounty, deliveryOn: '2026-08-20', terms: 'PREPAID' as const },
    };
  }

  /** What is refused at the first look is told less of what the baskets before it have taken. */
  const outcome = (verdict: object) => {
    if ('refusals' in verdict) return 'refused';
    return 'result' in verdict ? 'placed' : 'not found';
  };
  const reasons = (verdict: object) =>
    'refusals' in verdict
      ? (verdict.refusals as { code: string; path: readonly unknown[] }[]).map(
          ({ code, path }) => `${code} ${path.join('.')}`,
        )
      : [];

  async function traces({ unitId, lots }: World) {
    const stock = await app.database.query<{ reserved: bigint; holdings: bigint; lines: bigint }>(
      `SELECT s.reserved_base AS reserved,
              (SELECT coalesce(sum(reserved_base), 0)::bigint FROM lot_holdings h WHERE h.lot_id = s.lot_id) AS holdings,
              (SELECT coalesce(sum(quantity_base), 0)::bigint FROM order_lines l WHERE l.lot_id = s.lot_id) AS lines
         FROM unnest($1::uuid[]) WITH ORDINALITY asked (id, n) JOIN lot_stock s ON s.lot_id = asked.id ORDER BY n`,
      [lots],
    );
    const budget = await app.database.query<{ reserved: bigint; entries: bigint }>(
      `SELECT reserved_fen AS reserved,
              (SELECT coalesce(sum(fen), 0)::bigint FROM budget_entries e WHERE e.unit_id = b.unit_id AND e.year = b.year) AS entries
         FROM budgets b WHERE unit_id = $1`,
      [unitId],
    );
    return { stock, budget };
  }

  it('come to the same as one by one, whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(wishes, async (asked) => {
        const single = await world();
        const oneByOne: object[] = [];
        for (const wish of asked)
          oneByOne.push(...(await app.transactions.run((tx) => joint.place(tx, [askedOf(single, wish)]))));
        const alone = await traces(single);
        const shared = await world();
        const together = await app.transactions.run((tx) =>
          joint.place(
            tx,
            asked.map((wish) => askedOf(shared, wish)),
          ),
        );
        expect(together.map(outcome)).toEqual(oneByOne.map(outcome));
        together.forEach((verdict, n) =>
          expect(reasons(oneByOne[n] ?? {})).toEqual(expect.arrayContaining(reasons(verdict))),
        );
        const both = await traces(shared);
        expect(both).toEqual(alone);
        for (const { reserved, holdings, lines } of both.stock) {
          expect([holdings, lines]).toEqual([reserved, reserved]);
          expect(reserved).toBeLessThanOrEqual(100_000n);
        }
        for (const { reserved, entries } of both.budget) {
          expect(entries).toBe(reserved);
          expect(reserved).toBeLessThanOrEqual(LIMIT_FEN);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('answer one key once, also where the same order is asked for many times at once and sells the lot out', async () => {
    const goods = await makeGoods(app, people, { inBase: 100_000n });
    const basket = { ...basketOf(app, people.otherBuyer, goods, { kg: '100' }), idempotencyKey: freshKey() };
    const answers = await Promise.all(
      Array.from({ length: 24 }, () => send(app, people.otherBuyer.clerk.token, 'placeOrder', basket)),
    );
    expect(answers.flatMap(({ refusals }) => refusals)).toEqual([]);
    expect(new Set(answers.map(({ orders }) => orders?.[0]?.id)).size).toBe(1);
    const other = await send(app, people.otherBuyer.clerk.token, 'placeOrder', {
      ...basket,
      deliveryOn: '2026-09-01',
    });
    expect(other.refusals.map(({ code }) => code)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  });

  it('name in each event the request that asked for it', async () => {
    const goods = await makeGoods(app, people);
    const place = async () => {
      const answer = await fetch(`${app.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${people.otherBuyer.clerk.token}`,
        },
        body: JSON.stringify({
          query: 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { orders { id } } }',
          variables: {
            input: { ...basketOf(app, people.otherBuyer, goods, { kg: '100' }), idempotencyKey: freshKey() },
          },
        }),
      });
      const { data } = (await answer.json()) as { data: { placeOrder: { orders: { id: string }[] } } };
      return { id: data.placeOrder.orders[0]?.id, requestId: answer.headers.get('x-request-id') };
    };
    const placed = await Promise.all(Array.from({ length: 12 }, place));
    const rows = await app.database.query<{ request_id: string }>(
      `SELECT e.request_id FROM unnest($1::text[]) WITH ORDINALITY o (id, n)
         JOIN domain_events e ON e.stream = 'order:' || o.id AND e.kind = 'OrderPlaced' ORDER BY n`,
      [placed.map(({ id }) => id)],
    );
    expect(rows.map((row) => row.request_id)).toEqual(placed.map(({ requestId }) => requestId));
  });

  it('do not wait for a lot that somebody else holds, unless they ask for it', async () => {
    const [stuck, free] = [await makeGoods(app, people), await makeGoods(app, people)];
    let release = () => {};
    const held = new Promise<void>((done) => (release = done));
    let locked = () => {};
    const begun = new Promise<void>((done) => (locked = done));
    const holder = app.transactions.run(async (tx) => {
      await tx.query('SELECT 1 FROM lot_stock WHERE lot_id = $1 FOR UPDATE', [stuck.lotId]);
      locked();
      await held;
    });
    await begun;
    const place = (goods: Goods) =>
      send(
        app,
        people.otherBuyer.clerk.token,
        'placeOrder',
        basketOf(app, people.otherBuyer, goods, { kg: '100' }),
      );
    const waiting = [place(stuck), place(stuck), place(stuck)];
    let stillWaiting = true;
    void Promise.all(waiting).then(() => (stillWaiting = false));
    const others = await Promise.all(Array.from({ length: 12 }, () => place(free)));
    expect(others.flatMap(({ orders }) => orders ?? [])).toHaveLength(12);
    expect(stillWaiting).toBe(true);
    release();
    await holder;
    expect((await Promise.all(waiting)).flatMap(({ orders }) => orders ?? [])).toHaveLength(3);
  });
});
