import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { Ledger, PLATFORM, type AccountPurpose } from '../../src/ledger/index';
import { PaymentRequests } from '../../src/payments/index';
import { addDays, businessDateOf } from '../../src/platform/index';
import { PayoutStatements } from '../../src/payouts/storage/payout-statements';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { breaksOf, money, openOrder, positionOf, receiptInput, receiptMutation } from '../support/money';
import { MoneyModel, type ModelStep } from '../support/money-model';
import { payoutDesk } from '../support/payout-desk';
import { onStatement, payoutAccount } from '../support/payouts';
import { makePeople, makeSupplier, PLACES, signInAgain, type People, type Supplier } from '../support/people';

const ORDERS = 3;
const DUE = 10_000n;
const STEPS: readonly ModelStep[] = [
  'pay',
  'pay',
  'settle',
  'settle',
  'refundHeld',
  'refundSettled',
  'refundSettled',
  'refundPaid',
  'calculate',
  'approve',
  'approve',
  'file',
  'file',
  'confirm',
  'confirm',
  'fail',
  'reopen',
];
const history = fc.array(
  fc.record({
    step: fc.constantFrom(...STEPS),
    order: fc.nat(ORDERS - 1),
    permille: fc.bigInt({ min: 1n, max: 1300n }),
  }),
  { minLength: 40, maxLength: 60 },
);

/** One that reaches everything, whatever the others come to. */
const SCRIPT = (
  [
    ['pay', 0, 1000n],
    ['pay', 1, 1300n],
    ['pay', 2, 400n],
    ['refundHeld', 0, 500n],
    ['settle', 0, 1000n],
    ['settle', 1, 300n],
    ['calculate', 0, 1n],
    ['refundSettled', 0, 100n],
    ['approve', 0, 1n],
    ['reopen', 0, 1n],
    ['calculate', 0, 1n],
    ['approve', 0, 1n],
    ['refundSettled', 0, 300n],
    ['file', 0, 1n],
    ['fail', 0, 1n],
    ['calculate', 0, 1n],
    ['approve', 0, 1n],
    ['file', 0, 1n],
    ['confirm', 0, 1n],
    ['refundSettled', 0, 500n],
    ['refundPaid', 0, 1n],
    ['refundSettled', 0, 1300n],
    ['settle', 1, 900n],
    ['calculate', 0, 1n],
    ['approve', 0, 1n],
    ['file', 0, 1n],
    ['confirm', 0, 1n],
  ] as const
).map(([step, order, permille]) => ({ step, order, permille }));

