import fc from 'fast-check';
import { Reactions } from '../../src/platform/index';
import { orderStream } from '../../src/procurement/index';
import type { WrittenOrder } from '../support/order-events';
import { PeriodWorld, codesOf } from '../support/period-world';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const at = (day: string, time = '09:00:00') => new Date(`${day}T${time}+08:00`);

describe('the close of a month beside everything else', () => {
  let world: PeriodWorld;
  /** Each round closes the next one. */
  let month = 6;

  beforeAll(async () => {
    world = await PeriodWorld.start();
  });
  afterAll(() => world.app.close());

  const nameOf = (number: number) => (number > 12 ? '2027-01' : `2026-${String(number).padStart(2, '0')}`);
  const nextMonth = () => {
    month += 1;
    world.app.clock.set(at(`${nameOf(month)}-09`));
    return { first: `${nameOf(month)}-01`, after: () => world.app.clock.set(at(`${nameOf(month + 1)}-03`)) };
  };
  const count = (order: WrittenOrder) =>
    world.app.nest.get(Reactions).catchUp({ reaction: 'count-order-events', stream: orderStream(order.id) });

  /** Where every entry of the orders is: by month, and whether the month's list has it. */
  const placesOf = (orders: readonly WrittenOrder[]) =>
    world.app.database.query<{ period: string; original: string | null; listed: string | null; fen: bigint }>(
      `SELECT e.period, e.original_period AS original, p.month AS listed, e.amount_fen AS fen FROM counting_entries e
       LEFT JOIN counting_period_entries l ON l.entry_id = e.id LEFT JOIN counting_periods p ON p.id = l.period_id
       WHERE e.order_id = ANY($1) ORDER BY e.position`,
      [orders.map(({ id }) => id)],
    );

  /** Tries again as long as something waits to be counted. */
  async function closeWhenCounted(first: string): Promise<void> {
    for (let tries = 0; tries < 200; tries += 1) {
      const answer = await world.desk.close(world.agreement, first, world.east);
      if (answer.refusals.length === 0) return;
      expect(codesOf(answer)).toEqual(['COUNTING_PENDING']);
      await pause(10);
    }
    throw new Error('the month was never counted');
  }

  const WAYS = ['COUNT', 'REFUND', 'REATTRIBUTE', 'REFUND_LATE'] as const;
  const act = fc.record({
    way: fc.constantFrom(...WAYS),
    after: fc.nat(120),
    fen: fc.integer({ min: 1, max: 900 }),
  });

  const LATE = { way: 'REFUND_LATE' as const, after: 0, fen: 2 };

  it('puts every entry either on the list or in a later month, whatever comes in whatever order', async () => {
    let listed = 0;
    let later = 0;
    await fc.assert(
      fc.asyncProperty(
        // One refund surely waits for the close: something is always booked later.
        fc.array(act, { minLength: 5, maxLength: 8 }).map((acts) => [...acts, LATE]),
        fc.nat(120),
        async (acts, closeAfter) => {
          const { first, after } = nextMonth();
          const orders = await Promise.all(acts.map(() => world.happened(1_000n)));
          const wishes = new Map<WrittenOrder, Awaited<ReturnType<PeriodWorld['propose']>>>();
          for (const [index, { way }] of acts.entries()) {
            const order = orders[index];
            if (!order || way === 'COUNT') continue;
            await count(order);
            if (way === 'REATTRIBUTE') wishes.set(order, await world.propose(order));
          }
          after();
          const closing = pause(closeAfter).then(() => closeWhenCounted(first));
          const happens = acts.map(async ({ way, after: wait, fen }, index) => {
            const order = orders[index] as WrittenOrder;
            await pause(wait);
            if (way === 'COUNT') return count(order);
            const wish = wishes.get(order);
            if (wish) {
              const codes = codesOf(await world.confirm(wish, world.people.buyer.approver));
              return expect([[], ['PERIOD_NEEDS_VERIFIER']]).toContainEqual(codes);
            }
            if (way === 'REFUND_LATE') await (fen % 2 === 0 ? closing : pause(60));
            await world.history.refund(order, order.portions[0] ?? '', BigInt(fen));
            return count(order);
          });
          await Promise.all([...happens, closing]);
          await world.app.settle();
          for (const place of await placesOf(orders)) {
            if (place.listed === first) expect(place).toMatchObject({ period: first, original: null });
            else expect(place).toMatchObject({ listed: null, original: first });
            if (place.listed !== first) expect(place.period > first).toBe(true);
            if (place.listed) listed += 1;
            else later += 1;
          }
          const sums = await world.app.database.query<{ odd: number }>(
            `SELECT count(*)::int AS odd FROM (
             SELECT line.id FROM settlement_lines line JOIN counting_entries e ON e.settlement_line_id = line.id
             WHERE line.order_id = ANY($1) GROUP BY line.id, line.goods_fen
             HAVING sum(e.amount_fen) <> line.goods_fen - coalesce((SELECT sum(fen) FROM settled_line_refunds WHERE settlement_line_id = line.id), 0)) wrong`,
            [orders.map(({ id }) => id)],
          );
          expect(sums).toEqual([{ odd: 0 }]);
          expect(await world.breaks()).toEqual([]);
        },
      ),
      { numRuns: 2, endOnFailure: true },
    );
    expect(listed).toBeGreaterThan(0);
    expect(later).toBeGreaterThan(0);
  });

  it('takes a settlement that commits after the cut-off in the month that is open', async () => {
    const { first, after } = nextMonth();
    const order = await world.place(700n);
    await world.history.pay(order);
    await world.app.settle();
    const late: Promise<unknown>[] = [];
    await world.app.transactions.run(async (tx) => {
      await tx.query('SELECT stream FROM event_streams WHERE stream = $1 FOR UPDATE', [
        orderStream(order.id),
      ]);
      world.app.clock.set(at(`${first.slice(0, 7)}-28`, '23:59:59'));
      late.push(world.history.settle(order, [700n]));
      await pause(300);
      after();
      await closeWhenCounted(first);
    });
    await Promise.all(late);
    await world.app.settle();
    const [paid, ...rest] = await placesOf([order]);
    expect(paid).toMatchObject({ period: first, listed: first });
    expect(rest).toHaveLength(2);
    for (const place of rest) expect(place).toMatchObject({ listed: null, original: first });
  });

  it('waits for a booking under way, and whoever books after it finds the month closed', async () => {
    const { first, after } = nextMonth();
    const order = await world.settled(600n);
    after();
    const begun: Promise<unknown>[] = [];
    await world.app.transactions.run(async (tx) => {
      await tx.query('SELECT open_counting_month($1, $2, $2)', [world.agreement, first]);
      begun.push(closeWhenCounted(first));
      await pause(300);
      const [row] = await tx.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM counting_periods WHERE month = $1',
        [first],
      );
      expect(row?.count).toBe(0);
    });
    await Promise.all(begun);
    await world.history.refund(order, order.portions[0] ?? '', 100n);
    await world.app.settle();
    expect((await placesOf([order])).map(({ listed }) => listed)).toEqual([first, null]);
  });

  it('is signed once a side when both sign, and colleagues of one side, at the same moment', async () => {
    const first = `${nameOf(month)}-01`;
    await world.app.settle();
    const period = await world.desk.month(world.agreement, first, world.east);
    const colleague = await world.colleague(world.east);
    const answers = await Promise.all([
      world.desk.sign(period, world.east),
      world.desk.sign(period, world.west),
      world.desk.sign(period, colleague),
    ]);
    expect(answers.filter(({ refusals }) => refusals.length === 0)).toHaveLength(1);
    expect(answers.flatMap(codesOf)).toEqual(['STALE_VERSION', 'STALE_VERSION']);
    const half = await world.desk.month(world.agreement, first, world.east);
    expect(half.signatures).toHaveLength(1);
    const rest = await Promise.all([
      world.desk.sign(half, world.east),
      world.desk.sign(half, world.west),
      world.desk.sign(half, colleague),
    ]);
    expect(rest.filter(({ refusals }) => refusals.length === 0)).toHaveLength(1);
    const signed = await world.desk.month(world.agreement, first, world.east);
    expect(signed.state).toBe('SIGNED');
    expect(signed.signatures.map(({ side }) => side).toSorted()).toEqual(['EAST', 'WEST']);
  });

  it.each([0, 40])('is either signed or corrected, never signed for another list (%d ms)', async (wait) => {
    const { first, after } = nextMonth();
    const order = await world.settled(800n);
    after();
    await world.close(first);
    const wish = await world.propose(order);
    await world.desk.sign(await world.desk.month(world.agreement, first, world.east), world.east);
    const half = await world.desk.month(world.agreement, first, world.west);
    const [signed, confirmed] = await Promise.all([
      pause(40 - wait).then(() => world.desk.sign(half, world.west)),
      pause(wait).then(() => world.confirm(wish, world.verifier)),
    ]);
    await world.app.settle();
    const found = await world.desk.month(world.agreement, first, world.east);
    if (signed.refusals.length === 0) {
      expect(codesOf(confirmed)).toEqual(['PERIOD_CLOSED']);
      expect(found).toMatchObject({ state: 'SIGNED', report: { revision: 1, corrections: 0 } });
    } else {
      expect(codesOf(confirmed)).toEqual([]);
      expect(found).toMatchObject({
        state: 'RECONCILING',
        signatures: [],
        report: { revision: 2, corrections: 1 },
      });
    }
    expect(await world.breaks()).toEqual([]);
  });
});
