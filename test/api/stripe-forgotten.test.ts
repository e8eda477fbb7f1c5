import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { breaksOf } from '../support/money';
import { OnlinePayments } from '../support/online-payments';

describe('a stand-in for Stripe that was restarted', () => {
  let online: OnlinePayments;
  const folder = mkdtempSync(path.join(tmpdir(), 'xieshou-stand-in-'));
  const kept = path.join(folder, 'books.json');
  beforeAll(async () => {
    online = await OnlinePayments.start({}, kept);
  });
  afterEach(async () => {
    expect(await breaksOf(online.app)).toEqual([]);
  });
  afterAll(async () => {
    await online.close();
    rmSync(folder, { recursive: true });
  });

  it('refunds what was paid before, and an open payment is paid on the page the buyer was shown', async () => {
    const paid = await online.order(20_000n);
    await online.paid(paid);
    const open = await online.order(7_000n);
    await online.opened(open);
    await online.restartStandIn(kept);
    await online.refund(paid, 5_000n);
    await online.arrived();
    const refunds = await online.rows('SELECT state, fen FROM stripe_refunds');
    expect(refunds).toEqual([{ state: 'SUCCEEDED', fen: 5_000n }]);
    const [shown] = await online.list(open);
    const [watched] = await online.list(open, 'finance');
    expect(watched?.standInPage).toBeNull();
    const page = new URL(shown?.standInPage ?? '');
    const asked = { method: 'POST', body: new URLSearchParams({ choice: 'pm_card_visa' }) };
    expect(await (await fetch(page, asked)).text()).toContain('No money moves here');
    await online.arrived();
    expect(await online.position(open)).toMatchObject({ heldFen: 7_000n, outstandingFen: 0n });
    expect((await online.list(open))[0]).toMatchObject({ state: 'SUCCEEDED', standInPage: null });
  });

  it('remembers nothing where its file is half a one; what it has forgotten ends, and can be paid anew', async () => {
    const order = await online.order(9_000n);
    await online.opened(order);
    const half = path.join(folder, 'half.json');
    writeFileSync(half, readFileSync(kept, 'utf8').slice(0, 100));
    await online.restartStandIn(half);
    expect((await online.begin(order)).onlinePayment?.state).toBe('PENDING');
    await online.later();
    expect(await online.list(order)).toMatchObject([{ state: 'EXPIRED', failureCode: 'forgotten' }]);
    await online.paid(order);
    expect(await online.position(order)).toMatchObject({ heldFen: 9_000n, outstandingFen: 0n });
  });

  it('says everywhere that it only plays', async () => {
    const ready = await fetch(`${online.app.url}/health/ready`);
    expect(await ready.json()).toEqual({ status: 'ready', payments: 'stand-in' });
    const health = await fetch(`http://127.0.0.1:${online.standIn.port}/stand-in/health`);
    expect(await health.json()).toEqual({ status: 'live', standIn: 'Stripe' });
  });
});
