import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { CountEveryOrderInItsYear1795300000803 } from '../../migrations/1795300000803-count-every-order-in-its-year';
import { SettledLineRefunds } from '../../src/procurement/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf } from '../support/money';
import { accept, arrive, basketOf, pay, readOrder, send, ship, sign } from '../support/orders';
import { makePeople, type People } from '../support/people';
import { unitBudgets } from '../support/unit-budgets';

type Step = 'BUDGET' | 'FREIGHT' | 'SIGN' | 'PAY' | 'DELIVER' | 'CANCEL' | 'REFUND';

interface Life {
  kg: number;
  steps: Step[];
  /** Kilograms delivered of a hundred ordered. */
  percent: number;
  yuan: number;
}

const life: fc.Arbitrary<Life> = fc.record({
  kg: fc.integer({ min: 1, max: 3 }).map((n) => n * 100),
  steps: fc.constantFrom<Step[]>(
    ['SIGN', 'PAY', 'DELIVER', 'REFUND'],
    ['BUDGET', 'SIGN', 'PAY', 'DELIVER', 'REFUND', 'REFUND'],
    ['FREIGHT', 'SIGN', 'PAY', 'BUDGET', 'DELIVER'],
    ['SIGN', 'PAY', 'CANCEL'],
    ['FREIGHT', 'CANCEL', 'BUDGET'],
    ['FREIGHT', 'FREIGHT'],
  ),
  percent: fc.integer({ min: 90, max: 105 }),
  yuan: fc.integer({ min: 0, max: 120_000 }),
});