/** Everything that moves money, one step after the other, beside a model that only adds and subtracts. */
describe('random histories of money, from the transfer to the cooperative', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const balance = (purpose: AccountPurpose) =>
    app.nest.get(Ledger).balance(app.database, { owner: PLATFORM, purpose, currency: 'CNY' });

  async function world() {
    const supplier = await app.transactions.run((tx) =>
      makeSupplier(app, tx, 'COOPERATIVE', PLACES.westCounty),
    );
    await payoutAccount(app, supplier);
    const orders = await Promise.all(
      Array.from({ length: ORDERS }, () => openOrder(app, { ...people, supplier }, DUE)),
    );
    return { supplier, orders, bank: await balance('BANK'), disbursed: await balance('DISBURSED') };
  }
  type World = Awaited<ReturnType<typeof world>>;

  const codeOf = (error: unknown) => (error as { refusals: { code: string }[] }).refusals[0]?.code ?? 'ERROR';
  const moved = (act: Promise<unknown>) => act.then(() => 'DONE', codeOf);

  async function pay({ orders }: World, order: number, fen: bigint): Promise<string> {
    const text = String(fen).padStart(3, '0');
    const input = receiptInput({
      amount: money(`${text.slice(0, -2)}.${text.slice(-2)}`),
      memo: orders[order]?.code,
    });
    const token = await signInAgain(app, people.finance);
    const { payload } = await receiptMutation(app, 'recordBankReceipt', input, token);
    return payload?.refusals[0]?.code ?? 'DONE';
  }

  async function refundPaid({ orders }: World, order: number): Promise<string> {
    const part = await app.database.one<{ id: string; version: number }>(
      `SELECT d.id, d.version FROM refund_payments d JOIN refunds f ON f.id = d.refund_id
         JOIN payment_requests r ON r.id = f.request_id
        WHERE r.subject_id = $1 AND d.state = 'PROCESSING' ORDER BY d.requested_at, d.fen DESC, d.id LIMIT 1`,
      [orders[order]?.subject.id],
    );
    if (!part) return '0';
    const input = { refundPaymentId: part.id, expectedVersion: part.version, bankReference: randomUUID() };
    const { data } = await app.graphql<{
      confirmRefundPaid: { refundPayment: { amount: { amount: string } } };
    }>(
      `mutation ($input: ConfirmRefundPaidInput!) { confirmRefundPaid(input: $input) { refundPayment { amount { amount } } } }`,
      { input: { ...input, idempotencyKey: freshKey(), paidAt: app.clock.now().toISOString() } },
      { token: await signInAgain(app, people.finance) },
    );
    return data.confirmRefundPaid.refundPayment.amount.amount.replace('.', '');
  }

  let days = 0;
  /** The statement the step is about, as the model chose it by its place; a new one is opened. */
  async function statement(supplier: Supplier, place: number) {
    const rows = await app.database.query<{ id: string; version: number }>(
      'SELECT id, version FROM payout_statements WHERE supplier_id = $1 ORDER BY period_from',
      [supplier.id],
    );
    const found = rows[place];
    if (found) return found;
    const day = addDays(businessDateOf(app.clock.now()), (days += 1));
    await app.transactions.run((tx) =>
      app.nest.get(PayoutStatements).open(tx, supplier.id, { from: day, to: day }),
    );
    return statement(supplier, place);
  }

  async function onPayout(played: World, step: ModelStep, place: number): Promise<string> {
    if (step === 'file') return (await payoutDesk(app, people).makeFile()).refusals[0]?.code ?? 'DONE';
    const found = await statement(played.supplier, place);
    const said = { bankReference: randomUUID(), paidAt: app.clock.now().toISOString() };
    const [person, verb, more] = {
      calculate: [people.finance, 'calculatePayoutStatement', {}],
      approve: [people.financeSecond, 'approvePayoutStatement', {}],
      confirm: [people.finance, 'confirmPayoutPaid', said],
      fail: [people.finance, 'failPayout', { note: '示例' }],
      reopen: [people.finance, 'reopenPayoutStatement', { note: '示例' }],
    }[step as 'calculate' | 'approve' | 'confirm' | 'fail' | 'reopen'] as [Person, string, object];
    return (await onStatement(app, person, verb, found, more)).refusals[0]?.code ?? 'DONE';
  }
  type Person = Parameters<typeof onStatement>[1];

  async function play(
    played: World,
    step: ModelStep,
    order: number,
    fen: bigint,
    place: number,
  ): Promise<string> {
    const requests = app.nest.get(PaymentRequests);
    const subject = played.orders[order]?.subject ?? { kind: 'ORDER' as const, id: '' };
    const said = { subject, fen, key: randomUUID() };
    if (step === 'pay') return pay(played, order, fen);
    if (step === 'refundPaid') return refundPaid(played, order);
    if (step === 'settle')
      return moved(
        app.transactions.run((tx) => requests.settle(tx, { ...said, supplierId: played.supplier.id })),
      );
    if (step === 'refundHeld' || step === 'refundSettled') {
      const from = step === 'refundHeld' ? 'HELD' : 'PAYABLE';
      return moved(app.transactions.run((tx) => requests.refund(tx, { ...said, reason: 'QUALITY', from })));
    }
    return onPayout(played, step, place);
  }

  it('stand to the fen where the model says, after every step', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const played = await world();
        const model = new MoneyModel(ORDERS, DUE);
        for (const { step, order, permille } of steps) {
          const wanted = model.wish(step, order, permille);
          if (!wanted) continue;
          const answer = await play(played, step, order, wanted.fen, wanted.place);
          const expected = model.take(step, order, wanted, answer);
          expect([step, answer]).toEqual([step, expected]);
          seen.set(
            `${step} ${/^\d+$/.test(answer) ? 'DONE' : answer}`,
            (seen.get(`${step} ${answer}`) ?? 0) + 1,
          );
          for (const [index, opened] of played.orders.entries()) {
            const { heldFen, payableFen, paidOutFen, refundDueFen, refundedFen, owedBackFen, receivedFen } =
              await positionOf(app, opened);
            const stands = {
              heldFen,
              payableFen,
              paidOutFen,
              refundDueFen,
              refundedFen,
              owedBackFen,
              receivedFen,
            };
            expect([step, index, stands]).toEqual([step, index, model.orders[index]]);
          }
          expect((await balance('BANK')) - played.bank).toBe(model.bankFen);
          expect((await balance('DISBURSED')) - played.disbursed).toBe(model.disbursedFen);
        }
        expect(await breaksOf(app)).toEqual([]);
        // What this history promised must not go into the files of the next one.
        await app.database.query(`UPDATE bank_accounts SET state = 'REPLACED' WHERE organization_id = $1`, [
          played.supplier.id,
        ]);
      }),
      { numRuns: 5, examples: [[SCRIPT]] },
    );
    for (const happened of [
      'pay DONE',
      'settle DONE',
      'refundHeld DONE',
      'refundSettled DONE',
      'refundPaid DONE',
      'calculate DONE',
      'approve DONE',
      'file DONE',
      'confirm DONE',
      'fail DONE',
      'reopen DONE',
      'approve STATEMENT_OUTDATED',
      'refundSettled REFUND_EXCEEDS_PAID',
    ])
      expect([happened, seen.has(happened)]).toEqual([happened, true]);
  });
});
