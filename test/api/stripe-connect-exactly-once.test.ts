import { DisputeFollowing } from '../../src/stripe/storage/dispute-following';
import { PayoutFollowing } from '../../src/stripe/storage/payout-following';
import { PayoutMarks } from '../../src/stripe/storage/payout-marks';
import { ReversalFollowing } from '../../src/stripe/storage/reversal-following';
import { ReversalMarks } from '../../src/stripe/storage/reversal-marks';
import { TransferFollowing } from '../../src/stripe/storage/transfer-following';
import { TransferMarks } from '../../src/stripe/storage/transfer-marks';
import { ConnectDeskOfTests } from '../support/connect-desk';
import { eventually } from '../support/eventually';
import { breaksOf, type OpenedOrder } from '../support/money';
import { onStatement } from '../support/payouts';
import type { Supplier } from '../support/people';

const dies = () => Promise.reject(new Error('the process was killed here'));
const REVERSALS = /^POST \/v1\/transfers\/\w+\/reversals/;
const TRANSFERS = /^POST \/v1\/transfers$/;
const PAYOUTS = /^POST \/v1\/payouts/;

describe('money in suppliers’ accounts at Stripe moves once, whatever happens between Stripe and us', () => {
  let desk: ConnectDeskOfTests;
  beforeAll(async () => {
    desk = await ConnectDeskOfTests.start();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    desk.online.controls.troubleAll({});
    Object.assign(desk.online.controls.webhooks.travel, { lose: false, copies: 1, hold: false });
    await desk.online.later();
    await desk.online.later();
    expect(await breaksOf(desk.app)).toEqual([]);
  });
  afterAll(() => desk.online.close());

  type Connected = Supplier & { account: string };
  const part = <Part>(type: new (...given: never[]) => Part) =>
    desk.app.nest.get<Part>(type, { strict: false });
  const transfersTo = async ({ account }: Connected) =>
    (await desk.online.sdk.transfers.list({ destination: account })).data;
  const again = async () => {
    for (let times = 0; times < 3; times += 1) await desk.online.later(0);
  };
  /** What the ledger has of a kind for an order. */
  const entries = (kind: string, { subject }: OpenedOrder) =>
    desk.online.rows<{ id: string }>('SELECT id FROM ledger_transfers WHERE kind = $1 AND subject_id = $2', [
      kind,
      subject.id,
    ]);
  const OF_SUPPLIER = '(SELECT id FROM stripe_accounts WHERE supplier_id = $1)';
  const ROWS = {
    transfer: `SELECT id FROM stripe_transfers WHERE account_id = ${OF_SUPPLIER}`,
    reversal: `SELECT r.id FROM stripe_reversals r JOIN stripe_transfers t ON t.id = r.transfer_id WHERE t.account_id = ${OF_SUPPLIER}`,
    payout: `SELECT id FROM stripe_payouts WHERE account_id = ${OF_SUPPLIER}`,
  };
  const rowOf = async (what: keyof typeof ROWS, supplier: Supplier) =>
    (await desk.online.rows<{ id: string }>(ROWS[what], [supplier.id]))[0]?.id ?? '';
  const asked = (at: RegExp) =>
    desk.online.controls.requests.filter(({ method, url }) => at.test(`${method} ${url}`)).length;
  const askedSince = (at: RegExp, before: number) => eventually(async () => asked(at) > before);
  /** The first request of a kind is done, and answered when what happens meanwhile has happened. */
  const whileHanging = async (at: RegExp, meanwhile: () => Promise<unknown>) => {
    let answer: () => void = () => undefined;
    const until = new Promise<void>((resolve) => (answer = resolve));
    const before = asked(at);
    desk.online.controls.troubleAt(at, { when: 'after', until }, 1);
    const hanging = desk.online.work();
    await askedSince(at, before);
    await meanwhile().finally(answer);
    await hanging;
  };
  /** One of each, in Stripe's books and in ours. */
  const movedOnce = async (supplier: Connected, order: OpenedOrder) => {
    const [transfer, ...moreTransfers] = await transfersTo(supplier);
    expect(moreTransfers).toEqual([]);
    const reversals = (await desk.online.sdk.transfers.listReversals(transfer?.id ?? '')).data;
    expect(reversals.map(({ amount }) => amount)).toEqual([2_710]);
    expect(await entries('CONNECT_TRANSFER', order)).toHaveLength(1);
    expect(await entries('CONNECT_REVERSED', order)).toHaveLength(1);
    const { data: refunds } = await desk.online.sdk.refunds.list({ limit: 100 });
    const charge = transfer?.source_transaction;
    expect(refunds.filter((one) => one.charge === charge).map(({ amount }) => amount)).toEqual([3_000]);
    expect(await desk.there(supplier.account)).toBe(await desk.lying(supplier));
  };
  const paidOnce = async (supplier: Connected, order: OpenedOrder) => {
    const [payout, ...more] = await desk.payoutsOf(supplier.account);
    expect(more).toEqual([]);
    expect(payout?.amount).toBe(7_000);
    desk.online.controls.finishPayout(payout?.id ?? '', true, supplier.account);
    await desk.online.arrived();
    const statement = await desk.statement(supplier);
    expect(statement.state).toBe('RECONCILED');
    const posted = await desk.online.rows(
      `SELECT id FROM ledger_transfers WHERE kind = 'CONNECT_PAYOUT_PAID' AND subject_id = $1`,
      [statement.id],
    );
    expect(posted).toHaveLength(1);
    expect(await desk.position(order)).toMatchObject({ payableFen: 0n, paidOutFen: 7_000n });
    expect(await desk.lying(supplier)).toBe(0n);
  };

  it('a refund does not leave before what of it lies with the supplier has come back', async () => {
    const supplier = await desk.connected();
    const order = await desk.settled(supplier, 10_000n);
    const before = desk.online.controls.requests.length;
    desk.online.controls.troubleAt(REVERSALS, { status: 429, when: 'before' });
    await desk.refund(order, 3_000n);
    await desk.online.arrived();
    await again();
    const since = () =>
      desk.online.controls.requests
        .slice(before)
        .filter(({ method }) => method === 'POST')
        .map(({ url }) => url.replace(/tr_\w+/, 'tr'));
    expect(new Set(since())).toEqual(new Set(['/v1/transfers/tr/reversals']));
    expect(await desk.position(order)).toMatchObject({ refundDueFen: 3_000n, refundedFen: 0n });
    desk.online.controls.troubleAll({});
    await again();
    expect(since().filter((url) => url === '/v1/refunds')).toHaveLength(1);
    await movedOnce(supplier, order);
  });

  it('a crash between Stripe’s answer and our commit: one transfer, one reversal, one payout, one entry', async () => {
    const supplier = await desk.connected();
    jest.spyOn(part(TransferMarks), 'succeed').mockImplementationOnce(dies);
    const order = await desk.settled(supplier, 10_000n);
    expect(await entries('CONNECT_TRANSFER', order)).toEqual([]);
    await again();
    jest.spyOn(part(ReversalMarks), 'end').mockImplementationOnce(dies).mockImplementationOnce(dies);
    await desk.refund(order, 3_000n);
    await desk.online.arrived();
    await again();
    await movedOnce(supplier, order);
    jest.spyOn(part(PayoutMarks), 'apply').mockImplementationOnce(dies).mockImplementationOnce(dies);
    await desk.approved(supplier);
    await desk.online.arrived();
    await again();
    await paidOnce(supplier, order);
  });

  it.each([
    ['409', { status: 409, when: 'before' }],
    ['429', { status: 429, when: 'before' }],
    ['500 before', { status: 500, when: 'before' }],
    ['500 after', { status: 500, when: 'after' }],
    ['a cut line', { cutOff: true }],
  ] as const)('%s in a transfer, a reversal and a payout: one of each', async (_, trouble) => {
    for (const at of [TRANSFERS, REVERSALS, PAYOUTS]) desk.online.controls.troubleAt(at, trouble, 2);
    const supplier = await desk.connected();
    const order = await desk.settled(supplier, 10_000n);
    await again();
    await desk.refund(order, 3_000n);
    await desk.online.arrived();
    await again();
    await movedOnce(supplier, order);
    await desk.approved(supplier);
    await desk.online.arrived();
    await again();
    await paidOnce(supplier, order);
  });

  it('Stripe that hangs while others ask for the same: one transfer, one reversal, one payout', async () => {
    const supplier = await desk.connected();
    // As when what was taken a minute ago gets a second beside it.
    const hung = async (at: RegExp, follow: () => Promise<void>) => {
      await whileHanging(at, () => Promise.allSettled(Array.from({ length: 10 }, follow)));
      await desk.online.arrived();
      await again();
    };
    const order = await desk.paidOnly(supplier, 10_000n);
    await desk.settle(supplier, order, 10_000n);
    await hung(TRANSFERS, async () => part(TransferFollowing).follow(await rowOf('transfer', supplier)));
    await desk.refund(order, 3_000n);
    await hung(REVERSALS, async () => part(ReversalFollowing).follow(await rowOf('reversal', supplier)));
    await movedOnce(supplier, order);
    await desk.approved(supplier);
    await hung(PAYOUTS, async () => part(PayoutFollowing).follow(await rowOf('payout', supplier)));
    await paidOnce(supplier, order);
  });

  it('ten clicks approve and pay once, and try a failed payout again once', async () => {
    const supplier = await desk.connected();
    const order = await desk.settled(supplier, 10_000n);
    await desk.refund(order, 3_000n);
    await desk.online.arrived();
    await desk.calculated(supplier);
    const { finance, financeSecond } = desk.online.people;
    const statement = await desk.statement(supplier);
    const clicks = (verb: string, person: typeof finance, now: typeof statement) =>
      Promise.all(Array.from({ length: 10 }, () => onStatement(desk.app, person, verb, now)));
    const approved = await clicks('approvePayoutStatement', financeSecond, statement);
    expect(approved.filter(({ refusals }) => refusals.length === 0)).toHaveLength(1);
    await desk.online.arrived();
    const [first] = await desk.payoutsOf(supplier.account);
    desk.online.controls.finishPayout(first?.id ?? '', false, supplier.account);
    await desk.online.arrived();
    const retried = await clicks('retryConnectPayout', finance, await desk.statement(supplier));
    expect(retried.filter(({ refusals }) => refusals.length === 0)).toHaveLength(1);
    await desk.online.arrived();
    const payouts = await desk.payoutsOf(supplier.account);
    expect(payouts.map(({ status }) => status).toSorted()).toEqual(['failed', 'pending']);
    const second = payouts.find(({ status }) => status === 'pending');
    desk.online.controls.finishPayout(second?.id ?? '', true, supplier.account);
    await desk.online.arrived();
    expect((await desk.statement(supplier)).state).toBe('RECONCILED');
    expect(await desk.lying(supplier)).toBe(0n);
  });

  it.each([
    ['before it is asked for', false],
    ['while Stripe makes it', true],
  ])('a dispute that meets the transfer %s leaves nothing with the supplier', async (_, underWay) => {
    const supplier = await desk.connected();
    const order = await desk.paidOnly(supplier, 10_000n);
    const { webhooks } = desk.online.controls;
    webhooks.travel.hold = true;
    const [intent] = await desk.online.rows<{ id: string }>(
      `SELECT i.provider_id AS id FROM stripe_intents i JOIN payment_requests r ON r.id = i.request_id WHERE r.subject_id = $1`,
      [order.subject.id],
    );
    const charge = await desk.online.charge(intent?.id ?? '');
    await desk.settle(supplier, order, 10_000n);
    let dispute = '';
    const hear = async () => {
      dispute = desk.online.controls.dispute(charge.id, 10_000);
      await part(DisputeFollowing).follow(desk.online.sdk, dispute);
    };
    await (underWay ? whileHanging(TRANSFERS, hear) : hear());
    webhooks.travel.hold = false;
    webhooks.release();
    await desk.online.arrived();
    await again();
    expect(await transfersTo(supplier)).toHaveLength(underWay ? 1 : 0);
    expect([await desk.there(supplier.account), await desk.lying(supplier)]).toEqual([0n, 0n]);
    expect(await desk.position(order)).toMatchObject({ payableFen: 0n, disputedFen: 10_000n });
    desk.online.controls.decideDispute(dispute, false);
    await desk.online.arrived();
    expect(await desk.position(order)).toMatchObject({ payableFen: 0n, disputedFen: 0n });
  });
});
