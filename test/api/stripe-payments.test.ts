import { breaksOf, money } from '../support/money';
import { OnlinePayments } from '../support/online-payments';

const INTENTS = '/v1/payment_intents';

describe('payments online', () => {
  let online: OnlinePayments;
  beforeAll(async () => {
    online = await OnlinePayments.start();
  });
  afterEach(async () => {
    online.controls.troubleAll({});
    Object.assign(online.controls.webhooks.travel, { lose: false, copies: 1, hold: false });
    Object.assign(online.controls.terms, { settlement: null, walletRefundsAtOnce: true });
    expect(await breaksOf(online.app)).toEqual([]);
  });
  afterAll(() => online.close());

  it('ten clicks and twenty copies of every event are one payment', async () => {
    online.controls.webhooks.travel.copies = 20;
    const order = await online.order(100_000n);
    const before = online.asked(INTENTS);
    const clicks = await Promise.all(Array.from({ length: 10 }, () => online.begin(order)));
    expect(new Set(clicks.map(({ onlinePayment }) => onlinePayment?.id)).size).toBe(1);
    await online.work();
    const [shown] = await online.list(order);
    expect(shown).toMatchObject({ state: 'PENDING', amount: { amount: '1000.00' } });
    expect(shown?.clientSecret).toMatch(/^pi_standin\w+_secret_/);
    const [watched] = await online.list(order, 'finance');
    expect(watched).toMatchObject({ id: shown?.id, clientSecret: null });
    const id = await online.providerId(shown?.id ?? '');
    online.controls.customerChooses(id, 'pm_card_visa');
    await online.arrived();
    expect(online.asked(INTENTS) - before).toBe(1);
    expect(await online.position(order)).toMatchObject({ receivedFen: 100_000n, heldFen: 100_000n });
    expect(await online.list(order)).toMatchObject([{ state: 'SUCCEEDED', clientSecret: null }]);
    const waiting = await online.rows(`SELECT id FROM stripe_events WHERE state <> 'DONE'`);
    expect(waiting).toEqual([]);
  });

  it.each(['alipay', 'wechat_pay'] as const)(
    '%s pays, and several payments make up one order',
    async (way) => {
      const order = await online.order(30_000n);
      const first = await online.opened(order, { amount: money('100.00') });
      const second = await online.opened(order, { amount: money('200.00') });
      const more = await online.begin(order, { amount: money('0.01') });
      expect(more.refusals).toMatchObject([{ code: 'PAYMENT_UNDER_WAY' }]);
      for (const id of [first, second]) {
        online.controls.customerChooses(id, way);
        online.controls.customerActs(id);
      }
      await online.arrived();
      expect(await online.position(order)).toMatchObject({ heldFen: 30_000n, outstandingFen: 0n });
      expect((await online.begin(order)).refusals).toMatchObject([{ code: 'NOTHING_DUE' }]);
    },
  );

  it('a declined card can be followed by another, and more than is due cannot be asked for', async () => {
    const order = await online.order(5_000n);
    expect((await online.begin(order, { amount: money('50.01') })).refusals).toMatchObject([
      { code: 'MORE_THAN_PAYABLE' },
    ]);
    const id = await online.opened(order);
    online.controls.customerChooses(id, 'pm_card_visa_chargeDeclined');
    await online.arrived();
    expect(await online.list(order)).toMatchObject([{ state: 'PENDING' }]);
    online.controls.customerChooses(id, 'pm_card_visa');
    await online.arrived();
    expect(await online.position(order)).toMatchObject({ heldFen: 5_000n });
  });

  it('events in any order, held back and then replayed, come to the same', async () => {
    const { webhooks } = online.controls;
    webhooks.travel.hold = true;
    const order = await online.order(7_000n);
    const id = await online.opened(order);
    online.controls.customerChooses(id, 'pm_card_visa');
    await online.work();
    expect(await online.position(order)).toMatchObject({ receivedFen: 0n });
    webhooks.release((held) => [...held].reverse().concat(held));
    await online.arrived();
    expect(await online.position(order)).toMatchObject({ receivedFen: 7_000n });
  });

  it.each([
    ['409 before', { status: 409, when: 'before' }],
    ['429', { status: 429, when: 'before' }],
    ['500 before it is done', { status: 500, when: 'before' }],
    ['500 after it is done', { status: 500, when: 'after' }],
    ['a connection that breaks after it is done', { cutOff: true }],
  ] as const)('%s makes one payment and one refund all the same', async (_, trouble) => {
    const order = await online.order(9_000n);
    online.controls.troubleNext(trouble, trouble);
    const id = await online.opened(order);
    const providerId = id === '' ? await online.again(order) : id;
    online.controls.customerChooses(providerId, 'pm_card_visa');
    await online.arrived();
    await online.refund(order, 4_000n);
    online.controls.troubleNext(trouble, trouble);
    await online.arrived();
    for (let times = 0; times < 3; times += 1) await online.later(0);
    await online.arrived();
    expect(await online.position(order)).toMatchObject({
      receivedFen: 9_000n,
      heldFen: 5_000n,
      refundDueFen: 0n,
      refundedFen: 4_000n,
    });
    const charges = await online.sdk.charges.list({ payment_intent: providerId });
    expect(charges.data.map((one) => [one.amount, one.amount_refunded])).toEqual([[9_000, 4_000]]);
  });

  it('of the same amount begins anew only when the cancelled one has ended', async () => {
    const order = await online.order(30_000n);
    const said = { amount: { amount: '100.00', currency: 'CNY' } };
    await online.opened(order, said);
    const [shown] = await online.list(order);
    if (!shown) throw new Error('no payment');
    expect((await online.cancel(shown)).refusals).toEqual([]);
    expect((await online.begin(order, said)).refusals).toMatchObject([{ code: 'PAYMENT_UNDER_WAY' }]);
    await online.arrived();
    expect((await online.begin(order, said)).refusals).toEqual([]);
    await online.arrived();
  });

  it('is cancelled at the provider when the buyer, another payment or a day makes it unwanted', async () => {
    const order = await online.order(10_000n);
    const id = await online.opened(order);
    const [shown] = await online.list(order);
    await online.cancel(shown ?? Object.assign({}, { id: '', version: 1 } as never));
    await online.arrived();
    expect((await online.sdk.paymentIntents.retrieve(id)).status).toBe('canceled');
    expect(await online.list(order)).toMatchObject([{ state: 'EXPIRED', clientSecret: null }]);
    const next = await online.opened(order);
    expect(next).not.toBe(id);
    await online.later(25);
    expect((await online.sdk.paymentIntents.retrieve(next)).status).toBe('canceled');
  });

  it('metadata that name another order say nothing, nor does an object that is not ours', async () => {
    const [order, other] = [await online.order(2_000n), await online.order(2_000n)];
    const id = await online.opened(order);
    await online.opened(other);
    const [theirs] = await online.list(other);
    await online.sdk.paymentIntents.update(id, {
      metadata: { intent: theirs?.id ?? '', orderId: other.subject.id },
    });
    online.controls.customerChooses(id, 'pm_card_visa');
    const foreign = await online.sdk.paymentIntents.create({
      amount: 500,
      currency: 'usd',
      metadata: { intent: theirs?.id ?? '' },
    });
    await online.arrived();
    expect(await online.position(order)).toMatchObject({ heldFen: 2_000n });
    expect(await online.position(other)).toMatchObject({ receivedFen: 0n });
    const ignored = await online.rows(
      `SELECT DISTINCT ignored_because FROM stripe_events WHERE object_id = $1`,
      [foreign.id],
    );
    expect(ignored).toEqual([{ ignored_because: 'UNKNOWN_OBJECT' }]);
  });
});
