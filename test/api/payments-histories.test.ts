import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { Refused } from '../../libs/workflow/src/index';
import type { PaymentPart } from '../../libs/payment-plan/src/index';
import { PaymentParts, PaymentRequests } from '../../src/payments/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import {
  breaksOf,
  money,
  openOrder,
  positionOf,
  receiptInput,
  receiptMutation,
  type OpenedOrder,
} from '../support/money';
import { makePeople, type People } from '../support/people';

type Step =
  | { kind: 'receive'; order: number; fen: number; withCode: boolean; again: boolean }
  | { kind: 'settle' | 'reprice' | 'refundHeld' | 'refundSettled'; order: number; fen: number }
  | { kind: 'returnSuspense' | 'confirmReturn'; order: number; fen: number }
  | { kind: 'confirmRefund' | 'failRefund' | 'matchSuspense' | 'confirmMatch'; order: number; fen: number };

const ORDERS = 2;
/** The second order is paid in parts; the first asks as a whole. */
const PLANNED: readonly PaymentPart[] = [
  { kind: 'DEPOSIT', fen: 3_000n, dueOn: '2026-07-24', extended: false },
  { kind: 'INSTALMENT', fen: 3_500n, dueOn: '2026-08-08', extended: false },
  { kind: 'INSTALMENT', fen: 3_500n, dueOn: null, extended: false },
];
const WORKERS = 4;
const order = fc.nat(ORDERS - 1);
const fen = fc.integer({ min: 1, max: 12_000 });
const MOVES = [
  'settle',
  'reprice',
  'refundHeld',
  'refundSettled',
  'confirmRefund',
  'failRefund',
  'matchSuspense',
  'confirmMatch',
  'returnSuspense',
  'confirmReturn',
] as const;
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('receive' as const),
    order,
    fen,
    withCode: fc.boolean(),
    again: fc.boolean(),
  }),
  fc.record({ kind: fc.constantFrom(...MOVES), order, fen }),
);
/** A history in which each kind of money moves, however the workers share it: every step as often as there are workers, twice. */
const SURE: Step[] = (
  [
    { kind: 'receive', order: 0, fen: 9_000, withCode: true, again: false },
    { kind: 'receive', order: 0, fen: 5_000, withCode: false, again: true },
    { kind: 'settle', order: 0, fen: 1_000 },
    { kind: 'refundHeld', order: 0, fen: 1_000 },
    { kind: 'confirmRefund', order: 0, fen: 1 },
    { kind: 'returnSuspense', order: 0, fen: 100 },
    { kind: 'confirmReturn', order: 0, fen: 1 },
  ] as const
).flatMap((step) => Array.from({ length: 2 * WORKERS }, () => step));
const yuan = (amount: number) => (amount / 100).toFixed(2);

