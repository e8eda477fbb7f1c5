import { AcceptByTime } from '../../src/procurement/reactions/accept-by-time';
import { KeepRecallClocks } from '../../src/aftersales/reactions/keep-recall-clocks';
import { RECALL_SLICE } from '../../src/aftersales/domain/recall.states';
import { Reconciliation } from '../../src/platform/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { caseVerbs } from '../support/cases';
import { makeGoods, type Goods } from '../support/goods';
import { accept, pay, playOrder, readOrder, send, type PlayedOrder } from '../support/orders';
import { makePeople, signInAgain, type People, type Person } from '../support/people';
import { Recalls } from '../support/recalls';

interface Recall {
  id: string;
  version: number;
  state: string;
  gathered: boolean;
  cases: number;
  buyers: number;
  open: { amount: string };
  refunded: { amount: string };
}
const FIELDS = 'id version state gathered cases buyers open { amount } refunded { amount }';

describe('a recall of a lot', () => {
  let app: TestApp;
  let people: People;
  let recalls: Recalls;
  let says: ReturnType<typeof caseVerbs>;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    recalls = new Recalls(app, people);
    says = caseVerbs(app);
  });
  afterAll(() => app.close());

  const lot = () => makeGoods(app, people, { inBase: 90_000_000n, ladder: [[1n, 5_000n]] });
  const bought = (goods: Goods, wish: object = {}): Promise<PlayedOrder> =>
    playOrder(app, people, goods, { kg: '100', ...wish });
  const decide = async (by: Person, operation: string, recall: Recall, more: object = {}) => {
    const answer = await app.graphql<
      Record<string, { lotRecall: Recall | null; refusals: { code: string }[] }>
    >(
      `mutation ($input: ${operation[0]?.toUpperCase()}${operation.slice(1)}Input!) { ${operation}(input: $input) {
         lotRecall { ${FIELDS} } refusals { code } } }`,
      {
        input: { idempotencyKey: freshKey(), recallId: recall.id, expectedVersion: recall.version, ...more },
      },
      { token: await signInAgain(app, by) },
    );
    const payload = answer.data?.[operation];
    if (answer.errors || !payload) throw new Error(JSON.stringify(answer.errors));
    return payload;
  };
  const recallOf = async (goods: Goods, by: Person = people.ops): Promise<Recall> => {
    const answer = await app.graphql<{ lotRecall: Recall }>(
      `query ($id: UUID!) { lotRecall(id: $id) { ${FIELDS} } }`,
      { id: goods.lotId },
      { token: await signInAgain(app, by) },
    );
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data.lotRecall;
  };
  const confirmed = async (goods: Goods) => {
    const proposed = await decide(people.ops, 'proposeRecallRefund', await recallOf(goods), {
      words: '示例',
    });
    if (!proposed.lotRecall) throw new Error(JSON.stringify(proposed.refusals));
    const alone = await decide(people.ops, 'confirmRecallRefund', proposed.lotRecall);
    expect(alone.refusals).toMatchObject([{ code: 'RECALL_FOUR_EYES' }]);
    const done = await decide(people.opsSecond, 'confirmRecallRefund', proposed.lotRecall);
    expect(done.refusals).toEqual([]);
    await app.settle();
  };
  const breaks = async () => {
    const found: string[] = [];
    await app.nest.get(Reconciliation).run((proof) => found.push(...proof.breaks));
    return found;
  };
  const refundedOf = async ({ id }: PlayedOrder, by: Person = people.buyer.clerk) =>
    (await readOrder(app, await signInAgain(app, by), id)).settlement?.lines[0]?.refunded.amount;

  it('gives every buyer what is left of his lot, by one decision of two people', async () => {
    const goods = await lot();
    const first = await bought(goods);
    const second = await bought(goods, { buyer: people.otherBuyer });
    const settlementLineId = first.settlement?.lines[0]?.id;
    const claim = await says.done(await signInAgain(app, people.buyer.clerk), 'openCase', {
      orderId: first.id,
      kind: 'QUALITY',
      words: '示例',
      lines: [{ settlementLineId, amount: { amount: '700.00' }, quantity: { value: '1', unit: 'kg' } }],
    });
    await recalls.recall(goods.lotId);
    await app.settle();
    expect(await recallOf(goods)).toMatchObject({
      state: 'OPEN',
      gathered: true,
      cases: 2,
      buyers: 2,
      open: { amount: '10000.00' },
    });
    const taken = await says.read(await signInAgain(app, people.buyer.clerk), claim.id);
    expect(taken).toMatchObject({ state: 'CLOSED', lines: [{ open: { amount: '0.00' } }] });
    await confirmed(goods);
    expect([await refundedOf(first), await refundedOf(second, people.otherBuyer.clerk)]).toEqual([
      '5000.00',
      '5000.00',
    ]);
    expect(await recallOf(goods, people.agri)).toMatchObject({
      state: 'CONFIRMED',
      refunded: { amount: '10000.00' },
    });
    await expect(recallOf(goods, people.otherAgri)).rejects.toThrow('NOT_FOUND');
    expect(await breaks()).toEqual([]);
  });

  it('freezes what is on its way: nobody accepts it, and time takes none of it', async () => {
    const goods = await lot();
    const order = await bought(goods, { until: 'DELIVERED' });
    await recalls.recall(goods.lotId);
    await app.settle();
    const shipment = order.shipments[0];
    const accepting = async (value: string) =>
      send(app, await signInAgain(app, people.buyer.clerk), 'acceptDelivery', {
        shipmentId: shipment?.id,
        expectedVersion: shipment?.version,
        lines: shipment?.lines.map(({ id }) => ({
          shipmentLineId: id,
          quantity: { value, unit: 'kg' },
          grade: '一级',
          varianceReason: 'OTHER',
        })),
      });
    expect((await accepting('100')).refusals).toMatchObject([{ code: 'RECALLED_NOT_ACCEPTED' }]);
    const told = await app.database.query(
      `SELECT organization_id AS id FROM notices WHERE kind = 'ORDER_LOT_RECALLED' AND subject_id = $1 ORDER BY 1`,
      [order.id],
    );
    expect(told).toEqual([people.buyer.id, people.supplier.id].sort().map((id) => ({ id })));
    for (let day = 0; day < 40; day += 1) {
      app.clock.advance(86_400_000);
      await app.nest.get(AcceptByTime).tick();
    }
    await app.settle();
    const ended = await readOrder(app, await signInAgain(app, people.buyer.clerk), order.id);
    expect(ended).toMatchObject({ state: 'REFUSED', settlement: null });
    expect(await breaks()).toEqual([]);
  });

  it('reminds whoever decides before its day, and asks their owner once it is late', async () => {
    const goods = await lot();
    await bought(goods);
    await recalls.recall(goods.lotId);
    await app.settle();
    const told = async () =>
      (
        await app.database.query<{ kind: string }>(
          `SELECT kind FROM notices WHERE subject_id = $1 AND subject_kind = 'LotRecall' ORDER BY at, kind`,
          [goods.lotId],
        )
      ).map(({ kind }) => kind);
    const tasks = async () =>
      (
        await app.database.query<{ kind: string }>(
          `SELECT kind FROM tasks WHERE subject_id = $1 AND subject_kind = 'LotRecall' AND closed_at IS NULL ORDER BY kind`,
          [goods.lotId],
        )
      ).map(({ kind }) => kind);
    const days = async (count: number) => {
      app.clock.advance(count * 86_400_000);
      for (let again = 0; again < 2; again += 1) await app.nest.get(KeepRecallClocks).tick();
    };
    await days(2); // of five; two before the end they are reminded
    expect(await told()).toEqual([]);
    await days(1);
    expect(await told()).toEqual(['RECALL_REMINDER']);
    await days(2); // its last day
    expect(await told()).toEqual(['RECALL_REMINDER']);
    await days(1);
    expect(await told()).toEqual(['RECALL_REMINDER', 'RECALL_LATE']);
    expect(await tasks()).toEqual(['CHASE_RECALL_REFUND', 'PROPOSE_RECALL_REFUND']);
    await confirmed(goods);
    await days(9);
    expect([await told(), await tasks()]).toEqual([['RECALL_REMINDER', 'RECALL_LATE'], []]);
    expect(await breaks()).toEqual([]);
  });

  it('holds what was not sent until a side cancels it, and its money goes back', async () => {
    const goods = await lot();
    const whole = await bought(goods, { until: 'PAID' });
    await recalls.recall(goods.lotId);
    await app.settle();
    const clerk = await signInAgain(app, people.buyer.clerk);
    const now = await readOrder(app, clerk, whole.id);
    const cancelled = await send(app, clerk, 'cancelOrder', {
      orderId: whole.id,
      expectedVersion: now.version,
      reason: 'NO_LONGER_NEEDED',
    });
    expect(cancelled).toMatchObject({ refusals: [], order: { state: 'CANCELLED_BY_BUYER' } });
    await app.settle();
    const [due] = await app.database.query(
      `SELECT sum(p.fen)::bigint AS fen FROM refund_payments p JOIN refunds f ON f.id = p.refund_id
         JOIN payment_requests q ON q.id = f.request_id WHERE q.subject_id = $1`,
      [whole.id],
    );
    expect(due).toEqual({ fen: 500_000n });
    expect(await breaks()).toEqual([]);
  });

  it('reaches an order that settles only after its decision', async () => {
    const goods = await lot();
    const early = await bought(goods);
    const wish = { until: 'DELIVERED', terms: 'POSTPAID', buyer: people.otherBuyer };
    const delivered = await bought(goods, wish);
    const late = await accept(app, await signInAgain(app, people.otherBuyer.clerk), delivered, '100');
    expect(late.state).toBe('AWAITING_PAYMENT');
    await recalls.recall(goods.lotId);
    await app.settle();
    expect(await recallOf(goods)).toMatchObject({ cases: 1, gathered: true });
    await confirmed(goods);
    expect(await refundedOf(early)).toBe('5000.00');
    await pay(app, people, late.id);
    await app.settle();
    expect(await refundedOf(late, people.otherBuyer.clerk)).toBe('5000.00');
    expect(await recallOf(goods)).toMatchObject({ cases: 2, refunded: { amount: '10000.00' } });
    expect(await breaks()).toEqual([]);
  });

  it('finds the orders of one lot in slices, more than one transaction takes', async () => {
    const goods = await lot();
    const copies = RECALL_SLICE + 10;
    for (let at = 0; at < copies; at += 1) {
      const order = await recalls.place([goods], [100n]);
      await recalls.history.settle(order, [100n]);
    }
    await app.settle();
    await recalls.recall(goods.lotId);
    await app.settle();
    expect(await recallOf(goods)).toMatchObject({ cases: copies, gathered: true });
    const [gathered] = await app.database.query<{ transactions: number }>(
      'SELECT count(DISTINCT xmin::text)::int AS transactions FROM aftersales_cases WHERE recall_id = $1',
      [goods.lotId],
    );
    expect(gathered).toEqual({ transactions: 2 });
  });
});
