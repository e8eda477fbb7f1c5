import { AcceptByTime } from '../../src/procurement/reactions/accept-by-time';
import { ExpireUnpaidOrders } from '../../src/procurement/reactions/expire-unpaid-orders';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf, receiptInput, receiptMutation } from '../support/money';
import { arrive, done, playOrder, readOrder, type PlayedOrder } from '../support/orders';
import { makePeople, signInAgain, type People } from '../support/people';

const DAY = 86_400_000;

describe('orders at the borders between two happenings', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people, { inBase: 90_000_000n, ladder: [[1n, 5_000n]] });
  });
  afterAll(() => app.close());

  const clerk = () => signInAgain(app, people.buyer.clerk);
  const supplier = () => signInAgain(app, people.supplier.member);
  const read = async (id: string) => readOrder(app, await clerk(), id);
  const ship = async (order: PlayedOrder, kg: readonly string[]) =>
    done(app, await supplier(), 'dispatchShipment', {
      orderId: order.id,
      expectedVersion: (await read(order.id)).version,
      carrier: '示例物流',
      lines: order.lines.map((line, index) => ({
        orderLineId: line.id,
        quantity: { value: kg[index], unit: 'kg' },
      })),
    });
  /** This much is left after what the unit's orders have taken. */
  const leaveBudget = (fen: bigint, of = people.buyer) =>
    app.database.query(
      `INSERT INTO budgets (id, unit_id, year, limit_fen, reserved_fen, set_by, version)
       SELECT gen_random_uuid(), $1, 2026, $2 + coalesce(sum(fen), 0), coalesce(sum(fen), 0), $3, 1
       FROM budget_entries WHERE unit_id = $1 AND year = 2026`,
      [of.unitId, fen, of.approver.id],
    );

  it('does not end for want of payment an order whose money has come, though nobody has noticed yet', async () => {
    const order = await playOrder(app, people, goods, { kg: '100', until: 'AWAITING_PAYMENT' });
    const request = await app.database.one<{ code: string; name: string }>(
      'SELECT transfer_code AS code, expected_payer_name AS name FROM payment_requests WHERE subject_id = $1',
      [order.id],
    );
    const token = await signInAgain(app, people.finance);
    const amount = { amount: '5000.00', currency: 'CNY' };
    const paid = receiptInput({ memo: request?.code, payerName: request?.name, amount });
    await receiptMutation(app, 'recordBankReceipt', paid, token);
    app.clock.advance(31 * DAY);
    await app.nest.get(ExpireUnpaidOrders).tick();
    await app.settle();
    expect((await read(order.id)).state).toBe('PAID');
    expect(await breaksOf(app)).toEqual([]);
  });

  it('sends one lot above its reservation and another below it in one shipment', async () => {
    const other = await makeGoods(app, people, { inBase: 90_000_000n, ladder: [[1n, 5_000n]] });
    const order = await playOrder(app, people, [goods, other], { kg: '100', until: 'PAID' });
    const shipped = await ship(order, ['102', '98']);
    const arrived = await arrive(app, await clerk(), shipped);
    const accepted = await done(app, await clerk(), 'acceptDelivery', {
      shipmentId: arrived.shipments[0]?.id,
      expectedVersion: arrived.shipments[0]?.version,
      lines: arrived.shipments[0]?.lines.map((line) => ({
        shipmentLineId: line.id,
        quantity: { value: '103', unit: 'kg' },
        grade: '一级',
        varianceReason: 'SHORT_WEIGHT',
      })),
    });
    expect(accepted.lines.map((line) => line.accepted.value)).toEqual(['103.000', '103.000']);
    expect(await breaksOf(app)).toEqual([]);
  });

  /** Open tasks by role, and who was told what, each once: a second notice of a kind would throw. */
  async function heldUpWork(orderId: string) {
    const tasks = await app.database.query<{ role: string }>(
      `SELECT role FROM tasks t JOIN shipments s ON s.id::text = t.subject_id
       WHERE s.order_id = $1 AND t.kind = 'RESOLVE_BUDGET_SHORTAGE' AND t.closed_at IS NULL ORDER BY role`,
      [orderId],
    );
    const notices = await app.database.query<{ kind: string; to: string }>(
      `SELECT kind, organization_id AS to FROM notices WHERE subject_id = $1 AND kind = ANY($2)`,
      [orderId, ['ACCEPTANCE_ABOVE_BUDGET', 'ACCEPTANCE_WAITS_FOR_BUYER']],
    );
    if (new Set(notices.map(({ kind }) => kind)).size < notices.length) throw new Error('told twice');
    return {
      tasks: tasks.map(({ role }) => role),
      notices: Object.fromEntries(notices.map(({ kind, to }) => [kind, to])),
    };
  }

  it('tells both sides once of an acceptance above the budget, goes on when it is raised, and keeps no other waiting', async () => {
    await leaveBudget(500_000n);
    const stuck = await playOrder(app, people, goods, { kg: '100', until: 'PAID' });
    await arrive(app, await clerk(), await ship(stuck, ['103']));
    app.clock.advance(60_000);
    const next = await playOrder(app, people, goods, {
      kg: '100',
      until: 'DELIVERED',
      buyer: people.otherBuyer,
    });
    for (const days of [5, 3, 2]) {
      app.clock.advance(days * DAY);
      await app.nest
        .get(AcceptByTime)
        .tick()
        .catch(() => undefined);
    }
    await app.settle().catch(() => undefined);
    const states = () =>
      app.database.query('SELECT state FROM orders WHERE id = ANY($1) ORDER BY number', [
        [stuck.id, next.id],
      ]);
    expect(await states()).toEqual([{ state: 'DELIVERED' }, { state: 'SETTLED' }]);
    expect(await breaksOf(app)).toEqual([]);
    await app.nest.get(AcceptByTime).tick();
    await app.settle();
    expect(await heldUpWork(stuck.id)).toEqual({
      tasks: ['BUYER_APPROVER', 'BUYER_CLERK'],
      notices: { ACCEPTANCE_ABOVE_BUDGET: people.buyer.id, ACCEPTANCE_WAITS_FOR_BUYER: people.supplier.id },
    });
    await app.database.query('UPDATE budgets SET limit_fen = limit_fen + 15000 WHERE unit_id = $1', [
      people.buyer.unitId,
    ]);
    await app.nest.get(AcceptByTime).tick();
    expect(await states()).toEqual([{ state: 'AWAITING_PAYMENT' }, { state: 'SETTLED' }]);
    expect((await heldUpWork(stuck.id)).tasks).toEqual([]);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('a later due date is the payment request’s too, and is reminded of anew', async () => {
    const order = await playOrder(app, people, goods, {
      kg: '100',
      until: 'AWAITING_PAYMENT',
      buyer: people.otherBuyer,
    });
    const other = () => signInAgain(app, people.otherBuyer.clerk);
    const reminders = async () =>
      (
        await app.database.query(
          `SELECT id FROM notices WHERE kind = 'PAYMENT_DUE' AND subject_id = $1 AND organization_id = $2`,
          [order.id, people.otherBuyer.id],
        )
      ).length;
    app.clock.advance(28 * DAY);
    await app.settle();
    expect(await reminders()).toBe(1);
    const { version } = await readOrder(app, await other(), order.id);
    await done(app, await other(), 'extendPayment', { orderId: order.id, expectedVersion: version });
    const due = await app.database.query(
      `SELECT o.payment_due_on = p.due_on AS same FROM orders o JOIN payment_requests p ON p.subject_id = o.id
       WHERE o.id = $1`,
      [order.id],
    );
    expect(due).toEqual([{ same: true }]);
    await app.settle();
    expect(await reminders()).toBe(1);
    app.clock.advance(15 * DAY);
    await app.settle();
    expect(await reminders()).toBe(2);
  });
});
