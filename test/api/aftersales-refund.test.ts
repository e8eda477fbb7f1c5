import { SettledLineRefunds } from '../../src/procurement/index';
import { Reconciliation } from '../../src/platform/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { playOrder, readOrder } from '../support/orders';
import { makePeople, signInAgain, type People } from '../support/people';

interface Request {
  id: string;
  version: number;
  state: string;
  requested: { amount: string };
  approved: { amount: string } | null;
}
interface Answer {
  refundRequest: Request | null;
  refusals: { code: string; path: string[]; message: string }[];
}

describe('money of a settled line', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people, { inBase: 90_000_000n, ladder: [[1n, 5_000n]] });
  });
  afterAll(() => app.close());

  const call = (token: string, operation: string, input: object) =>
    app.graphql<Record<string, Answer>>(
      `mutation ($input: ${operation[0]?.toUpperCase()}${operation.slice(1)}Input!) { ${operation}(input: $input) {
         refundRequest { id version state requested { amount } approved { amount } }
         refusals { code path message } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token },
    );
  const send = async (token: string, operation: string, input: object): Promise<Answer> => {
    const answer = await call(token, operation, input);
    const payload = answer.data?.[operation];
    if (answer.errors || !payload) throw new Error(JSON.stringify(answer.errors));
    return payload;
  };
  const ask = (settlementLineId: string, amount: string, token = people.buyer.clerk.token) =>
    send(token, 'requestRefund', {
      settlementLineId,
      amount: { amount },
      reason: 'QUALITY',
      note: '示例：部分霉变',
    });
  const decide = (token: string, operation: string, request: Request | null, more: object = {}) =>
    send(token, operation, { refundRequestId: request?.id, expectedVersion: request?.version, ...more });
  const settled = async () => {
    const order = await playOrder(app, people, goods, { kg: '100' });
    const line = order.settlement?.lines[0];
    if (!line) throw new Error('not settled');
    return { order, line };
  };
  const breaks = async () => {
    const found: string[] = [];
    await app.nest.get(Reconciliation).run((proof) => found.push(...proof.breaks));
    return found;
  };

  it('goes back in part when the supplier agrees, and the bank’s word ends it', async () => {
    const { order, line } = await settled();
    expect(line.goods.amount).toBe('5000.00');
    const asked = await ask(line.id, '800.00');
    const approved = await decide(people.supplier.token, 'approveRefund', asked.refundRequest, {
      amount: { amount: '750.55' },
    });
    expect(approved.refundRequest).toMatchObject({ state: 'PROCESSING', approved: { amount: '750.55' } });
    const after = await readOrder(app, people.buyer.clerk.token, order.id);
    expect(after.settlement?.lines[0]?.refunded.amount).toBe('750.55');
    const [event] = await app.database.query<{ payload: object }>(
      `SELECT payload FROM domain_events WHERE kind = 'SettledLineRefunded' AND stream = $1`,
      [`order:${order.id}`],
    );
    expect(event?.payload).toMatchObject({
      settlementLineId: line.id,
      goodsFen: '75055',
      refundFen: '75055',
    });

    const [due] = await app.database.query<{ id: string; version: number }>(
      `SELECT p.id, p.version FROM refund_payments p JOIN refunds r ON r.id = p.refund_id WHERE r.key LIKE $1`,
      [`%${asked.refundRequest?.id}`],
    );
    const paid = await app.graphql(
      `mutation ($input: ConfirmRefundPaidInput!) { confirmRefundPaid(input: $input) { refusals { code } } }`,
      {
        input: {
          idempotencyKey: freshKey(),
          refundPaymentId: due?.id,
          expectedVersion: due?.version,
          bankReference: 'BACK-0001',
          paidAt: app.clock.now().toISOString(),
        },
      },
      { token: people.finance.token },
    );
    expect(paid).toMatchObject({ data: { confirmRefundPaid: { refusals: [] } } });
    await app.settle();
    const read = await app.graphql<{ order: { refundRequests: { state: string }[] } }>(
      `query ($id: UUID!) { order(id: $id) { refundRequests { state } } }`,
      { id: order.id },
      { token: people.buyer.clerk.token },
    );
    expect(read.data.order.refundRequests).toEqual([{ state: 'DONE' }]);
    expect(await breaks()).toEqual([]);
  });

  it('is never more than is left of the line', async () => {
    const { line } = await settled();
    expect((await ask(line.id, '5000.01')).refusals).toMatchObject([
      { code: 'AMOUNT_ABOVE_LINE', path: ['amount'], message: '超过该结算行可退余额 5000.00 元' },
    ]);
    const first = await ask(line.id, '4000.00');
    expect((await ask(line.id, '10.00')).refusals).toMatchObject([{ code: 'ANOTHER_REQUEST_OPEN' }]);
    await decide(people.supplier.token, 'approveRefund', first.refundRequest);
    expect((await ask(line.id, '1000.01')).refusals).toMatchObject([{ code: 'AMOUNT_ABOVE_LINE' }]);
    expect((await ask(line.id, '1000.00')).refusals).toEqual([]);
  });

  it('goes back once, however many approve, ask or refund at the same time', async () => {
    const { line } = await settled();
    const asked = await Promise.all(Array.from({ length: 5 }, () => ask(line.id, '2000.00')));
    const open = asked.filter((answer) => answer.refundRequest);
    expect(open).toHaveLength(1);
    const request = open[0]?.refundRequest ?? null;
    const approvals = await Promise.all(
      Array.from({ length: 5 }, () => decide(people.supplier.token, 'approveRefund', request)),
    );
    expect(approvals.filter((answer) => answer.refusals.length === 0)).toHaveLength(1);
    const refunds = app.nest.get(SettledLineRefunds);
    const tries = await Promise.allSettled(
      Array.from({ length: 6 }, (_, index) =>
        app.transactions.run((tx) =>
          refunds.refund(tx, {
            settlementLineId: line.id,
            fen: 100_000n,
            reason: 'RETURN',
            key: `race-${line.id}-${index}`,
          }),
        ),
      ),
    );
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(3); // 5000 − 2000 leaves three times 1000
    expect(await breaks()).toEqual([]);
  });

  it('is the same refund when the same cause comes twice', async () => {
    const { line } = await settled();
    const refunds = app.nest.get(SettledLineRefunds);
    const once = { settlementLineId: line.id, fen: 100n, reason: 'RECALL', key: `again-${line.id}` } as const;
    const first = await app.transactions.run((tx) => refunds.refund(tx, once));
    expect(await app.transactions.run((tx) => refunds.refund(tx, once))).toEqual(first);
  });

  it('is arbitrated by two people of operations after a denial, and not before', async () => {
    const { line } = await settled();
    const { refundRequest } = await ask(line.id, '100.00');
    const early = await decide(people.buyer.clerk.token, 'escalateRefund', refundRequest);
    expect(early.refusals).toMatchObject([{ code: 'ESCALATION_TOO_EARLY' }]);
    const meddling = await decide(people.ops.token, 'approveRefund', refundRequest);
    expect(meddling.refusals).toMatchObject([{ code: 'ILLEGAL_TRANSITION' }]);
    const denied = await decide(people.supplier.token, 'denyRefund', refundRequest, { note: '示例：已验收' });
    const escalated = await decide(people.buyer.clerk.token, 'escalateRefund', denied.refundRequest);
    expect(escalated.refundRequest?.state).toBe('ESCALATED');
    const late = await decide(people.supplier.token, 'approveRefund', escalated.refundRequest);
    expect(late.refusals).toMatchObject([{ code: 'ILLEGAL_TRANSITION' }]);
    const note = { note: '示例' };
    const word = await decide(people.ops.token, 'approveRefund', escalated.refundRequest, note);
    expect(word.refundRequest).toMatchObject({ state: 'ESCALATED', approved: null });
    const alone = await decide(people.ops.token, 'approveRefund', word.refundRequest, note);
    expect(alone.refusals).toMatchObject([{ code: 'REFUND_FOUR_EYES' }]);
    const seconded = await signInAgain(app, people.opsSecond);
    const other = await decide(seconded, 'denyRefund', word.refundRequest, note);
    expect(other.refundRequest?.state).toBe('ESCALATED');
    const again = await decide(seconded, 'denyRefund', other.refundRequest, note);
    expect(again.refusals).toMatchObject([{ code: 'REFUND_FOUR_EYES' }]);
    const back = await decide(people.ops.token, 'approveRefund', other.refundRequest, note);
    const decided = await decide(seconded, 'approveRefund', back.refundRequest, note);
    expect(decided.refundRequest).toMatchObject({ state: 'PROCESSING', approved: { amount: '100.00' } });
  });

  it('is nobody else’s: one answer for strangers, and nothing written', async () => {
    const { line, order } = await settled();
    const stranger = await call(people.otherBuyer.clerk.token, 'requestRefund', {
      settlementLineId: line.id,
      amount: { amount: '1.00' },
      reason: 'QUALITY',
      note: '示例',
    });
    expect(stranger.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const { refundRequest } = await ask(line.id, '1.00');
    const other = await signInAgain(app, people.otherSupplier.member);
    for (const operation of ['approveRefund', 'denyRefund']) {
      const answer = await call(other, operation, {
        refundRequestId: refundRequest?.id,
        expectedVersion: 1,
        ...(operation === 'denyRefund' ? { note: '示例' } : {}),
      });
      expect(answer.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    }
    const [row] = await app.database.query(
      'SELECT count(*)::int AS n, max(version) AS version FROM refund_requests WHERE order_id = $1',
      [order.id],
    );
    expect(row).toEqual({ n: 1, version: 1 });
  });

  it('can be asked for, and brought before the platform, in the days of a case', async () => {
    const [denied, silent, late] = [await settled(), await settled(), await settled()];
    const asked = await ask(denied.line.id, '10.00');
    const waiting = await ask(silent.line.id, '10.00');
    const no = await decide(people.supplier.token, 'denyRefund', asked.refundRequest, { note: '示例' });
    const days = async (n: number) => {
      app.clock.advance(n * 86_400_000);
      return signInAgain(app, people.buyer.clerk);
    };
    const fifth = await decide(await days(5), 'escalateRefund', waiting.refundRequest);
    expect(fifth.refusals).toMatchObject([{ code: 'ESCALATION_TOO_EARLY' }]);
    const sixth = await decide(await days(1), 'escalateRefund', waiting.refundRequest);
    expect(sixth.refundRequest?.state).toBe('ESCALATED');
    const eighth = await decide(await days(2), 'escalateRefund', no.refundRequest);
    expect(eighth.refusals).toMatchObject([{ code: 'CASE_TOO_LATE', path: ['refundRequestId'] }]);
    expect((await ask(late.line.id, '10.00', await days(22))).refusals).toEqual([]);
    const other = await ask(silent.line.id, '10.00', await days(1));
    expect(other.refusals).toMatchObject([{ code: 'CASE_TOO_LATE', path: ['settlementLineId'] }]);
    const recalled = {
      settlementLineId: late.line.id,
      amount: { amount: '1.00' },
      reason: 'RECALL',
      note: '示例',
    };
    const refused = await call(await days(0), 'requestRefund', recalled);
    expect(refused.errors?.[0]?.message).toContain('OpenedCaseKind');
  });
});
