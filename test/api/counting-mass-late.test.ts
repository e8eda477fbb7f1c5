import { OrderSlices } from '../../src/counting/storage/order-slices';
import { Reactions, Reconciliation } from '../../src/platform/index';
import { makeAgreement } from '../support/agreements';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods } from '../support/goods';
import type { WrittenOrder } from '../support/order-events';
import { makePeople, type People } from '../support/people';
import { PeriodDesk } from '../support/period-desk';
import { codesOf } from '../support/period-world';
import { Recalls } from '../support/recalls';

const AUGUST = new Date('2026-08-03T09:00:00+08:00');
const PENDING = `query ($id: UUID!) { progress(agreementId: $id, groupBy: AGREEMENT) {
  total { gross { amount } } pending { orders reversals { amount } } } }`;
interface Progress {
  progress: { total: { gross: { amount: string } }; pending: { orders: number } };
}

/** Nine orders left out for want of an agreement, which is then signed, and counted so many at a time. */
class LateAgreement {
  private constructor(
    readonly app: TestApp,
    readonly people: People,
    readonly recalls: Recalls,
    readonly orders: readonly WrittenOrder[],
    readonly desk: PeriodDesk,
    readonly agreementId: string,
  ) {}

  static async signed(atMost: number): Promise<LateAgreement> {
    const app = await startTestApp();
    jest.replaceProperty(app.nest.get(OrderSlices), 'atMost', atMost);
    const people = await makePeople(app);
    const recalls = new Recalls(app, people);
    const goods = [await makeGoods(app, people), await makeGoods(app, people)];
    const placing = Array.from({ length: 9 }, () => recalls.place(goods, [1_000n, 50n]));
    const orders = (await Promise.all(placing)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    for (const order of orders.slice(0, 7)) await recalls.history.settle(order, [1_000n, 50n]);
    for (const order of orders.slice(7)) await recalls.history.pay(order);
    await app.settle();
    const [first] = orders;
    if (first) await recalls.history.refund(first, first.portions[0] ?? '', 1n);
    await app.settle();
    const agreementId = await makeAgreement(app);
    return new LateAgreement(app, people, recalls, orders, new PeriodDesk(app), agreementId);
  }

  slice(): Promise<void> {
    return this.app.nest
      .get(Reactions)
      .catchUp({ reaction: 'count-waiting-portions', stream: `agreement:${this.agreementId}` });
  }

  order(index: number): WrittenOrder {
    const order = this.orders[index];
    if (!order) throw new Error(`there is no order ${index}`);
    return order;
  }

  /** Of each order, by line: what counts of it, of what kind, in which month. */
  entries() {
    return this.app.database.query<{ order: number; kind: string; fen: bigint }>(
      `SELECT asked.place::int AS order, line.position AS line, e.kind, e.period, e.reason, sum(e.amount_fen)::bigint AS fen
       FROM unnest($1::uuid[]) WITH ORDINALITY AS asked (id, place) JOIN counting_entries e ON e.order_id = asked.id
       JOIN order_lines line ON line.id = e.order_line_id
       WHERE e.kind IN ('CONFIRMED', 'REVERSAL') GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`,
      [this.orders.map(({ id }) => id)],
    );
  }

  async progress(): Promise<{ gross: string; pending: number }> {
    const answer = await this.desk.ask<Progress>(
      PENDING,
      { id: this.agreementId },
      this.people.coordEast.city,
    );
    const { total, pending } = answer.data.progress;
    return { gross: total.gross.amount, pending: pending.orders };
  }

  async breaks(): Promise<string[]> {
    const found: string[] = [];
    await this.app.nest.get(Reconciliation).run(({ invariant, sentence, breaks }) => {
      const counting = ['I5', 'I6', 'I7', 'I8', 'I9', 'I24'].includes(invariant);
      if (counting || /job is waiting|sums of the entries/.test(sentence)) found.push(...breaks);
    });
    return found;
  }
}

describe('an agreement signed late, with many portions that waited for it', () => {
  const apps: TestApp[] = [];
  afterAll(() => Promise.all(apps.map((app) => app.close())));
  const signed = async (atMost: number) => {
    const late = await LateAgreement.signed(atMost);
    apps.push(late.app);
    return late;
  };

  it('keeps its months open, and tells how many orders it has still to count, until the last slice', async () => {
    const late = await signed(4);
    const july = '2026-07-01';
    const east = late.people.coordEast.city;
    expect(await late.progress()).toEqual({ gross: '0.00', pending: 9 });
    await late.slice();
    expect(await late.progress()).toEqual({ gross: '42.00', pending: 5 });
    expect(await late.breaks()).toEqual([]);
    late.app.clock.set(AUGUST);
    const close = async () => codesOf(await late.desk.close(late.agreementId, july, east));
    expect(await close()).toEqual(['AGREEMENT_BEING_COUNTED']);
    await late.slice();
    expect(await close()).toEqual(['AGREEMENT_BEING_COUNTED']);
    await late.app.database.query(
      `DELETE FROM graphile_worker._private_jobs WHERE payload::text LIKE '%count-waiting-portions%'`,
    );
    // nobody will count the last order any more: its two lines are missed, too
    const missed = (fen: string) =>
      expect.stringMatching(new RegExp(`^portion .*counted 0, by the raw records ${fen}$`)) as unknown;
    const breaks = await late.breaks();
    const job = `count-waiting-portions: agreement:${late.agreementId}`;
    expect(breaks).toEqual(expect.arrayContaining([missed('50'), missed('1000'), job]));
    expect(breaks).toHaveLength(3);
    await late.slice();
    expect(await late.progress()).toEqual({ gross: '73.50', pending: 0 });
    await late.app.settle(); // what its parks brought is looked for, too
    expect(await close()).toEqual([]);
    await late.app.settle();
    expect(await late.breaks()).toEqual([]);
  });

  it('ends as in one transaction, whatever happens to its orders between two slices', async () => {
    const outcomes: object[][] = [];
    for (const atMost of [50, 2, 3]) {
      const late = await signed(atMost);
      await late.slice();
      const happens = [
        // Two that the first slice has reached, then three that it has not.
        () => late.recalls.history.refund(late.order(0), late.order(0).portions[0] ?? '', 100n),
        () => late.recalls.history.refund(late.order(1), late.order(1).portions[1] ?? '', 50n),
        () => late.recalls.history.refund(late.order(5), late.order(5).portions[0] ?? '', 200n),
        () => late.recalls.history.settle(late.order(7), [900n, 40n]),
        () => late.recalls.history.cancel(late.order(8)),
      ];
      for (const one of happens) await one();
      const streams = [0, 1, 5, 7, 8].map((index) => `order:${late.order(index).id}`);
      const counting = streams.map((stream) =>
        late.app.nest.get(Reactions).catchUp({ reaction: 'count-order-events', stream }),
      );
      // Beside two workers of which each takes a slice at a time.
      const workers = [1, 2].map(async () => {
        for (let turn = 0; turn < 3; turn += 1) await late.slice();
      });
      await Promise.all([...counting, ...workers]);
      await late.app.settle();
      expect(await late.progress()).toMatchObject({ pending: 0 });
      expect(await late.breaks()).toEqual([]);
      outcomes.push(await late.entries());
    }
    const [inOne, ...inSlices] = outcomes;
    expect(inOne).toHaveLength(2 * 8 + 3);
    for (const outcome of inSlices) expect(outcome).toEqual(inOne);
  });
});