/** I12 and I13 under any interleaving: workers take the next step of a random history as soon as they are free. */
describe('histories of receipts, settlements and refunds', () => {
  let app: TestApp;
  let people: People;
  let requests: PaymentRequests;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    requests = app.nest.get(PaymentRequests);
  });
  afterAll(() => app.close());

  const rowOf = <Row>(sql: string, parameters: unknown[]) => app.database.one<Row>(sql, parameters);
  const mutate = async (name: string, input: object, person = people.finance) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const answer = await app.graphql(
      `mutation ($input: ${type}!) { ${name}(input: $input) { refusals { code } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: person.token },
    );
    expect(answer.errors).toBeUndefined();
  };

  const receive = async (
    target: OpenedOrder,
    { fen: amount, withCode, again }: Step & { kind: 'receive' },
  ) => {
    const input = receiptInput({
      amount: money(yuan(amount)),
      memo: withCode ? target.code : null,
      payerAccount: `622200000000${amount % 3}`,
    });
    const send = () =>
      receiptMutation(
        app,
        'recordBankReceipt',
        { ...input, idempotencyKey: freshKey() },
        people.finance.token,
      );
    const answers = await Promise.all(again ? [send(), send()] : [send()]);
    expect(new Set(answers.map(({ payload }) => payload?.receipt?.id)).size).toBe(1);
  };

  const moveRefund = async (target: OpenedOrder, verb: 'confirmRefundPaid' | 'failRefund') => {
    const part = await rowOf<{ id: string; version: number }>(
      `SELECT d.id, d.version FROM refund_payments d JOIN refunds f ON f.id = d.refund_id
         JOIN payment_requests r ON r.id = f.request_id
        WHERE r.subject_id = $1 AND d.state = 'PROCESSING' ORDER BY d.id LIMIT 1`,
      [target.subject.id],
    );
    if (!part) return;
    const said =
      verb === 'failRefund'
        ? { failureReason: '示例' }
        : { bankReference: randomUUID(), paidAt: '2026-07-09T09:00:00+08:00' };
    await mutate(verb, { refundPaymentId: part.id, expectedVersion: part.version, ...said });
  };

  const latestInSuspense = () =>
    rowOf<{ id: string }>(
      `SELECT a.subject_id AS id FROM ledger_accounts a JOIN ledger_balances b ON b.account_id = a.id
        WHERE a.purpose = 'SUSPENSE' AND b.natural_fen > 0 ORDER BY a.id DESC LIMIT 1`,
      [],
    );
  const proposeMatch = async (target: OpenedOrder, amount: number) => {
    const receipt = await latestInSuspense();
    if (!receipt) return;
    const match = { receiptId: receipt.id, transferCode: target.code, amount: money(yuan(amount)) };
    await mutate('proposeSuspenseMatch', { ...match, reason: '示例' });
  };

  const confirmMatch = async () => {
    const match = await rowOf<{ id: string }>(
      `SELECT id FROM suspense_matches WHERE state = 'PROPOSED' ORDER BY proposed_at, id LIMIT 1`,
      [],
    );
    if (match)
      await mutate('confirmSuspenseMatch', { matchId: match.id, expectedVersion: 1 }, people.financeSecond);
  };

  const proposeReturn = async (amount: number) => {
    const receipt = await latestInSuspense();
    if (!receipt) return;
    const returned = { receiptId: receipt.id, amount: money(yuan(amount)), reason: 'NOT_FOR_US' };
    await mutate('proposeSuspenseReturn', returned);
  };

  const confirmReturn = async () => {
    const proposed = await rowOf<{ id: string }>(
      `SELECT id FROM suspense_returns WHERE state = 'PROPOSED' ORDER BY proposed_at, id LIMIT 1`,
      [],
    );
    if (proposed)
      await mutate(
        'confirmSuspenseReturn',
        { returnId: proposed.id, expectedVersion: 1 },
        people.financeSecond,
      );
  };

  const moveMoney = (target: OpenedOrder, kind: Step['kind'], amount: bigint) => {
    const { subject } = target;
    return app.transactions.run(async (tx) => {
      const said = { subject, fen: amount, key: randomUUID() };
      if (kind === 'settle') await requests.settle(tx, { ...said, supplierId: people.supplier.id });
      if (kind === 'reprice') await requests.changeAmount(tx, said);
      if (kind === 'refundHeld') await requests.refund(tx, { ...said, reason: 'SHORTAGE', from: 'HELD' });
      if (kind === 'refundSettled')
        await requests.refund(tx, { ...said, reason: 'QUALITY', from: 'PAYABLE' });
    });
  };

  const take = async (target: OpenedOrder, next: Step): Promise<void> => {
    if (next.kind === 'receive') return receive(target, next);
    if (next.kind === 'confirmRefund') return moveRefund(target, 'confirmRefundPaid');
    if (next.kind === 'failRefund') return moveRefund(target, 'failRefund');
    if (next.kind === 'matchSuspense') return proposeMatch(target, next.fen);
    if (next.kind === 'confirmMatch') return confirmMatch();
    if (next.kind === 'returnSuspense') return proposeReturn(next.fen);
    if (next.kind === 'confirmReturn') return confirmReturn();
    // Half the amounts, so that many of them fit into what is there.
    return moveMoney(target, next.kind, BigInt(next.fen) / 2n + 1n).catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error;
    });
  };

  const soundAfterwards = async (target: OpenedOrder) => {
    const position = await positionOf(app, target);
    const { receivedFen, heldFen, payableFen, paidOutFen, feesFen, refundDueFen, refundedFen, owedBackFen } =
      position;
    expect(receivedFen).toBe(
      heldFen + payableFen + paidOutFen + feesFen + refundDueFen + refundedFen - owedBackFen,
    );
    expect(refundDueFen + refundedFen).toBeLessThanOrEqual(receivedFen);
    const parts = await app.nest.get(PaymentParts).of(app.database, target.subject);
    expect(parts.reduce((left, part) => left + part.fen - part.paidFen, 0n)).toBe(position.outstandingFen);
    for (const amount of [heldFen, payableFen, refundDueFen, refundedFen, owedBackFen])
      expect(amount).toBeGreaterThanOrEqual(0n);
  };

  it('keep I12, I13 and all sums at zero', async () => {
    const seen = { received: 0n, refunded: 0n, settled: 0n };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40 }), async (history) => {
        const orders = await Promise.all(
          [undefined, PLANNED].map((parts) => openOrder(app, people, 10_000n, parts)),
        );
        const waiting = [...history];
        const work = async () => {
          for (let next = waiting.shift(); next; next = waiting.shift()) {
            const target = orders[next.order];
            if (target) await take(target, next);
          }
        };
        await Promise.all(Array.from({ length: WORKERS }, work));
        for (const target of orders) {
          await soundAfterwards(target);
          const { receivedFen, refundedFen, payableFen } = await positionOf(app, target);
          seen.received += receivedFen;
          seen.refunded += refundedFen;
          seen.settled += payableFen;
        }
        expect(await breaksOf(app)).toEqual([]);
      }),
      { numRuns: 25, examples: [[SURE]] },
    );
    const returned = await rowOf<{ fen: bigint }>(
      `SELECT COALESCE(sum(fen), 0)::bigint AS fen FROM suspense_returns WHERE state = 'CONFIRMED'`,
      [],
    );
    expect(returned?.fen).toBeGreaterThan(0n);
    // A history in which nothing happened proves nothing.
    for (const moved of Object.values(seen)) expect(moved).toBeGreaterThan(0n);
  });
});
