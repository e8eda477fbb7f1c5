import { PaymentRequests } from '../../src/payments/index';
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

describe('money in suspense', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const record = (said: Record<string, unknown>, token = people.finance.token) =>
    receiptMutation(app, 'recordBankReceipt', receiptInput(said), token);
  const codes = (payload?: { refusals: { code: string }[] }) => payload?.refusals.map(({ code }) => code);
  const eventsOf = ({ subject }: OpenedOrder) =>
    app.database.query<{ kind: string; payload: Record<string, string> }>(
      'SELECT kind, payload FROM domain_events WHERE stream = $1 ORDER BY sequence',
      [`order:${subject.id}`],
    );

  const inSuspense = async () => (await record({ memo: '忘记写识别码' })).payload?.receipt?.id ?? '';
  const propose = (receiptId: string, transferCode: string, amount: string, token = people.finance.token) => {
    const input = { idempotencyKey: freshKey(), receiptId, transferCode, amount: money(amount) };
    return receiptMutation(app, 'proposeSuspenseMatch', { ...input, reason: '付款人来电说明' }, token);
  };
  const decide = (
    verb: 'confirmSuspenseMatch' | 'rejectSuspenseMatch',
    matchId: string,
    token: string,
    expectedVersion = 1,
  ) => receiptMutation(app, verb, { idempotencyKey: freshKey(), matchId, expectedVersion }, token);

  it('one proposes, another confirms, and nobody both (I18)', async () => {
    const order = await openOrder(app, people, 6_000n);
    const receiptId = await inSuspense();
    const proposed = await propose(receiptId, order.code.toLowerCase(), '60.00');
    const matchId = proposed.payload?.receipt?.matches[0]?.id ?? '';
    expect(await positionOf(app, order)).toMatchObject({ receivedFen: 0n });
    expect(codes((await decide('confirmSuspenseMatch', matchId, people.finance.token)).payload)).toEqual([
      'FOUR_EYES',
    ]);
    const stale = await decide('confirmSuspenseMatch', matchId, people.financeSecond.token, 2);
    expect(codes(stale.payload)).toEqual(['STALE_VERSION']);
    const confirmed = await decide('confirmSuspenseMatch', matchId, people.financeSecond.token);
    expect(confirmed.payload?.receipt).toMatchObject({
      suspense: { amount: '40.00' },
      matches: [{ state: 'CONFIRMED' }],
    });
    expect(await positionOf(app, order)).toMatchObject({ heldFen: 6_000n, outstandingFen: 0n });
    expect(await eventsOf(order)).toHaveLength(1);
    expect(
      codes((await decide('confirmSuspenseMatch', matchId, people.financeSecond.token, 2)).payload),
    ).toEqual(['ILLEGAL_TRANSITION']);
  });

  it('refuses more than stands in suspense, more than is due, and a code that is none', async () => {
    const order = await openOrder(app, people, 5_000n);
    const receiptId = await inSuspense();
    expect(codes((await propose(receiptId, order.code, '50.01')).payload)).toEqual(['MATCH_EXCEEDS_DUE']);
    expect(codes((await propose(receiptId, order.code, '100.01')).payload)).toEqual([
      'NOT_IN_SUSPENSE',
      'MATCH_EXCEEDS_DUE',
    ]);
    expect(codes((await propose(receiptId, 'XS22222222', '1.00')).payload)).toEqual([
      'TRANSFER_CODE_UNKNOWN',
    ]);
    const nobody = await propose(order.subject.id, order.code, '1.00');
    expect(nobody.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('two proposals for the same money: the second to be confirmed is refused', async () => {
    const [a, b] = [await openOrder(app, people, 10_000n), await openOrder(app, people, 10_000n)];
    const receiptId = await inSuspense();
    await propose(receiptId, a.code, '100.00');
    const { payload } = await propose(receiptId, b.code, '100.00');
    const answers = await Promise.all(
      (payload?.receipt?.matches ?? []).map(({ id }) =>
        decide('confirmSuspenseMatch', id, people.financeSecond.token),
      ),
    );
    expect(answers.flatMap((answer) => codes(answer.payload))).toEqual(['NOT_IN_SUSPENSE']);
    const held = (await positionOf(app, a)).heldFen + (await positionOf(app, b)).heldFen;
    expect(held).toBe(10_000n);
  });

  it('asks again when it is confirmed: what was due may have been paid or re-priced since', async () => {
    const order = await openOrder(app, people, 5_000n);
    const { subject } = order;
    const { payload } = await propose(await inSuspense(), order.code, '50.00');
    const matchId = payload?.receipt?.matches[0]?.id ?? '';
    await app.transactions.run((tx) =>
      app.nest.get(PaymentRequests).changeAmount(tx, { subject, fen: 4_999n }),
    );
    const confirmed = await decide('confirmSuspenseMatch', matchId, people.financeSecond.token);
    expect(codes(confirmed.payload)).toEqual(['MATCH_EXCEEDS_DUE']);
    expect(await positionOf(app, order)).toMatchObject({ receivedFen: 0n });
  });

  it('a wrong proposal is rejected and leaves the money where it is', async () => {
    const order = await openOrder(app, people, 10_000n);
    const receiptId = await inSuspense();
    const matchId = (await propose(receiptId, order.code, '10.00')).payload?.receipt?.matches[0]?.id ?? '';
    const { payload } = await decide('rejectSuspenseMatch', matchId, people.finance.token);
    expect(payload?.receipt).toMatchObject({
      suspense: { amount: '100.00' },
      matches: [{ state: 'REJECTED' }],
    });
  });

  it('is listed for finance, and waits in finance’s tasks', async () => {
    const receiptId = await inSuspense();
    const query = '{ suspense(first: 100) { edges { node { id } } } }';
    const { data } = await app.graphql<{ suspense: { edges: { node: { id: string } }[] } }>(
      query,
      {},
      { token: people.finance.token },
    );
    expect(data.suspense.edges.map(({ node }) => node.id)).toContain(receiptId);
    const open = await app.database.query(
      `SELECT id FROM tasks WHERE subject_id::text = $1 AND organization_id = $2 AND kind = 'MATCH_SUSPENSE' AND closed_at IS NULL`,
      [receiptId, people.platform],
    );
    expect(open).toHaveLength(1);
  });

  it('leaves books that reconcile', async () => {
    expect(await breaksOf(app)).toEqual([]);
  });
});
