import { breaksOf } from '../support/money';
import { OnlinePayments } from '../support/online-payments';

/** What reconcile says of money at the provider that is of nothing we asked for. */
const UNKNOWN = /is of nothing we asked for$/;

describe('what the provider shows otherwise than we asked for it', () => {
  let online: OnlinePayments;
  beforeAll(async () => {
    online = await OnlinePayments.start();
  });
  afterEach(() => {
    online.controls.terms.walletRefundsAtOnce = true;
    online.controls.webhooks.travel.hold = false;
  });
  afterAll(() => online.close());

  const books = () => online.controls.standIn.world.booksOf(null);
  /** New ones since the last time; people look into them. */
  const known = new Set<string>();
  const strange = async () => {
    const breaks = (await breaksOf(online.app)).filter((line) => !known.has(line));
    for (const line of breaks) known.add(line);
    return breaks;
  };

  it.each([
    ['less was paid', { amount_received: 6_999 }],
    ['it is of another amount', { amount: 6_999, amount_received: 6_999 }],
    ['it is in another currency', { currency: 'usd' }],
    ['it is of the other mode', { livemode: true }],
  ])('where %s nothing is credited, and people are told', async (_, said) => {
    const order = await online.order(7_000n);
    online.controls.webhooks.travel.hold = true;
    const id = await online.opened(order);
    online.controls.customerChooses(id, 'pm_card_visa');
    Object.assign(online.controls.intent(id), said);
    online.controls.webhooks.release();
    await online.arrived();
    expect(await online.list(order)).toMatchObject([{ state: 'DIFFERS', clientSecret: null }]);
    await online.later();
    expect(await online.position(order)).toMatchObject({ receivedFen: 0n, outstandingFen: 7_000n });
    const told = await strange();
    expect(told.filter((line) => UNKNOWN.test(line))).toHaveLength(1);
    expect(told.filter((line) => !UNKNOWN.test(line))).toEqual([]);
  });

  it('before it is paid nobody can pay it any more: it is cancelled at the provider', async () => {
    const order = await online.order(6_000n);
    const id = await online.opened(order);
    Object.assign(online.controls.intent(id), { amount: 5_999 });
    await online.later();
    expect(await online.list(order)).toMatchObject([{ state: 'DIFFERS', clientSecret: null }]);
    expect((await online.sdk.paymentIntents.retrieve(id)).status).toBe('canceled');
    const next = await online.opened(order);
    expect(next).not.toBe(id);
    Object.assign(online.controls.intent(next), { livemode: true });
    await online.later();
    expect((await online.sdk.paymentIntents.retrieve(next)).status).toBe('requires_payment_method');
    expect(await strange()).toEqual([]);
  });

  it('where it had not been heard of before its id is kept, and it is asked about the more seldom the longer', async () => {
    const order = await online.order(8_000n);
    online.controls.troubleNext({ status: 500, when: 'after' }, { status: 500, when: 'after' });
    await online.opened(order);
    const made = online.controls.newestIntents()[0];
    if (!made) throw new Error('nothing was made');
    online.controls.customerChooses(made.id, 'pm_card_visa');
    Object.assign(online.controls.intent(made.id), { currency: 'usd' });
    await online.later();
    expect(await online.list(order)).toMatchObject([{ state: 'DIFFERS' }]);
    expect(await online.rows('SELECT state FROM stripe_intents WHERE provider_id = $1', [made.id])).toEqual([
      { state: 'DIFFERS' },
    ]);
    expect((await strange()).filter((line) => UNKNOWN.test(line))).toHaveLength(1);
    await online.later(40 * 24);
    const { id: charge } = await online.charge(made.id);
    const asked = () =>
      online.controls.requests.filter(({ url }) => url.startsWith(`/v1/charges/${charge}`)).length;
    const before = asked();
    for (let times = 0; times < 3; times += 1) await online.later(1);
    expect(asked() - before).toBeLessThan(2);
  });

  it('where a refund is of another amount it is neither booked nor sent again', async () => {
    online.controls.terms.walletRefundsAtOnce = false;
    const order = await online.order(5_000n);
    const id = await online.opened(order);
    online.controls.customerChooses(id, 'alipay');
    online.controls.customerActs(id);
    await online.arrived();
    await online.refund(order, 2_000n);
    await online.arrived();
    const [refund] = (await online.sdk.refunds.list({ payment_intent: id })).data;
    const shown = books().refunds.get(refund?.id ?? '');
    Object.assign(shown ?? {}, { amount: 1_999 });
    online.controls.finishRefund(refund?.id ?? '');
    await online.arrived();
    const rows = () =>
      online.rows('SELECT state, failure_code FROM stripe_refunds WHERE provider_id = $1', [refund?.id]);
    expect(await rows()).toEqual([{ state: 'DIFFERS', failure_code: 'differs' }]);
    await online.later();
    await online.later();
    expect(await rows()).toEqual([{ state: 'DIFFERS', failure_code: 'differs' }]);
    expect(await online.position(order)).toMatchObject({
      heldFen: 3_000n,
      refundDueFen: 2_000n,
      refundedFen: 0n,
    });
    expect((await online.sdk.refunds.list({ payment_intent: id })).data).toHaveLength(1);
    expect((await strange()).filter((line) => UNKNOWN.test(line))).toHaveLength(1);
  });

  it('where somebody gave money back at the provider before we heard of the payment, people are told', async () => {
    const { webhooks } = online.controls;
    webhooks.travel.hold = true;
    const order = await online.order(4_000n);
    const id = await online.opened(order);
    online.controls.customerChooses(id, 'pm_card_visa');
    await online.sdk.refunds.create({ payment_intent: id, amount: 1_500 });
    webhooks.release((held) => held.toReversed());
    await online.arrived();
    await online.later();
    expect(await online.position(order)).toMatchObject({ receivedFen: 4_000n, heldFen: 4_000n });
    expect((await strange()).filter((line) => UNKNOWN.test(line))).toHaveLength(1);
  });
});
