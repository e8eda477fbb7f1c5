import { StripeClient } from '../../src/stripe/storage/stripe-client';
import { dueAgain, failedJobs } from '../support/failed-jobs';
import { breaksOf } from '../support/money';
import { OnlinePayments } from '../support/online-payments';

describe('a worker without settings for Stripe', () => {
  let online: OnlinePayments;
  beforeAll(async () => {
    online = await OnlinePayments.start();
  });
  afterAll(() => online.close());

  /** The same process, as if it had been started without them. */
  const without = async (work: () => Promise<void>) => {
    const client = online.app.nest.get(StripeClient, { strict: false });
    const { settings } = client;
    Object.assign(client, { settings: null });
    try {
      await work();
    } finally {
      Object.assign(client, { settings });
    }
  };
  /** A worker that has them comes by; nobody looks for what was left. */
  const taken = async () => {
    await dueAgain(online.app.database);
    await online.work();
  };

  it('leaves what is to be asked of Stripe to one that has them: payments, events and refunds', async () => {
    const order = await online.order(10_000n);
    const { onlinePayment } = await online.begin(order);
    await without(() => online.work());
    expect((await failedJobs(online.app.database)).map(({ error }) => error)).toEqual([
      expect.stringContaining('StripeSwitchedOff'),
    ]);
    expect(await online.list(order)).toMatchObject([{ state: 'CREATED' }]);
    await taken();
    const id = await online.providerId(onlinePayment?.id ?? '');
    expect(await online.list(order)).toMatchObject([{ state: 'PENDING' }]);
    online.controls.customerChooses(id, 'pm_card_visa');
    await online.controls.webhooks.settled();
    await without(() => online.work());
    expect(await online.position(order)).toMatchObject({ receivedFen: 0n });
    await taken();
    expect(await online.position(order)).toMatchObject({ receivedFen: 10_000n });
    await online.refund(order, 4_000n);
    await without(() => online.work());
    expect(await online.position(order)).toMatchObject({ refundDueFen: 4_000n });
    await taken();
    expect(await online.position(order)).toMatchObject({ refundDueFen: 0n, refundedFen: 4_000n });
    await online.later();
    expect(await failedJobs(online.app.database)).toEqual([]);
    expect(await breaksOf(online.app)).toEqual([]);
  });
});