describe('what a unit’s orders take of its year', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people, { inBase: 150_000_000n, ladder: [[1n, 5_000n]] });
  });
  afterAll(() => app.close());

  const clerk = () => people.buyer.clerk.token;
  const newUnit = () => unitBudgets(app, people).newUnit();
  const budgetOf = (unitId: string) => unitBudgets(app, people).budgetOf(unitId);
  const setBudget = (unitId: string, yuan: number) => unitBudgets(app, people).setBudget(unitId, yuan);
  const place = async (unitId: string, kg: number) =>
    send(app, clerk(), 'placeOrder', basketOf(app, people.buyer, goods, { kg: String(kg), unitId }));

  async function refund(orderId: string): Promise<void> {
    const line = await app.database.one<{ id: string }>(
      'SELECT id FROM settlement_lines WHERE order_id = $1 LIMIT 1',
      [orderId],
    );
    if (!line) return;
    await app.transactions.run((tx) =>
      app.nest
        .get(SettledLineRefunds)
        .refund(tx, { settlementLineId: line.id, fen: 777n, reason: 'QUALITY', key: freshKey() }),
    );
  }

  /** A step that is not possible now is refused or fails, and must leave nothing behind. */
  async function step(name: Step, orderId: string, unitId: string, one: Life): Promise<void> {
    const order = await readOrder(app, clerk(), orderId);
    const ofOrder = { orderId, expectedVersion: order.version };
    if (name === 'BUDGET') await setBudget(unitId, one.yuan);
    if (name === 'FREIGHT') {
      const amount = { amount: `${(one.yuan % 997) + 1}.00` };
      await send(app, people.supplier.token, 'setFreight', { ...ofOrder, kind: 'FIXED', amount });
    }
    if (name === 'SIGN') {
      await sign(app, people.supplier.token, order);
      await sign(app, people.buyer.approver.token, await readOrder(app, clerk(), orderId));
    }
    if (name === 'PAY') await pay(app, people, orderId);
    if (name === 'CANCEL') await send(app, clerk(), 'cancelOrder', { ...ofOrder, reason: 'OTHER' });
    if (name === 'REFUND') await refund(orderId);
    if (name === 'DELIVER') {
      const kg = ((one.kg * one.percent) / 100).toFixed(3);
      const shipped = await ship(app, people.supplier.token, orderId, kg);
      const done = await accept(app, clerk(), await arrive(app, clerk(), shipped), kg);
      if (done.state === 'AWAITING_PAYMENT') await pay(app, people, orderId);
    }
  }

  async function live(unitId: string, one: Life): Promise<void> {
    const id = (await place(unitId, one.kg)).orders?.[0]?.id;
    if (!id) return;
    for (const name of one.steps) await step(name, id, unitId, one).catch(() => undefined);
  }

  it('is the sum over its orders, in whatever order budgets, orders and refunds come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(life, { minLength: 3, maxLength: 6 }),
        fc.integer({ min: 0, max: 120_000 }),
        async (lives, yuan) => {
          const unitId = await newUnit();
          await Promise.all([...lives.map((one) => live(unitId, one)), setBudget(unitId, yuan)]);
          await app.settle();
          expect(await breaksOf(app)).toEqual([]);
        },
      ),
      // Chosen once: what is generated settles orders and meets budgets set late, as is counted below.
      { numRuns: 6, seed: 20_260_713 },
    );
    const [seen] = await app.database.query<{ settled: number; budgets: number; late: number }>(
      `SELECT (SELECT count(*)::int FROM settlements) AS settled, count(*)::int AS budgets,
         count(*) FILTER (WHERE reserved_fen > 0)::int AS late FROM budgets`,
    );
    expect(seen?.settled).toBeGreaterThan(0);
    expect(seen?.late).toBeGreaterThan(0);
  });

  it('a budget set in mid-year begins with what its orders have taken, and cannot stand below it', async () => {
    const unitId = await newUnit();
    await place(unitId, 100);
    const order = (await place(unitId, 200)).orders?.[0];
    expect(await setBudget(unitId, 14_999)).toEqual(['BUDGET_BELOW_RESERVED']);
    expect(await setBudget(unitId, 15_001)).toEqual([]);
    expect(await budgetOf(unitId)).toMatchObject({ taken: 1_500_000n, limit: 1_500_100n });
    expect((await place(unitId, 100)).refusals).toMatchObject([{ code: 'BUDGET_EXCEEDED' }]);
    await send(app, clerk(), 'cancelOrder', {
      orderId: order?.id,
      expectedVersion: order?.version,
      reason: 'OTHER',
    });
    expect((await budgetOf(unitId))?.taken).toBe(500_000n);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('a budget set while orders are being placed misses none of them', async () => {
    for (let round = 0; round < 4; round += 1) {
      const unitId = await newUnit();
      const tries = await Promise.all([
        ...Array.from({ length: 8 }, () => place(unitId, 100)),
        setBudget(unitId, 25_000).then(() => null),
      ]);
      const placed = tries.filter((answer) => answer?.orders).length;
      await setBudget(unitId, 90_000);
      expect((await budgetOf(unitId))?.taken).toBe(BigInt(placed) * 500_000n);
    }
    expect(await breaksOf(app)).toEqual([]);
  });

  it('freight above what is left is the buyer’s to hear of, when he signs; the supplier learns nothing', async () => {
    const unitId = await newUnit();
    await setBudget(unitId, 5_100);
    const placed = (await place(unitId, 100)).orders?.[0];
    if (!placed) throw new Error('not placed');
    const dear = await send(app, people.supplier.token, 'setFreight', {
      orderId: placed.id,
      expectedVersion: placed.version,
      kind: 'FIXED',
      amount: { amount: '100.01' },
    });
    expect(dear.refusals).toEqual([]);
    if (!dear.order) throw new Error('no order');
    const signed = await sign(app, people.supplier.token, dear.order);
    const { id, sha256 } = signed.contract;
    const refused = await send(app, people.buyer.approver.token, 'signContract', {
      orderId: placed.id,
      expectedVersion: signed.version,
      contractId: id,
      contractSha256: sha256,
      password: 'shili-mima-2026',
    });
    expect(refused.refusals).toMatchObject([{ code: 'BUDGET_EXCEEDED', path: ['orderId'] }]);
    expect(await setBudget(unitId, 5_101)).toEqual([]);
    expect((await sign(app, people.buyer.approver.token, signed)).state).toBe('AWAITING_PAYMENT');
    expect((await budgetOf(unitId))?.taken).toBe(510_001n);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('takes in the orders of a database that did not write down what no budget limited', async () => {
    const unitId = await newUnit();
    await place(unitId, 100);
    const runner = app.nest.get(DataSource).createQueryRunner();
    await runner.startTransaction();
    const migration = new CountEveryOrderInItsYear1795300000803();
    await migration.down(runner);
    await migration.up(runner);
    await runner.commitTransaction();
    await runner.release();
    const taken = await app.database.query(
      'SELECT sum(fen)::bigint AS fen FROM budget_entries WHERE unit_id = $1',
      [unitId],
    );
    expect(taken).toEqual([{ fen: 500_000n }]);
    expect(await breaksOf(app)).toEqual([]);
  });
});
