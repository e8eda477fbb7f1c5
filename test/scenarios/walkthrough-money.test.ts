import { Narrator } from '../../src/demo/walkthrough/narrator';
import { payInParts } from '../../src/demo/walkthrough/pay-in-parts';
import { Walk } from '../../src/demo/walkthrough/walk';
import { Worker } from '../../src/platform/index';
import { makeAgreement } from '../support/agreements';
import { makeGoods } from '../support/goods';
import { breaksOf } from '../support/money';
import { OnlinePayments } from '../support/online-payments';
import { nextMonth, payoutAccount, settledOrder } from '../support/payouts';
import { PLACES } from '../support/people';
import { walkersAmong } from '../support/walkers';

describe('the walk-through’s order paid in parts', () => {
  let online: OnlinePayments;
  beforeAll(async () => {
    online = await OnlinePayments.start();
    const { app, people } = online;
    const leaf = { east: PLACES.eastCounty, west: PLACES.westCounty, fen: 90_000_000n };
    await makeAgreement(app, { leaves: [leaf] });
    await makeGoods(app, people, {
      freight: { kind: 'PER_KG', fen: 35n },
      packSizeBase: 10_000n,
      inBase: 90_000_000n,
    });
    await payoutAccount(app, people.supplier);
    await app.settle();
    await app.nest.get(Worker).start();
  });
  afterAll(() => online.close());

  const walk = async (language: 'zh' | 'en') => {
    const { app, people } = online;
    const lines: string[] = [];
    const narrator = new Narrator((line) => lines.push(line), language);
    const walkers = walkersAmong(people, people.otherSupplier);
    const pass = async (milliseconds: number) => app.clock.advance(milliseconds);
    await payInParts(new Walk(`${app.url}/graphql`, language, walkers, app.clock, narrator, pass));
    expect([narrator.differences, lines.filter((line) => line.includes('✗'))]).toEqual([0, []]);
    return lines.join('\n');
  };

  it('is walked to the fen, its deposit by card at the stand-in, twice on one day', async () => {
    expect(await walk('zh')).toContain('本期结算单，截至此刻');
    expect(await walk('en')).toContain('gone back of it');
    const paid = await online.rows(`SELECT state FROM stripe_intents`);
    expect(paid).toEqual([{ state: 'SUCCEEDED' }, { state: 'SUCCEEDED' }]);
    const lines = await online.rows(`SELECT count(*)::int AS n FROM bank_lines`);
    expect(lines).toEqual([{ n: 2 }]);
  });

  it('pays the cooperative for its order the same day, and first what waits of the month before', async () => {
    const states = () => online.rows('SELECT state FROM payout_statements');
    expect(await states()).toEqual(Array.from({ length: 2 }, () => ({ state: 'RECONCILED' })));
    await settledOrder(online.app, online.people, online.people.supplier.id, 10_000n);
    await nextMonth(online.app);
    expect(await walk('en')).toContain('an earlier one is finished first');
    expect(await states()).toEqual(Array.from({ length: 4 }, () => ({ state: 'RECONCILED' })));
  });

  it('leaves balanced books and nothing to reconcile', async () => {
    await online.app.settle();
    expect(await breaksOf(online.app)).toEqual([]);
  });
});
