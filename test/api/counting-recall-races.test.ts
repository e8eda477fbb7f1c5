import { Reactions } from '../../src/platform/index';
import { orderStream } from '../../src/procurement/index';
import { makeAgreement } from '../support/agreements';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { makeGoods } from '../support/goods';
import type { WrittenOrder } from '../support/order-events';
import { PLACES, addOrganization, makePeople, type People, type Person } from '../support/people';
import { Recalls } from '../support/recalls';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a recall beside whatever else happens to the same portion', () => {
  let app: TestApp;
  let people: People;
  let recalls: Recalls;

  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    recalls = new Recalls(app, people);
    await makeAgreement(app, {
      leaves: [{ east: PLACES.eastCounty, west: PLACES.westCounty, fen: 50_000_000n }],
    });
    await app.settle();
  });
  afterAll(() => app.close());

  const countOrder = (order: WrittenOrder) =>
    app.nest.get(Reactions).catchUp({ reaction: 'count-order-events', stream: orderStream(order.id) });
  const countRecall = (lotId: string) =>
    app.nest.get(Reactions).catchUp({ reaction: 'reverse-recalled-lots', stream: `lot:${lotId}` });
  const entriesOf = (order: WrittenOrder) =>
    app.database.query(
      'SELECT kind, attempt, amount_fen AS fen, reason FROM counting_entries WHERE order_id = $1 ORDER BY position',
      [order.id],
    );
  /** Holds `judging` back after it has found nothing against the lot and before it writes; then the lot is recalled. */
  const recalledWhile = async (lotId: string, judging: () => Promise<unknown>) => {
    const started: Promise<unknown>[] = [];
    await app.transactions.run(async (tx) => {
      await tx.query('LOCK TABLE counting_entries IN SHARE MODE');
      started.push(judging());
      await pause(400);
      await recalls.recall(lotId);
      started.push(countRecall(lotId));
      await pause(400);
    });
    await Promise.all(started);
  };
  const asks = async (verb: string, person: Person, input: object) => {
    const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const answer = await app.graphql<Record<string, { reattribution: { id: string; version: number } }>>(
      `mutation ($input: ${type}!) { ${verb}(input: $input) { reattribution { id version } refusals { code } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: person.token },
    );
    expect(answer.data[verb]).toMatchObject({ refusals: [] });
    return answer.data[verb]?.reattribution;
  };

  it('takes back once when a refund races', async () => {
    for (let round = 0; round < 5; round += 1) {
      const goods = await makeGoods(app, people);
      const order = await recalls.settled([goods], [10_000n]);
      const portion = order.portions[0] ?? '';
      await Promise.all([recalls.history.refund(order, portion, 4_000n), recalls.recall(goods.lotId)]);
      const both = [() => countOrder(order), () => countRecall(goods.lotId)];
      const counting = round % 2 === 0 ? both : both.toReversed();
      await Promise.all([...counting, ...counting].map((count) => count()));
      await app.settle();
      const back = (await entriesOf(order)).slice(3) as { fen: bigint }[];
      expect(back.reduce((sum, { fen }) => sum + fen, 0n)).toBe(-10_000n);
    }
  });

  it('leaves no hole for a settlement being judged in the same moment', async () => {
    const goods = await makeGoods(app, people);
    const order = await recalls.place([goods], [5_000n]);
    await recalls.history.settle(order, [5_000n]);
    await recalledWhile(goods.lotId, () => countOrder(order));
    expect(await entriesOf(order)).toEqual([
      { kind: 'CONFIRMED', attempt: 1, fen: 5_000n, reason: null },
      { kind: 'REVERSAL', attempt: 1, fen: -5_000n, reason: 'RECALL' },
    ]);
  });

  it('leaves no hole for a change of attribution in the same moment', async () => {
    const goods = await makeGoods(app, people);
    const order = await recalls.place([goods], [6_000n]);
    await recalls.history.settle(order, [6_000n]);
    await app.settle();
    const toUnitId = await app.transactions.run((tx) =>
      addOrganization(tx, {
        kind: 'ENTERPRISE',
        regionCode: '330203',
        side: 'EAST',
        parentId: people.buyer.id,
      }),
    );
    const { clerk, approver } = people.buyer;
    const wish = await asks('proposeReattribution', clerk, {
      orderId: order.id,
      toUnitId,
      reason: '示例：归属填错',
    });
    const confirmed = { reattributionId: wish?.id, expectedVersion: wish?.version };
    await recalledWhile(goods.lotId, () => asks('confirmReattribution', approver, confirmed));
    expect(await entriesOf(order)).toEqual([
      { kind: 'CONFIRMED', attempt: 1, fen: 6_000n, reason: null },
      { kind: 'REVERSAL', attempt: 1, fen: -6_000n, reason: 'REATTRIBUTION' },
      { kind: 'CONFIRMED', attempt: 2, fen: 6_000n, reason: null },
      { kind: 'REVERSAL', attempt: 2, fen: -6_000n, reason: 'RECALL' },
    ]);
  });
});
