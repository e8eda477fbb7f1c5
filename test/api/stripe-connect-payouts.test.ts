import { businessDateOf } from '../../src/platform/index';
import { bookStatement, marked } from '../support/bank-statements';
import { ConnectDeskOfTests } from '../support/connect-desk';
import { breaksOf } from '../support/money';
import { nextMonth, payoutAccount } from '../support/payouts';

describe('statements paid out of suppliers’ own accounts at Stripe', () => {
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

  const tasks = (kind: string) =>
    desk.online.rows(`SELECT id FROM tasks WHERE kind = $1 AND closed_at IS NULL`, [kind]);

  it('are paid by two ways, and reconciled when each has said so', async () => {
    const supplier = await desk.connected();
    await payoutAccount(desk.app, supplier);
    const order = await desk.settled(supplier, 10_000n);
    expect((await desk.approved(supplier)).state).toBe('APPROVED');
    await desk.online.arrived();
    const [payout] = await desk.payoutsOf(supplier.account);
    expect(payout).toMatchObject({ amount: 9_710, currency: 'cny', automatic: false });
    const made = await desk.payouts.makeFile();
    expect(made.file?.amount.amount).toBe('2.90');
    expect(await desk.statementAnswer('reopenPayoutStatement', supplier, { note: '示例' })).not.toEqual([]);
    const said = { bankReference: 'BY-TWO-WAYS', paidAt: desk.app.clock.now().toISOString() };
    expect(await desk.statementAnswer('confirmPayoutPaid', supplier, said)).toEqual([]);
    expect((await desk.statement(supplier)).state).toBe('PAID_OUT');
    expect(await desk.statementAnswer('failPayout', supplier, { note: '示例' })).toEqual([
      'CONNECT_PART_UNDER_WAY',
    ]);
    expect(await desk.statementAnswer('confirmPayoutPaid', supplier, said)).toEqual(['NOTHING_BY_BANK']);
    expect(await breaksOf(desk.app)).toEqual([]);
    desk.online.controls.finishPayout(payout?.id ?? '', true, supplier.account);
    await desk.online.arrived();
    expect((await desk.statement(supplier)).state).toBe('RECONCILED');
    expect(await desk.position(order)).toMatchObject({ payableFen: 0n, paidOutFen: 10_000n });
    expect(await desk.lying(supplier)).toBe(0n);
  });

  it('whose part by bank was said to have failed, and left, are not sent to the bank again', async () => {
    const supplier = await desk.connected();
    const account = await payoutAccount(desk.app, supplier);
    await desk.settled(supplier, 10_000n);
    await desk.approved(supplier);
    await desk.online.arrived();
    const [payout] = await desk.payoutsOf(supplier.account);
    await desk.payouts.makeFile();
    const { number } = await desk.statement(supplier);
    expect(await desk.statementAnswer('failPayout', supplier, { note: '示例' })).toEqual([]);
    expect((await desk.statement(supplier)).state).toBe('APPROVED');
    const day = businessDateOf(desk.app.clock.now());
    const left = [
      day.replaceAll('-', ''),
      '',
      '借',
      '2.90',
      '97.10',
      '示例户名',
      account,
      `结算款 ${number}`,
    ];
    const finance = { ...desk.online.people.finance, token: await desk.online.token('finance') };
    await bookStatement(desk.app, finance, marked([left], [day, day], ['100.00', '97.10']));
    expect((await desk.statement(supplier)).state).toBe('PAID_OUT');
    expect((await desk.payouts.makeFile()).refusals).toMatchObject([{ code: 'NOTHING_TO_TRANSFER' }]);
    expect(await breaksOf(desk.app)).toEqual([]);
    desk.online.controls.finishPayout(payout?.id ?? '', true, supplier.account);
    await desk.online.arrived();
    expect((await desk.statement(supplier)).state).toBe('RECONCILED');
  });

  it('wait for nobody else where all of it lies there; a failed payout is tried again, never twice', async () => {
    const supplier = await desk.connected();
    const order = await desk.settled(supplier, 10_000n);
    await desk.refund(order, 1_000n);
    await desk.online.arrived();
    expect(await desk.lying(supplier)).toBe(9_000n);
    expect((await desk.approved(supplier)).state).toBe('PAID_OUT');
    await desk.online.arrived();
    const [first] = await desk.payoutsOf(supplier.account);
    expect(first?.amount).toBe(9_000);
    expect(await desk.statementAnswer('retryConnectPayout', supplier)).toEqual(['CONNECT_PART_NOT_FAILED']);
    expect(await desk.statementAnswer('failPayout', supplier, { note: '示例' })).toEqual([
      'CONNECT_PART_UNDER_WAY',
    ]);
    desk.online.controls.finishPayout(first?.id ?? '', false, supplier.account);
    await desk.online.arrived();
    expect(await tasks('RETRY_CONNECT_PAYOUT')).toHaveLength(1);
    expect(await desk.statementAnswer('retryConnectPayout', supplier)).toEqual([]);
    await desk.online.arrived();
    const [second] = await desk.payoutsOf(supplier.account);
    expect(second).toMatchObject({ amount: 9_000, status: 'pending' });
    expect(second?.id).not.toBe(first?.id);
    desk.online.controls.finishPayout(second?.id ?? '', true, supplier.account);
    await desk.online.arrived();
    expect((await desk.statement(supplier)).state).toBe('RECONCILED');
    expect(await tasks('RETRY_CONNECT_PAYOUT')).toEqual([]);
  });

  it('that Stripe cannot pay are calculated anew, and paid by bank', async () => {
    const supplier = await desk.connected();
    const order = await desk.settled(supplier, 10_000n);
    await desk.refund(order, 1_000n);
    await desk.online.arrived();
    await desk.approved(supplier);
    await desk.online.arrived();
    const [first] = await desk.payoutsOf(supplier.account);
    desk.online.controls.finishPayout(first?.id ?? '', false, supplier.account);
    desk.online.controls.onboard(supplier.account, 'incomplete');
    await desk.online.arrived();
    expect(await desk.statementAnswer('retryConnectPayout', supplier)).toEqual(['CONNECT_ACCOUNT_NOT_READY']);
    expect(await desk.statementAnswer('failPayout', supplier, { note: '示例' })).toEqual([]);
    await payoutAccount(desk.app, supplier);
    expect((await desk.payouts.approved(supplier)).state).toBe('APPROVED');
    expect((await desk.payouts.makeFile()).file?.amount.amount).toBe('90.00');
    expect(await desk.payoutsOf(supplier.account)).toHaveLength(1);
  });

  it('are not approved while their money is on its way there: it would be paid twice', async () => {
    const supplier = await desk.newSupplier();
    const account = await desk.opened(supplier);
    desk.online.controls.onboard(account, 'complete');
    await desk.online.arrived();
    await payoutAccount(desk.app, supplier);
    const order = await desk.paidOnly(supplier, 10_000n);
    await desk.settle(supplier, order, 10_000n);
    // The question about the charge is answered, the transfer is not.
    desk.online.controls.troubleNext({}, ...Array.from({ length: 8 }, () => ({ status: 500 })));
    await desk.online.arrived();
    expect(
      await desk.online.rows(`SELECT state FROM stripe_transfers WHERE order_id = $1`, [order.subject.id]),
    ).toEqual([{ state: 'CREATED' }]);
    desk.online.controls.troubleAll({ status: 500 });
    await nextMonth(desk.app);
    await desk.payouts.calculate(await desk.statement(supplier));
    const { refusals } = await desk.payouts.approve(await desk.statement(supplier));
    expect(refusals).toMatchObject([{ code: 'CONNECT_TRANSFER_UNDER_WAY' }]);
    desk.online.controls.troubleAll({});
    for (let times = 0; times < 3; times += 1) await desk.online.later();
    expect(await desk.lying(supplier)).toBe(9_710n);
    const approved = await desk.payouts.approve(await desk.statement(supplier));
    expect(approved.refusals).toEqual([]);
    await desk.online.arrived();
    expect((await desk.payoutsOf(account)).map(({ amount }) => amount)).toEqual([9_710]);
    expect((await desk.payouts.makeFile()).file?.amount.amount).toBe('2.90');
  });

  it('whose account Stripe lets nobody at any more fail, and are paid by bank', async () => {
    const supplier = await desk.connected();
    const order = await desk.settled(supplier, 10_000n);
    await desk.refund(order, 1_000n);
    await desk.online.arrived();
    await desk.approved(supplier);
    desk.online.controls.revoke(supplier.account);
    await desk.online.arrived();
    expect((await desk.account(supplier, supplier.member))?.state).toBe('DISABLED');
    expect(await desk.statementAnswer('failPayout', supplier, { note: '示例' })).toEqual([]);
    await payoutAccount(desk.app, supplier);
    expect((await desk.payouts.approved(supplier)).state).toBe('APPROVED');
    expect((await desk.payouts.makeFile()).file?.amount.amount).toBe('90.00');
  });

  it('whose payout comes back after it had arrived pay it again with the next one', async () => {
    const supplier = await desk.connected();
    const order = await desk.settled(supplier, 10_000n);
    await desk.refund(order, 1_000n);
    await desk.online.arrived();
    await desk.approved(supplier);
    await desk.online.arrived();
    const [first] = await desk.payoutsOf(supplier.account);
    desk.online.controls.finishPayout(first?.id ?? '', true, supplier.account);
    await desk.online.arrived();
    expect((await desk.statement(supplier)).state).toBe('RECONCILED');
    desk.online.controls.finishPayout(first?.id ?? '', false, supplier.account);
    await desk.online.arrived();
    expect(await desk.position(order)).toMatchObject({ payableFen: 9_000n, paidOutFen: 0n });
    expect(await breaksOf(desk.app)).toEqual([]);
    const again = await desk.approved(supplier);
    const { found } = await desk.payouts.lines(desk.online.people.finance, again.id);
    expect(found.map(({ kind, amount }) => [kind, amount.amount])).toEqual([['RETURNED', '90.00']]);
    await desk.online.arrived();
    const [second] = await desk.payoutsOf(supplier.account);
    expect(second).toMatchObject({ amount: 9_000, status: 'pending' });
    desk.online.controls.finishPayout(second?.id ?? '', true, supplier.account);
    await desk.online.arrived();
    expect(await desk.position(order)).toMatchObject({ payableFen: 0n, paidOutFen: 9_000n });
  });

  it('that come back while another statement takes a debt off them wait until that is through', async () => {
    const supplier = await desk.connected();
    await payoutAccount(desk.app, supplier);
    const order = await desk.settled(supplier, 10_000n);
    await desk.refund(order, 1_000n);
    await desk.online.arrived();
    await desk.approved(supplier);
    await desk.online.arrived();
    const [first] = await desk.payoutsOf(supplier.account);
    desk.online.controls.finishPayout(first?.id ?? '', true, supplier.account);
    await desk.online.arrived();
    const paid = await desk.statement(supplier);
    await desk.refund(order, 5_000n);
    Object.assign(desk.online.controls.terms, { settlement: { currency: 'hkd', ratePpm: 1_080_000 } });
    const next = await desk.settled(supplier, 6_000n);
    expect(await desk.approved(supplier)).toMatchObject({ state: 'APPROVED', setOff: { amount: '50.00' } });
    desk.online.controls.finishPayout(first?.id ?? '', false, supplier.account);
    await desk.online.arrived();
    const state = async () =>
      desk.online.rows(
        `SELECT connect_state AS state, connect_return_waits AS waits FROM payout_statements WHERE id = $1`,
        [paid.id],
      );
    expect(await state()).toEqual([{ state: 'PAID', waits: true }]);
    expect(await breaksOf(desk.app)).toEqual([]);
    await desk.payouts.makeFile();
    const said = { bankReference: 'AFTER-SETTING-OFF', paidAt: desk.app.clock.now().toISOString() };
    expect(await desk.statementAnswer('confirmPayoutPaid', supplier, said)).toEqual([]);
    await desk.online.later();
    expect(await state()).toEqual([{ state: 'RETURNED', waits: false }]);
    const [one, other] = [await desk.position(order), await desk.position(next)];
    expect(one.payableFen + other.payableFen).toBe(9_000n);
    expect(one.paidOutFen + other.paidOutFen).toBe(1_000n);
  });

  it('collect a debt once: the refund goes at once, what the account lacks comes back when it has it', async () => {
    const supplier = await desk.connected();
    const order = await desk.settled(supplier, 10_000n);
    await desk.refund(order, 1_000n);
    await desk.online.arrived();
    await desk.approved(supplier);
    await desk.online.arrived();
    const [first] = await desk.payoutsOf(supplier.account);
    desk.online.controls.finishPayout(first?.id ?? '', true, supplier.account);
    await desk.online.arrived();
    await desk.refund(order, 2_000n);
    await desk.online.arrived();
    expect(await desk.position(order)).toMatchObject({ owedBackFen: 2_000n, refundedFen: 3_000n });
    expect((await desk.account(supplier, supplier.member))?.debt.amount).toBe('20.00');
    expect(await tasks('CONNECT_DEBT')).toHaveLength(1);
    expect(await breaksOf(desk.app)).toEqual([]);
    const next = await desk.settled(supplier, 5_000n);
    expect((await desk.account(supplier, supplier.member))?.debt.amount).toBe('0.00');
    expect(await tasks('CONNECT_DEBT')).toEqual([]);
    expect(await desk.lying(supplier)).toBe(2_855n); // 5000 less a fee of 145, less 2000
    await payoutAccount(desk.app, supplier);
    const statement = await desk.approved(supplier);
    expect([statement.setOff.amount, statement.pay.amount]).toEqual(['20.00', '30.00']);
    await desk.online.arrived();
    expect((await desk.payoutsOf(supplier.account))[0]).toMatchObject({ amount: 2_855 });
    expect((await desk.payouts.makeFile()).file?.amount.amount).toBe('1.45');
    expect(await desk.position(next)).toMatchObject({ payableFen: 5_000n });
  });

  it('with every webhook lost the books come out equal', async () => {
    Object.assign(desk.online.controls.webhooks.travel, { lose: true });
    const supplier = await desk.newSupplier();
    desk.online.controls.onboard(await desk.opened(supplier), 'complete');
    await desk.online.later();
    const account = await desk.providerId(supplier);
    expect((await desk.account(supplier, supplier.member))?.state).toBe('ACTIVE');
    const order = await desk.settledLater(supplier, 10_000n);
    await desk.refund(order, 1_000n);
    await desk.online.later();
    expect(await desk.there(account)).toBe(9_000n);
    await desk.approved(supplier);
    await desk.online.later();
    const [payout] = await desk.payoutsOf(account);
    desk.online.controls.finishPayout(payout?.id ?? '', true, account);
    await desk.online.later();
    expect((await desk.statement(supplier)).state).toBe('RECONCILED');
    desk.online.controls.finishPayout(payout?.id ?? '', false, account);
    await desk.online.later(6);
    expect(await desk.position(order)).toMatchObject({ payableFen: 9_000n, paidOutFen: 0n });
    expect(await desk.lying(supplier)).toBe(await desk.there(account));
  });
});
