import { ConnectDeskOfTests } from '../support/connect-desk';
import { breaksOf } from '../support/money';
import { payoutAccount } from '../support/payouts';

describe('suppliers with accounts of their own at Stripe', () => {
  let desk: ConnectDeskOfTests;
  beforeAll(async () => {
    desk = await ConnectDeskOfTests.start();
  });
  afterEach(async () => {
    desk.online.controls.troubleAll({});
    Object.assign(desk.online.controls.webhooks.travel, { lose: false, copies: 1, hold: false });
    Object.assign(desk.online.controls.terms, { settlement: null });
    await desk.online.later();
    await desk.online.later();
    expect(await breaksOf(desk.app)).toEqual([]);
  });
  afterAll(() => desk.online.close());

  const transfers = async (account: string) =>
    (await desk.online.sdk.transfers.list({ destination: account })).data;
  describe('the account', () => {
    it('is opened by two members and is what Stripe says it is', async () => {
      const supplier = await desk.newSupplier();
      const { account } = await desk.mutate(supplier.member, 'proposeConnectAccount');
      expect(account).toMatchObject({ state: 'PROPOSED', onboardingUrl: null });
      expect((await desk.mutate(supplier.second, 'proposeConnectAccount')).refusals).toEqual([
        { code: 'CONNECT_ACCOUNT_THERE' },
      ]);
      const said = { accountId: account?.id, expectedVersion: 1, confirm: true };
      expect((await desk.mutate(supplier.member, 'decideConnectAccount', said)).refusals).toEqual([
        { code: 'FOUR_EYES' },
      ]);
      const { account: confirmed } = await desk.mutate(supplier.second, 'decideConnectAccount', said);
      expect(confirmed?.state).toBe('PENDING');
      await desk.online.work();
      const providerId = await desk.providerId(supplier);
      expect(desk.online.controls.account(providerId)).toMatchObject({
        country: 'HK',
        settings: { payouts: { schedule: { interval: 'manual' } } },
      });
      const [row] = await desk.online.rows<{ version: number }>(
        'SELECT version FROM stripe_accounts WHERE supplier_id = $1',
        [supplier.id],
      );
      const asked = { accountId: account?.id, expectedVersion: row?.version };
      expect((await desk.mutate(supplier.member, 'askConnectOnboarding', asked)).refusals).toEqual([]);
      await desk.online.work();
      const shown = await desk.account(supplier, supplier.member);
      expect(shown?.onboardingUrl).toContain(`/stand-in/onboard/${providerId}`);
      expect((await desk.account(supplier, supplier.second))?.onboardingUrl).toBeNull();
      expect((await desk.account(supplier, desk.online.people.finance))?.onboardingUrl).toBeNull();
      desk.online.controls.onboard(providerId, 'complete');
      expect((await desk.account(supplier, supplier.member))?.state).toBe('PENDING');
      await desk.online.arrived();
      expect((await desk.account(supplier, supplier.member))?.state).toBe('ACTIVE');
      desk.online.controls.onboard(providerId, 'incomplete');
      await desk.online.arrived();
      expect((await desk.account(supplier, supplier.member))?.state).toBe('RESTRICTED');
      desk.online.controls.onboard(providerId, 'rejected');
      await desk.online.arrived();
      expect((await desk.account(supplier, supplier.member))?.state).toBe('DISABLED');
    });

    it('rests where money went another way before, and once, however often Stripe breaks down', async () => {
      const supplier = await desk.newSupplier();
      await payoutAccount(desk.app, supplier);
      desk.online.controls.troubleNext({ status: 500, when: 'after' }, { status: 500, when: 'after' });
      await desk.opened(supplier);
      for (let times = 0; times < 3; times += 1) await desk.online.later(0);
      const all = await desk.online.sdk.accounts.list({ limit: 100 });
      const ours = all.data.filter(({ metadata }) => metadata?.['account'] !== undefined);
      expect(new Set(ours.map(({ metadata }) => metadata?.['account'])).size).toBe(ours.length);
      desk.online.controls.onboard(await desk.providerId(supplier), 'complete');
      await desk.online.arrived();
      const shown = await desk.account(supplier, supplier.member);
      expect(shown?.state).toBe('ACTIVE');
      expect(String(shown?.payableFrom) > desk.app.clock.now().toISOString().slice(0, 10)).toBe(true);
    });
  });

  describe('the bank it pays to', () => {
    const today = () => desk.app.clock.now().toISOString().slice(0, 10);
    const told = (supplier: { id: string }) =>
      desk.online.rows<{ kind: string }>(
        `SELECT kind FROM notices WHERE organization_id = $1 AND kind = 'CONNECT_BANK_CHANGED'`,
        [supplier.id],
      );

    it('is changed under the eyes of all, and nothing is paid to it before it has rested', async () => {
      const supplier = await desk.connected();
      const before = await desk.account(supplier, supplier.member);
      expect(String(before?.payableFrom) <= today()).toBe(true);
      desk.online.controls.onboard(supplier.account, 'complete'); // told once more, with nothing new
      await desk.online.arrived();
      expect(await told(supplier)).toEqual([]);
      desk.online.controls.changeBank(supplier.account);
      await desk.online.arrived();
      const after = await desk.account(supplier, supplier.member);
      expect(after?.state).toBe('ACTIVE');
      expect(String(after?.payableFrom) > today()).toBe(true);
      expect(await told(supplier)).not.toEqual([]);
      const subject = [before?.id, 'CHECK_CONNECT_ACCOUNT'];
      expect(
        await desk.online.rows('SELECT FROM tasks WHERE subject_id = $1 AND kind = $2', subject),
      ).not.toEqual([]);
      const handled = await desk.online.rows<{ state: string }>(
        `SELECT DISTINCT state FROM stripe_events WHERE object_kind = 'bank_account'`,
      );
      expect(handled.map(({ state }) => state)).toEqual(['DONE']);
    });

    it('is looked at before money leaves, where every event of it was lost', async () => {
      const supplier = await desk.connected();
      const order = await desk.settled(supplier, 10_000n);
      await desk.refund(order, 1_000n);
      await desk.online.arrived();
      await desk.approved(supplier);
      Object.assign(desk.online.controls.webhooks.travel, { lose: true });
      desk.online.controls.changeBank(supplier.account);
      await desk.online.arrived();
      expect(await desk.payoutsOf(supplier.account)).toEqual([]);
      expect(await told(supplier)).not.toEqual([]);
      expect(await desk.statementAnswer('retryConnectPayout', supplier)).toEqual([
        'CONNECT_ACCOUNT_NOT_READY',
      ]);
      await desk.online.later(9 * 24);
      expect(await desk.statementAnswer('retryConnectPayout', supplier)).toEqual([]);
      await desk.online.later();
      expect((await desk.payoutsOf(supplier.account)).map(({ amount }) => amount)).toEqual([9_000]);
    });
  });

  describe('money', () => {
    it('goes there when an order is settled, once, and its fee stays to be paid by bank', async () => {
      const supplier = await desk.connected();
      desk.online.controls.webhooks.travel.copies = 3;
      const order = await desk.settled(supplier, 10_000n);
      const [transfer, ...more] = await transfers(supplier.account);
      expect(more).toEqual([]);
      expect(transfer).toMatchObject({ amount: 9_710, transfer_group: `order:${order.subject.id}` });
      expect(await desk.lying(supplier)).toBe(9_710n);
      expect(await desk.position(order)).toMatchObject({ payableFen: 10_000n });
    });

    it.each([
      ['409', { status: 409 }],
      ['429', { status: 429 }],
      ['500 before', { status: 500, when: 'before' }],
      ['500 after', { status: 500, when: 'after' }],
      ['a cut line', { cutOff: true }],
    ] as const)('goes there once through %s', async (_, trouble) => {
      const supplier = await desk.connected();
      const placed = await desk.settledUnder(supplier, 20_000n, trouble);
      for (let times = 0; times < 3; times += 1) await desk.online.later(0);
      expect((await transfers(supplier.account)).map(({ amount }) => amount)).toEqual([19_420]);
      expect(await desk.lying(supplier)).toBe(19_420n);
      expect(await desk.position(placed)).toMatchObject({ payableFen: 20_000n });
    });

    it('settled in another currency stays, and is paid by bank', async () => {
      const supplier = await desk.connected();
      Object.assign(desk.online.controls.terms, { settlement: { currency: 'hkd', ratePpm: 1_080_000 } });
      await desk.settled(supplier, 10_000n);
      expect(await transfers(supplier.account)).toEqual([]);
      expect(await desk.lying(supplier)).toBe(0n);
    });

    it('comes back before a refund of it leaves', async () => {
      const supplier = await desk.connected();
      const order = await desk.settled(supplier, 10_000n);
      await desk.refund(order, 3_000n);
      await desk.online.arrived();
      const asked = desk.online.controls.requests.filter(({ method }) => method === 'POST').slice(-2);
      expect(asked.map(({ url }) => url.replace(/tr_\w+/, 'tr'))).toEqual([
        '/v1/transfers/tr/reversals',
        '/v1/refunds',
      ]);
      expect((await transfers(supplier.account))[0]).toMatchObject({ amount_reversed: 2_710 });
      expect(await desk.there(supplier.account)).toBe(7_000n);
      expect(await desk.lying(supplier)).toBe(7_000n);
      expect(await desk.position(order)).toMatchObject({ payableFen: 7_000n, refundedFen: 3_000n });
    });

    it('comes back when its payer’s bank disputes it, and stays with the platform when that is won', async () => {
      const supplier = await desk.connected();
      const order = await desk.settled(supplier, 10_000n);
      const [transfer] = await transfers(supplier.account);
      const charge = transfer?.source_transaction;
      const dispute = desk.online.controls.dispute(typeof charge === 'string' ? charge : '', 10_000);
      await desk.online.arrived();
      expect(await desk.lying(supplier)).toBe(0n);
      desk.online.controls.decideDispute(dispute, true);
      await desk.online.arrived();
      expect(await desk.position(order)).toMatchObject({ payableFen: 10_000n, disputedFen: 0n });
      expect(await desk.there(supplier.account)).toBe(0n);
    });

    it('a refund that meets the transfer on its way waits for it, and leaves nothing too much there', async () => {
      const supplier = await desk.connected();
      const order = await desk.paidOnly(supplier, 10_000n);
      await desk.settle(supplier, order, 10_000n);
      await desk.refund(order, 4_000n);
      await desk.online.arrived();
      await desk.online.later(0);
      expect(await desk.there(supplier.account)).toBe(await desk.lying(supplier));
      expect(await desk.lying(supplier)).toBeLessThanOrEqual(6_000n);
      expect(await desk.position(order)).toMatchObject({ payableFen: 6_000n, refundedFen: 4_000n });
    });
  });

  it('events of an account nobody here has are written down and do nothing', async () => {
    const stranger = await desk.online.sdk.accounts.create({
      type: 'express',
      country: 'HK',
      capabilities: { transfers: { requested: true } },
    });
    desk.online.controls.onboard(stranger.id, 'complete');
    await desk.online.arrived();
    const events = await desk.online.rows<{ state: string; ignored_because: string }>(
      'SELECT state, ignored_because FROM stripe_events WHERE account = $1',
      [stranger.id],
    );
    expect(events).toEqual([{ state: 'IGNORED', ignored_because: 'OTHER_ACCOUNT' }]);
  });

  it('what an account pays out that nobody here asked for is a break', async () => {
    const supplier = await desk.connected();
    await desk.settled(supplier, 10_000n);
    await desk.online.sdk.payouts.create({ amount: 5, currency: 'cny' }, { stripeAccount: supplier.account });
    await desk.online.arrived();
    const breaks = await breaksOf(desk.app);
    expect(breaks.join()).toContain('nothing by our rows');
    const sql = `DELETE FROM stripe_connected_rows WHERE account_id = (SELECT id FROM stripe_accounts WHERE provider_id = $1)`;
    await desk.app.database.query(
      `UPDATE stripe_accounts SET look_again_at = '2100-01-01' WHERE provider_id = $1`,
      [supplier.account],
    );
    await desk.app.database.query(sql, [supplier.account]);
  });
});
