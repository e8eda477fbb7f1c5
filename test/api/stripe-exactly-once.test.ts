import { RefundCompletion } from '../../src/payments/storage/refund-completion';
import { ProviderMoney } from '../../src/payments/index';
import { LARGEST_FEN } from '../../src/stripe/domain/intent.rules';
import { BalanceSources } from '../../src/stripe/storage/balance-sources';
import { BalanceReading } from '../../src/stripe/storage/balance-reading';
import { IntentMarks } from '../../src/stripe/storage/intent-marks';
import { freshKey } from '../support/app';
import { captureLog, type CapturedLog } from '../support/captured-log';
import { breaksOf, type OpenedOrder } from '../support/money';
import { OnlinePayments } from '../support/online-payments';

const INTENTS = '/v1/payment_intents';
const dies = () => Promise.reject(new Error('the process was killed here'));

describe('exactly once, whatever happens between the provider and us', () => {
  let online: OnlinePayments;
  let logged: CapturedLog;
  beforeAll(async () => {
    logged = captureLog('debug');
    online = await OnlinePayments.start();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    online.controls.troubleAll({});
    Object.assign(online.controls.webhooks.travel, { lose: false, copies: 1, hold: false });
    online.controls.terms.walletRefundsAtOnce = true;
    expect(await breaksOf(online.app)).toEqual([]);
  });
  afterAll(async () => {
    logged.stop();
    await online.close();
  });

  const part = <Part>(type: new (...given: never[]) => Part) =>
    online.app.nest.get<Part>(type, { strict: false });
  const transfers = (kind: string, order: OpenedOrder) =>
    online.rows(
      `SELECT t.id FROM ledger_transfers t WHERE t.kind = $1 AND EXISTS (SELECT FROM ledger_entries e
         JOIN ledger_accounts a ON a.id = e.account_id WHERE e.transfer_id = t.id AND a.subject_id = $2)`,
      [kind, order.subject.id],
    );
  const made = async (order: OpenedOrder) => {
    const [shown] = await online.list(order);
    const all = await online.sdk.paymentIntents.list({ limit: 100 });
    return all.data.filter(({ metadata }) => metadata['intent'] === shown?.id);
  };
  const retry = async () => {
    const [failed] = await online.rows<{ id: string; version: number }>(
      `SELECT id, version FROM refund_payments WHERE state = 'FAILED'`,
    );
    const input = {
      idempotencyKey: freshKey(),
      refundPaymentId: failed?.id,
      expectedVersion: failed?.version,
    };
    const { data } = await online.app.graphql<{ retryRefund: { refusals: object[] } }>(
      'mutation ($input: RetryRefundInput!) { retryRefund(input: $input) { refusals { code } } }',
      { input },
      { token: await online.token('finance') },
    );
    expect(data.retryRefund.refusals).toEqual([]);
  };

  it('a crash between the provider’s answer and our commit: one payment, one capture, one refund', async () => {
    const order = await online.order(9_000n);
    jest.spyOn(part(IntentMarks), 'wait').mockImplementationOnce(dies);
    await online.opened(order);
    expect(await online.list(order)).toMatchObject([{ state: 'CREATED' }]);
    expect(await made(order)).toHaveLength(1);
    const id = await online.again(order);
    expect(await made(order)).toMatchObject([{ id }]);

    jest.spyOn(part(ProviderMoney), 'captured').mockImplementationOnce(dies);
    online.controls.customerChooses(id, 'pm_card_visa');
    await online.arrived();
    for (let times = 0; times < 3; times += 1) await online.later(0);
    expect(await online.position(order)).toMatchObject({ receivedFen: 9_000n, heldFen: 9_000n });
    expect(await transfers('PROVIDER_CAPTURE', order)).toHaveLength(1);

    jest.spyOn(part(RefundCompletion), 'tellIfDone').mockImplementationOnce(dies);
    await online.refund(order, 4_000n);
    await online.arrived();
    expect(await online.position(order)).toMatchObject({ refundDueFen: 4_000n });
    for (let times = 0; times < 3; times += 1) await online.later(0);
    expect(await online.position(order)).toMatchObject({ refundDueFen: 0n, refundedFen: 4_000n });
    expect(await transfers('PROVIDER_REFUND', order)).toHaveLength(1);
    expect((await online.sdk.refunds.list({ payment_intent: id })).data).toMatchObject([{ amount: 4_000 }]);
  });

  it('a movement that is listed before we know what it is of is booked as soon as we do', async () => {
    const order = await online.order(3_000n);
    await online.paid(order);
    online.controls.webhooks.travel.lose = true;
    jest.spyOn(part(RefundCompletion), 'tellIfDone').mockImplementationOnce(dies);
    await online.refund(order, 1_000n);
    await online.work();
    for (let times = 0; times < 2; times += 1) await part(BalanceReading).read();
    const unknown = () => online.rows(`SELECT id FROM stripe_balance_rows WHERE state = 'UNKNOWN'`);
    expect(await unknown()).toHaveLength(1);
    await online.later(0);
    await online.later(0);
    expect(await unknown()).toEqual([]);
  });

  it('five different events of one payment, in any order, late and replayed, are one capture', async () => {
    const { webhooks } = online.controls;
    webhooks.travel.hold = true;
    const order = await online.order(7_000n);
    const id = await online.opened(order);
    online.controls.customerChooses(id, 'pm_card_visa_chargeDeclined');
    online.controls.customerChooses(id, 'pm_card_visa');
    await online.later(30);
    expect(await online.position(order)).toMatchObject({ receivedFen: 7_000n });
    let types: string[] = [];
    webhooks.release((held) => {
      types = held.map(({ type }) => type);
      return [...held, ...held.toReversed(), ...held];
    });
    await online.arrived();
    expect(new Set(types).size).toBeGreaterThanOrEqual(5);
    expect(await online.position(order)).toMatchObject({ receivedFen: 7_000n, heldFen: 7_000n });
    expect(await transfers('PROVIDER_CAPTURE', order)).toHaveLength(1);
  });

  it('ten clicks on more than one payment can bring are one payment', async () => {
    const order = await online.order(LARGEST_FEN * 2n + 1n);
    const before = online.asked(INTENTS);
    const clicks = await Promise.all(Array.from({ length: 10 }, () => online.begin(order)));
    expect(clicks.flatMap(({ refusals }) => refusals)).toEqual([]);
    expect(new Set(clicks.map(({ onlinePayment }) => onlinePayment?.id)).size).toBe(1);
    await online.work();
    expect(online.asked(INTENTS) - before).toBe(1);
  });

  it('five partial refunds at once never give back more than was paid, each once', async () => {
    const order = await online.order(10_000n);
    const id = await online.paid(order);
    const asked = await Promise.allSettled(Array.from({ length: 5 }, () => online.refund(order, 2_400n)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    online.controls.webhooks.travel.copies = 5;
    await online.arrived();
    const { data } = await online.sdk.refunds.list({ payment_intent: id });
    expect(data.map(({ amount }) => amount)).toEqual([2_400, 2_400, 2_400, 2_400]);
    expect(await online.position(order)).toMatchObject({ heldFen: 400n, refundedFen: 9_600n });
    expect(await transfers('PROVIDER_REFUND', order)).toHaveLength(4);
  });

  it('money that was settled goes back to the card, and a dispute takes what is the supplier’s', async () => {
    const order = await online.order(10_000n);
    const id = await online.paid(order);
    await online.settle(order, 10_000n);
    await online.refund(order, 3_000n, 'PAYABLE');
    await online.arrived();
    expect(await online.position(order)).toMatchObject({ payableFen: 7_000n, refundedFen: 3_000n });
    for (const won of [true, false]) {
      const { id: charge } = await online.charge(id);
      const { charges } = online.controls.standIn.world.booksOf(null);
      Object.assign(charges.get(charge) ?? {}, { disputed: false }); // as after a first dispute that was won
      const dispute = online.controls.dispute(charge, won ? 5_000 : 7_000);
      await online.arrived();
      const takenFen = won ? 5_000n : 7_000n;
      const open = { payableFen: 7_000n - takenFen, disputedFen: takenFen, outstandingFen: 0n };
      expect(await online.position(order)).toMatchObject(open);
      online.controls.decideDispute(dispute, won);
      await online.arrived();
      await online.later();
      const after = won ? { payableFen: 7_000n, disputedFen: 0n } : { payableFen: 0n, disputedFen: 0n };
      expect(await online.position(order)).toMatchObject(after);
    }
  });

  it('a refund of what the payer’s bank has taken back waits, and goes once when the dispute is won', async () => {
    online.controls.webhooks.travel.lose = true;
    const order = await online.order(8_000n);
    const id = await online.opened(order);
    online.controls.customerChooses(id, 'pm_card_visa');
    await online.later();
    const dispute = online.controls.dispute((await online.charge(id)).id);
    await online.refund(order, 3_000n);
    await online.work();
    expect(await online.position(order)).toMatchObject({ refundDueFen: 3_000n, refundedFen: 0n });
    await online.later();
    expect(await online.position(order)).toMatchObject({
      heldFen: 0n,
      disputedFen: 5_000n,
      refundDueFen: 3_000n,
    });
    online.controls.decideDispute(dispute, true);
    await online.later();
    expect(await online.position(order)).toMatchObject({
      heldFen: 5_000n,
      disputedFen: 0n,
      refundDueFen: 3_000n,
    });
    await retry();
    await online.later();
    expect(await online.position(order)).toMatchObject({ refundDueFen: 0n, refundedFen: 3_000n });
    expect((await online.sdk.refunds.list({ payment_intent: id })).data).toHaveLength(1);
  });

  it('a movement that cannot be looked at holds up none of those after it', async () => {
    online.controls.webhooks.travel.lose = true;
    const [first, second] = [await online.order(1_000n), await online.order(2_000n)];
    for (const order of [first, second])
      online.controls.customerChooses(await online.opened(order), 'pm_card_visa');
    const sources = part(BalanceSources);
    const follow = sources.follow.bind(sources);
    const broken = (await made(first))[0]?.latest_charge;
    jest
      .spyOn(sources, 'follow')
      .mockImplementation((sdk, row) => (row.source === broken ? dies() : follow(sdk, row)));
    await online.rows(`UPDATE stripe_intents SET look_again_at = 'infinity' WHERE ended_at IS NULL`);
    await online.later(0);
    expect(await online.position(first)).toMatchObject({ receivedFen: 0n });
    expect(await online.position(second)).toMatchObject({ receivedFen: 2_000n });
    jest.restoreAllMocks();
    await online.later(0);
    expect(await online.position(first)).toMatchObject({ receivedFen: 1_000n });
  });

  it('says nothing of cards, secrets and what the provider said in its log, whatever goes wrong', async () => {
    const said = `card 4242424242424242 of ${online.standIn.apiKey}, pi_x_secret_y`;
    const order = await online.order(6_000n);
    online.controls.troubleNext({ status: 500, when: 'before', said }, { status: 503, when: 'before', said });
    await online.begin(order);
    await online.work();
    const id = await online.again(order);
    online.controls.customerChooses(id, 'pm_card_visa_chargeDeclined');
    online.controls.customerChooses(id, 'pm_card_visa');
    await online.arrived();
    online.controls.troubleNext({ status: 400, when: 'before', said });
    await online.refund(order, 1_000n);
    await online.arrived();
    await retry();
    await online.arrived();
    await online.later();
    expect(await online.position(order)).toMatchObject({ refundedFen: 1_000n });
    expect(logged.lines().length).toBeGreaterThan(0);
    const kept = await online.rows(
      `SELECT last_error AS text FROM graphile_worker._private_jobs WHERE last_error IS NOT NULL
       UNION ALL SELECT failure_code FROM stripe_refunds UNION ALL SELECT failure_reason FROM refund_payments`,
    );
    const everything = logged.text() + JSON.stringify(kept);
    for (const secret of ['4242424242', online.standIn.apiKey, '_secret_', 'whsec_', '6222', 'v1='])
      expect(everything).not.toContain(secret);
  });
});
