import { Reactions } from '../../src/platform/index';
import { orderStream } from '../../src/procurement/index';
import { makeAgreement } from '../support/agreements';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods } from '../support/goods';
import { OrderHistory } from '../support/order-events';
import { PLACES, makePeople, type People } from '../support/people';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('counting beside an agreement that comes into force', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  it('misses no order that is being judged without it in the same moment', async () => {
    const history = new OrderHistory(app);
    const order = await history.place({
      buyerId: people.buyer.id,
      unitId: people.buyer.unitId,
      placedBy: people.buyer.clerk.id,
      goods: [await makeGoods(app, people)],
      fen: [5_000n],
      countyCode: PLACES.westCounty,
    });
    await history.settle(order, [5_000n]);
    const reactions = app.nest.get(Reactions);
    let judging: Promise<void> = Promise.resolve();
    let waking: Promise<void> = Promise.resolve();
    // Holds the judgement back after it has looked for an agreement and before it is written.
    await app.transactions.run(async (tx) => {
      await tx.query('LOCK TABLE counting_exclusions IN SHARE MODE');
      judging = reactions.catchUp({ reaction: 'count-order-events', stream: orderStream(order.id) });
      await pause(400);
      const agreementId = await makeAgreement(app);
      waking = reactions.catchUp({ reaction: 'count-waiting-portions', stream: `agreement:${agreementId}` });
      await pause(400);
    });
    await Promise.all([judging, waking]);
    const entries = await app.database.query(
      'SELECT kind, amount_fen AS fen FROM counting_entries WHERE order_id = $1',
      [order.id],
    );
    expect(entries).toEqual([{ kind: 'CONFIRMED', fen: 5_000n }]);
  });
});
