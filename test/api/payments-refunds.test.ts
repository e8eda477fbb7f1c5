import { randomUUID } from 'node:crypto';
import { Ledger, moving } from '../../src/ledger/index';
import { PaymentRequests, type RefundOrder } from '../../src/payments/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import {
  breaksOf,
  money,
  openOrder,
  positionOf,
  receiptInput,
  receiptMutation,
  type OpenedOrder,
  type SentRefusals,
} from '../support/money';
import { makePeople, type People } from '../support/people';

interface SentRefund {
  id: string;
  version: number;
  orderId: string;
  state: string;
  amount: { amount: string };
  payeeName: string | null;
  payeeAccount: string;
}

const FIELDS = 'id version orderId state amount { amount } payeeName payeeAccount';

describe('refunds', () => {
  let app: TestApp;
  let people: People;
  let requests: PaymentRequests;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    requests = app.nest.get(PaymentRequests);
  });
  afterAll(() => app.close());

  const paidOrder = async (...parts: { amount: string; account: string; at: string }[]) => {
    const fen = parts.reduce((sum, { amount }) => sum + BigInt(amount.replace('.', '')), 0n);
    const order = await openOrder(app, people, fen);
    for (const { amount, account, at } of parts) {
      const said = { amount: money(amount), payerAccount: account, receivedAt: at, memo: order.code };
      await receiptMutation(app, 'recordBankReceipt', receiptInput(said), people.finance.token);
    }
    return order;
  };
  const paid = (amount: string) =>
    paidOrder({ amount, account: '62220000000001', at: '2026-07-01T10:00:00+08:00' });
  const refund = (order: OpenedOrder, fen: bigint, said: Partial<RefundOrder> = {}) =>
    app.transactions.run((tx) =>
      requests.refund(tx, {
        subject: order.subject,
        fen,
        reason: 'SHORTAGE',
        from: 'HELD',
        key: randomUUID(),
        ...said,
      }),
    );
  const settle = ({ subject }: OpenedOrder, fen: bigint, key: string = subject.id) =>
    app.transactions.run((tx) => requests.settle(tx, { subject, supplierId: people.supplier.id, fen, key }));
  const toPay = async (order: OpenedOrder, token = people.finance.token) => {
    const query = `query ($orderId: UUID!) {
      refundsToPay(first: 100, orderId: $orderId) { totalCount edges { node { ${FIELDS} } } } }`;
    const { data } = await app.graphql<{
      refundsToPay: { totalCount: number; edges: { node: SentRefund }[] };
    }>(query, { orderId: order.subject.id }, { token });
    const parts = data.refundsToPay.edges.map(({ node }) => node);
    expect(parts.filter(({ orderId }) => orderId !== order.subject.id)).toEqual([]);
    expect(data.refundsToPay.totalCount).toBe(parts.length);
    return parts;
  };
  const send = async (name: string, input: object, token = people.finance.token) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) {
      refusals { code path message } refundPayment { ${FIELDS} } } }`;
    const answer = await app.graphql<Record<string, SentRefusals & { refundPayment: SentRefund | null }>>(
      query,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token },
    );
    return { ...answer, payload: answer.data?.[name] };
  };
  const confirm = ({ id, version }: SentRefund, said: object = {}, token?: string) => {
    const bank = { bankReference: `示例${randomUUID()}`, paidAt: '2026-07-09T09:00:00+08:00' };
    return send(
      'confirmRefundPaid',
      { refundPaymentId: id, expectedVersion: version, ...bank, ...said },
      token,
    );
  };
  const codes = (payload?: SentRefusals) => payload?.refusals.map(({ code }) => code);

  it('go back to the accounts the money came from, the newest receipt first', async () => {
    const order = await paidOrder(
      { amount: '60.00', account: '62220000000001', at: '2026-07-01T10:00:00+08:00' },
      { amount: '40.00', account: '62220000000002', at: '2026-07-02T10:00:00+08:00' },
    );
    await refund(order, 5_500n);
    const parts = await toPay(order);
    expect(new Map(parts.map((part) => [part.payeeAccount, part.amount.amount]))).toEqual(
      new Map([
        ['****0001', '15.00'],
        ['****0002', '40.00'],
      ]),
    );
    expect(
      (await toPay(order, people.auditor.token)).map((part) => [part.payeeName, part.payeeAccount]),
    ).toEqual(expect.arrayContaining([[null, '****0001']]));
    expect(await positionOf(app, order)).toMatchObject({ heldFen: 4_500n, refundDueFen: 5_500n });
  });

  it('are done when finance has confirmed every part, and the order hears it once', async () => {
    const order = await paidOrder(
      { amount: '60.00', account: '62220000000001', at: '2026-07-01T10:00:00+08:00' },
      { amount: '40.00', account: '62220000000002', at: '2026-07-02T10:00:00+08:00' },
    );
    const { refundId } = await refund(order, 10_000n, { reason: 'CANCELLED' });
    const events = () =>
      app.database.query(`SELECT payload FROM domain_events WHERE stream = $1 AND kind = 'RefundDone'`, [
        `order:${order.subject.id}`,
      ]);
    const [first, second] = await toPay(order);
    if (!first || !second) throw new Error('two parts were expected');
    const answers = await Promise.all(Array.from({ length: 5 }, () => confirm(first)));
    expect(answers.flatMap(({ payload }) => codes(payload))).toEqual(Array(4).fill('STALE_VERSION'));
    expect(await events()).toEqual([]);
    const seen = `query ($id: UUID!) { paymentRequest(orderId: $id) { refunds { id state reason amount { amount } } } }`;
    const asBuyer = await app.graphql(seen, { id: order.subject.id }, { token: people.buyer.clerk.token });
    expect(asBuyer.data).toMatchObject({
      paymentRequest: { refunds: [{ id: refundId, state: 'PROCESSING', reason: 'CANCELLED' }] },
    });
    const { payload } = await confirm(second);
    expect(payload?.refundPayment).toMatchObject({ state: 'DONE', payeeName: null });
    expect(payload?.refundPayment?.payeeAccount).toMatch(/^\*{4}/);
    expect(await events()).toEqual([{ payload: { orderId: order.subject.id, refundId, fen: '10000' } }]);
    expect(await positionOf(app, order)).toMatchObject({
      refundedFen: 10_000n,
      refundDueFen: 0n,
      heldFen: 0n,
    });
    const open = await app.database.query(
      `SELECT id FROM tasks WHERE kind = 'PAY_REFUND' AND closed_at IS NULL AND subject_id::text IN ($1, $2)`,
      [first.id, second.id],
    );
    expect(open).toEqual([]);
  });

  it('can fail and be tried again; the money stays due all the while', async () => {
    const order = await paid('10.00');
    await refund(order, 1_000n);
    const [part] = await toPay(order);
    if (!part) throw new Error('one part was expected');
    const { id } = part;
    const failed = await send('failRefund', {
      refundPaymentId: id,
      expectedVersion: 1,
      failureReason: '账户已销户',
    });
    expect(failed.payload?.refundPayment?.state).toBe('FAILED');
    expect(codes((await confirm({ ...part, version: 2 })).payload)).toEqual(['ILLEGAL_TRANSITION']);
    expect(await positionOf(app, order)).toMatchObject({ refundDueFen: 1_000n });
    await send('retryRefund', { refundPaymentId: id, expectedVersion: 2 });
    expect((await confirm({ ...part, version: 3 })).payload?.refundPayment?.state).toBe('DONE');
  });

  it('take one bank reference once, are not dated in the future, and only finance confirms', async () => {
    const order = await paidOrder(
      { amount: '60.00', account: '62220000000001', at: '2026-07-01T10:00:00+08:00' },
      { amount: '40.00', account: '62220000000002', at: '2026-07-02T10:00:00+08:00' },
    );
    await refund(order, 10_000n);
    const parts = await toPay(order);
    const [first] = parts;
    if (!first) throw new Error('a part was expected');
    expect(codes((await confirm(first, { paidAt: '2026-07-10T08:59:00+08:00' })).payload)).toEqual([
      'DATED_IN_FUTURE',
    ]);
    for (const { token } of [people.buyer.clerk, people.supplier.member, people.auditor, people.ops])
      expect((await confirm(first, {}, token)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await confirm({ ...first, id: randomUUID() })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const answers = await Promise.all(parts.map((part) => confirm(part, { bankReference: '示例退款 1' })));
    expect(answers.flatMap(({ payload }) => codes(payload))).toEqual(['BANK_REFERENCE_REUSED']);
  });

  it('never exceed what was paid: of ten at once for the whole amount exactly one goes through (I12)', async () => {
    const order = await paid('100.00');
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        refund(order, 10_000n).then(
          () => 'refunded',
          (error: Error) => error.message,
        ),
      ),
    );
    expect(answers.toSorted()).toEqual([
      ...Array<string>(9).fill('Refused: REFUND_EXCEEDS_PAID'),
      'refunded',
    ]);
    expect(await positionOf(app, order)).toMatchObject({ refundDueFen: 10_000n, heldFen: 0n });
  });

  it.each([0n, -1n, 1_001n])('of %s fen out of 1000 are refused', async (fen) => {
    await expect(refund(await paid('10.00'), fen)).rejects.toThrow('REFUND_EXCEEDS_PAID');
  });

  it('with the same key are one refund; another amount under the key is a defect', async () => {
    const order = await paid('10.00');
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 5 }, () => refund(order, 400n, { key })));
    expect(new Set(answers.map(({ refundId }) => refundId)).size).toBe(1);
    expect(await positionOf(app, order)).toMatchObject({ refundDueFen: 400n });
    await expect(refund(order, 300n, { key })).rejects.toThrow('was used for another refund');
  });

  it('after settlement come from the supplier’s money, and what he was already paid he owes back', async () => {
    const order = await paid('100.00');
    const { subject } = order;
    await app.transactions.run((tx) => requests.changeAmount(tx, { subject, fen: 9_700n }));
    await settle(order, 9_700n);
    await settle(order, 9_700n); // the same settlement again moves nothing
    await refund(order, 300n);
    await expect(refund(order, 1n)).rejects.toThrow('REFUND_EXCEEDS_PAID');
    expect(await positionOf(app, order)).toMatchObject({
      payableFen: 9_700n,
      heldFen: 0n,
      refundDueFen: 300n,
    });
    const account = { currency: 'CNY', subjectId: order.subject.id, owner: people.supplier.id } as const;
    await app.transactions.run((tx) =>
      app.nest.get(Ledger).post(tx, {
        key: `payout:${order.subject.id}`,
        kind: 'PAYOUT',
        subject: order.subject,
        entries: moving(9_000n, { ...account, purpose: 'PAYABLE' }, { ...account, purpose: 'PAID_OUT' }),
      }),
    );
    await refund(order, 1_000n, { from: 'PAYABLE', reason: 'QUALITY' });
    expect(await positionOf(app, order)).toMatchObject({
      payableFen: 0n,
      paidOutFen: 9_000n,
      owedBackFen: 300n,
      refundDueFen: 1_300n,
      outstandingFen: 0n,
    });
    await expect(refund(order, 8_701n, { from: 'PAYABLE' })).rejects.toThrow('REFUND_EXCEEDS_PAID');
    await refund(order, 8_700n, { from: 'PAYABLE', reason: 'RECALL' });
    expect(await positionOf(app, order)).toMatchObject({ owedBackFen: 9_000n, refundDueFen: 10_000n });
  });

  it('settlement takes no more than is held', async () => {
    const order = await paid('10.00');
    await expect(settle(order, 1_001n)).rejects.toThrow('SETTLEMENT_EXCEEDS_HELD');
  });

  it('leave books that reconcile, but for what was paid out above without a statement', async () => {
    expect(await breaksOf(app)).toEqual(['payouts: 0 left, statements say 0, orders say 9000']);
  });
});
