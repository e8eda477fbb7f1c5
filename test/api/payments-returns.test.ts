import { randomUUID } from 'node:crypto';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import {
  breaksOf,
  money,
  openOrder,
  positionOf,
  receiptInput,
  receiptMutation,
  type SentRefusals,
} from '../support/money';
import { makePeople, type People } from '../support/people';

interface SentPayment {
  id: string;
  version: number;
  state: string;
  orderId: string | null;
  refundId: string | null;
  receiptId: string;
  reason: string | null;
  returnReason: string | null;
  payeeAccount: string;
  amount: { amount: string };
}
const PAYMENT =
  'id version state orderId refundId receiptId reason returnReason payeeAccount amount { amount }';

describe('money that goes back from suspense', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const codes = (payload?: { refusals: { code: string }[] }) => payload?.refusals.map(({ code }) => code);
  const receive = async (said: Record<string, unknown> = {}) => {
    const input = receiptInput({ memo: '忘记写识别码', ...said });
    const { payload } = await receiptMutation(app, 'recordBankReceipt', input, people.finance.token);
    return payload?.receipt?.id ?? '';
  };
  const propose = (receiptId: string, amount: string, said: object = {}, token = people.finance.token) => {
    const input = {
      idempotencyKey: freshKey(),
      receiptId,
      amount: money(amount),
      reason: 'OVERPAYMENT',
      ...said,
    };
    return receiptMutation(app, 'proposeSuspenseReturn', input, token);
  };
  const proposed = async (receiptId: string, amount: string) => {
    app.clock.advance(1000); // proposals are listed in the order of their instants
    return (await propose(receiptId, amount)).payload?.receipt?.returns.at(-1)?.id ?? '';
  };
  const decide = (
    verb: 'confirmSuspenseReturn' | 'rejectSuspenseReturn',
    returnId: string,
    token = people.financeSecond.token,
    expectedVersion = 1,
  ) => receiptMutation(app, verb, { idempotencyKey: freshKey(), returnId, expectedVersion }, token);
  const send = async (name: string, input: object) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const answer = await app.graphql<Record<string, SentRefusals & { refundPayment: SentPayment | null }>>(
      `mutation ($input: ${type}!) { ${name}(input: $input) { refusals { code path message } refundPayment { ${PAYMENT} } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: people.finance.token },
    );
    return answer.data?.[name];
  };
  const confirmPaid = (refundPaymentId: string, expectedVersion = 1, reference: string = randomUUID()) =>
    send('confirmRefundPaid', {
      refundPaymentId,
      expectedVersion,
      bankReference: `示例${reference}`,
      paidAt: '2026-07-09T09:00:00+08:00',
    });
  const openTasks = async (...subjectIds: string[]) => {
    const rows = await app.database.query<{ kind: string }>(
      `SELECT kind FROM tasks WHERE subject_id::text = ANY ($1::text[]) AND organization_id = $2 AND closed_at IS NULL
        ORDER BY kind`,
      [subjectIds, people.platform],
    );
    return rows.map(({ kind }) => kind);
  };
  const suspenseOf = async (receiptId: string) => {
    const row = await app.database.one<{ fen: bigint }>(
      `SELECT s.natural_fen AS fen FROM ledger_accounts a JOIN ledger_balances s ON s.account_id = a.id
        WHERE a.purpose = 'SUSPENSE' AND a.subject_id = $1`,
      [receiptId],
    );
    return row?.fen;
  };

  it('one proposes, another agrees, and the bank pays what was too much back to its account', async () => {
    const order = await openOrder(app, people, 6_000n);
    const receiptId = await receive({ memo: order.code, payerAccount: '62220000009999' });
    const answer = await propose(receiptId, '40.00', { note: '多付四十元' });
    const [first] = answer.payload?.receipt?.returns ?? [];
    const returnId = first?.id ?? '';
    expect(answer.payload?.receipt).toMatchObject({
      suspense: { amount: '40.00' },
      returns: [{ state: 'PROPOSED', refundPaymentId: null, paymentState: null }],
    });
    expect(await openTasks(returnId, receiptId)).toEqual(['CONFIRM_SUSPENSE_RETURN', 'MATCH_SUSPENSE']);
    expect(codes((await decide('confirmSuspenseReturn', returnId, people.finance.token)).payload)).toEqual([
      'FOUR_EYES',
    ]);
    const stale = await decide('confirmSuspenseReturn', returnId, people.financeSecond.token, 2);
    expect(codes(stale.payload)).toEqual(['STALE_VERSION']);
    const { payload } = await decide('confirmSuspenseReturn', returnId);
    expect(payload?.receipt).toMatchObject({
      suspense: { amount: '0.00' },
      returns: [{ state: 'CONFIRMED', paymentState: 'PROCESSING' }],
    });
    const paymentId = payload?.receipt?.returns[0]?.refundPaymentId ?? '';
    expect(await openTasks(returnId, receiptId, paymentId)).toEqual(['PAY_REFUND']);
    const { data } = await app.graphql<{ refundsToPay: { edges: { node: SentPayment }[] } }>(
      `{ refundsToPay(first: 100) { edges { node { ${PAYMENT} } } } }`,
      {},
      { token: people.finance.token },
    );
    expect(data.refundsToPay.edges.map(({ node }) => node)).toEqual([
      {
        id: paymentId,
        version: 1,
        state: 'PROCESSING',
        orderId: null,
        refundId: null,
        receiptId,
        reason: null,
        returnReason: 'OVERPAYMENT',
        payeeAccount: '****9999',
        amount: { amount: '40.00' },
      },
    ]);
    const answers = await Promise.all(Array.from({ length: 4 }, () => confirmPaid(paymentId)));
    expect(answers.flatMap(codes)).toEqual(Array(3).fill('STALE_VERSION'));
    expect(await openTasks(returnId, receiptId, paymentId)).toEqual([]);
    expect(await positionOf(app, order)).toMatchObject({
      heldFen: 6_000n,
      refundDueFen: 0n,
      refundedFen: 0n,
    });
    const again = await decide('confirmSuspenseReturn', returnId, people.financeSecond.token, 2);
    expect(codes(again.payload)).toEqual(['ILLEGAL_TRANSITION']);
    const trail = await app.database.query<{ action: string }>(
      `SELECT action FROM audit_rows WHERE subject_id::text IN ($1, $2) ORDER BY action`,
      [returnId, paymentId],
    );
    expect(trail.map(({ action }) => action)).toEqual([
      'confirmRefundPaid',
      'confirmSuspenseReturn',
      'proposeSuspenseReturn',
    ]);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('can fail at the bank and be paid again; one outgoing reference pays once', async () => {
    const receiptId = await receive();
    const ids: string[] = [];
    for (const amount of ['30.00', '20.00']) {
      const { payload } = await decide('confirmSuspenseReturn', await proposed(receiptId, amount));
      ids.push(payload?.receipt?.returns.at(-1)?.refundPaymentId ?? '');
    }
    const [one = '', other = ''] = ids;
    await send('failRefund', { refundPaymentId: one, expectedVersion: 1, failureReason: '账户已销户' });
    expect(codes(await confirmPaid(one, 2))).toEqual(['ILLEGAL_TRANSITION']);
    await send('retryRefund', { refundPaymentId: one, expectedVersion: 2 });
    const reference = randomUUID();
    expect((await confirmPaid(one, 3, reference))?.refundPayment).toMatchObject({ state: 'DONE' });
    expect(codes(await confirmPaid(other, 1, reference))).toEqual(['BANK_REFERENCE_REUSED']);
    expect(await suspenseOf(receiptId)).toBe(5_000n);
    expect(await openTasks(receiptId)).toEqual(['MATCH_SUSPENSE']);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('agreed to twice at once goes back once', async () => {
    const returnId = await proposed(await receive(), '10.00');
    const answers = await Promise.all(
      Array.from({ length: 3 }, () => decide('confirmSuspenseReturn', returnId)),
    );
    expect(answers.flatMap(({ payload }) => codes(payload))).toEqual(Array(2).fill('STALE_VERSION'));
  });

  it('refuses more than stands in suspense, nothing, and receipts that are none', async () => {
    const receiptId = await receive();
    const { payload } = await propose(receiptId, '100.01');
    expect(payload?.refusals).toMatchObject([{ code: 'NOT_IN_SUSPENSE', path: ['amount'] }]);
    expect(codes((await propose(receiptId, '0')).payload)).toEqual(['AMOUNT_NOT_POSITIVE']);
    const nobody = await propose(randomUUID(), '1.00');
    expect(nobody.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    for (const { token } of [people.auditor, people.ops, people.buyer.clerk])
      expect((await propose(receiptId, '1.00', {}, token)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await openTasks(receiptId)).toEqual(['MATCH_SUSPENSE']);
  });

  it('a rejected or withdrawn proposal leaves the money where it is', async () => {
    const receiptId = await receive();
    for (const token of [people.finance.token, people.financeSecond.token]) {
      const returnId = await proposed(receiptId, '100.00');
      const { payload } = await decide('rejectSuspenseReturn', returnId, token);
      expect(payload?.receipt?.suspense.amount).toBe('100.00');
      expect(payload?.receipt?.returns.at(-1)).toMatchObject({ state: 'REJECTED', refundPaymentId: null });
      const late = await decide('confirmSuspenseReturn', returnId, people.financeSecond.token, 2);
      expect(codes(late.payload)).toEqual(['ILLEGAL_TRANSITION']);
      expect(await openTasks(returnId)).toEqual([]);
    }
  });

  it('a match and returns that race for the same fen: one gets them', async () => {
    for (let round = 0; round < 6; round += 1) {
      const order = await openOrder(app, people, 10_000n);
      const receiptId = await receive();
      const returns = [await proposed(receiptId, '100.00'), await proposed(receiptId, '60.00')];
      const match = {
        idempotencyKey: freshKey(),
        receiptId,
        transferCode: order.code,
        amount: money('70.00'),
      };
      const answer = await receiptMutation(
        app,
        'proposeSuspenseMatch',
        { ...match, reason: '示例' },
        people.finance.token,
      );
      const matchId = answer.payload?.receipt?.matches[0]?.id ?? '';
      const confirmMatch = () => {
        const input = { idempotencyKey: freshKey(), matchId, expectedVersion: 1 };
        return receiptMutation(app, 'confirmSuspenseMatch', input, people.financeSecond.token);
      };
      const confirmReturns = returns.map((id) => () => decide('confirmSuspenseReturn', id));
      const moves = [confirmMatch, ...confirmReturns];
      const turn = round % moves.length;
      const turned = [...moves.slice(turn), ...moves.slice(0, turn)];
      const answers = await Promise.all(turned.map((move) => move()));
      expect(answers.flatMap((it) => codes(it?.payload))).toEqual(['NOT_IN_SUSPENSE', 'NOT_IN_SUSPENSE']);
      const taken = await app.database.one<{ fen: bigint }>(
        `SELECT (COALESCE((SELECT sum(fen) FROM payments WHERE receipt_id = $1), 0)
               + COALESCE((SELECT sum(fen) FROM refund_payments WHERE receipt_id = $1), 0))::bigint AS fen`,
        [receiptId],
      );
      expect([6_000n, 7_000n, 10_000n]).toContain(taken?.fen);
      expect(await suspenseOf(receiptId)).toBe(10_000n - (taken?.fen ?? 0n));
    }
    expect(await breaksOf(app)).toEqual([]);
  });

  it('reconciliation finds a return that the book does not know', async () => {
    const receiptId = await receive();
    const returnId = await proposed(receiptId, '10.00');
    await app.database.query(
      `UPDATE suspense_returns SET state = 'CONFIRMED', decided_by = $2, decided_at = proposed_at WHERE id = $1`,
      [returnId, people.financeSecond.id],
    );
    expect(await breaksOf(app)).toEqual([
      `receipt ${receiptId}: credited, in suspense and returned do not add up`,
      `receipt ${receiptId}: returns agreed, paid and due do not add up`,
    ]);
  });
});
