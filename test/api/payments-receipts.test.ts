import { Role } from '../../src/organizations/index';
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
import { addMember, addOrganization, makePeople, type People } from '../support/people';

describe('bank receipts', () => {
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

  it('finds the order by its code, however it was typed, and tells the order', async () => {
    const order = await openOrder(app, people, 10_000n);
    const wide = order.code
      .toLowerCase()
      .replace(/./g, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0));
    const memo = `货款 ${wide.slice(0, 4)} ${wide.slice(4)}，谢谢`;
    const { payload } = await record({ memo });
    expect(payload?.refusals).toEqual([]);
    expect(payload?.receipt).toMatchObject({
      suspense: { amount: '0.00' },
      payments: [{ orderId: order.subject.id, amount: { amount: '100.00' }, payerDiffers: false }],
    });
    expect(await positionOf(app, order)).toMatchObject({ heldFen: 10_000n, outstandingFen: 0n });
    expect(await eventsOf(order)).toMatchObject([
      { kind: 'PaymentReceived', payload: { fen: '10000', receivedFen: '10000', outstandingFen: '0' } },
    ]);
  });

  it('takes any number of payments and leaves what is above the amount due in suspense', async () => {
    const order = await openOrder(app, people, 15_000n);
    await record({ memo: order.code });
    const { payload } = await record({ memo: order.code });
    expect(payload?.receipt).toMatchObject({
      suspense: { amount: '50.00' },
      payments: [{ payerDiffers: false, amount: { amount: '50.00' } }],
    });
    expect(await positionOf(app, order)).toMatchObject({ receivedFen: 15_000n, heldFen: 15_000n });
  });

  const declare = async (order: OpenedOrder, payerName: string, token = people.buyer.clerk.token) => {
    const { data, errors } = await app.graphql<{
      declarePayer: { refusals: { code: string }[]; paymentRequest: object | null };
    } | null>(
      `mutation ($input: DeclarePayerInput!) { declarePayer(input: $input) { refusals { code }
         paymentRequest { outstanding { amount } payerDeclarations { payerName relation } } } }`,
      {
        input: { idempotencyKey: freshKey(), orderId: order.subject.id, payerName, relation: 'EMPLOYEE' },
      },
      { token },
    );
    const payload = data?.declarePayer;
    return { payload, codes: errors?.map(({ extensions }) => extensions.code) ?? codes(payload) };
  };

  it('takes money in another name for an order only once its buyer has declared who pays', async () => {
    const order = await openOrder(app, people, 25_000n);
    const receipts = [];
    for (const payerName of ['示例个人', '示例个人', '示例他人']) {
      const { payload } = await record({ memo: order.code, payerName });
      expect(payload?.receipt).toMatchObject({ suspense: { amount: '100.00' }, payments: [] });
      receipts.push(payload?.receipt?.id);
    }
    const asked = await app.database.query(
      `SELECT FROM notices WHERE kind = 'PAYER_UNDECLARED' AND subject_id::text = $1`,
      [order.subject.id],
    );
    expect(asked).toHaveLength(3);
    expect((await declare(order, '示例个人', people.otherBuyer.clerk.token)).codes).toEqual(['NOT_FOUND']);
    expect((await declare(order, '示例个人', people.supplier.token)).codes).toEqual(['FORBIDDEN']);
    expect((await declare(order, '示例采购公司')).codes).toEqual(['PAYER_IS_BUYER']);
    expect(await app.database.query('SELECT FROM payer_declarations')).toEqual([]);
    // However it is spelled, and however often it is said at once.
    const answers = await Promise.all(
      ['示例个人', ' 示例 个人', '示例个人。'].map((name) => declare(order, name)),
    );
    expect(answers.flatMap(({ codes: refused }) => refused)).toEqual([]);
    expect((await declare(order, '示例个人')).payload?.paymentRequest).toMatchObject({
      outstanding: { amount: '50.00' },
      payerDeclarations: [{ relation: 'EMPLOYEE', payerName: expect.stringContaining('示例') }],
    });
    const later = (await record({ memo: order.code, payerName: '示例个人' })).payload?.receipt;
    expect(later).toMatchObject({ suspense: { amount: '50.00' }, payments: [{ payerDiffers: true }] });
    expect(await positionOf(app, order)).toMatchObject({ receivedFen: 25_000n, outstandingFen: 0n });
    const found = await app.database.query<{ reason: string }>(
      'SELECT reason FROM receipt_findings WHERE receipt_id = ANY($1) ORDER BY found_at, reason',
      [[...receipts, later?.id]],
    );
    expect(found.map(({ reason }) => reason).toSorted()).toEqual([
      'PAID_AND_MORE',
      'PAID_IN_PART',
      'PAID_IN_PART',
      'PAYER_UNDECLARED',
      'PAYER_UNDECLARED',
      'PAYER_UNDECLARED',
    ]);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('credits everything a declared payer sent, whether it came before the declaration, with it or after it', async () => {
    const order = await openOrder(app, people, 100_000n);
    const sent = Array.from({ length: 8 }, () => record({ memo: order.code, payerName: '示例个人' }));
    await Promise.all([...sent, declare(order, '示例个人')]);
    expect(await positionOf(app, order)).toMatchObject({ receivedFen: 80_000n, heldFen: 80_000n });
    expect(await breaksOf(app)).toEqual([]);
  });

  it('what a declared payer sent above the sum due stays for people, whoever is declared after him', async () => {
    const order = await openOrder(app, people, 10_000n);
    await record({ memo: order.code, payerName: '示例个人', amount: money('200.00') });
    expect((await declare(order, '示例个人')).codes).toEqual([]);
    // More is asked for since: as much as was credited, so that a posting under the same key would pass for that one.
    await app.transactions.run((tx) =>
      app.nest.get(PaymentRequests).changeAmount(tx, { subject: order.subject, fen: 20_000n }),
    );
    expect((await declare(order, '示例他人')).codes).toEqual([]);
    expect(await positionOf(app, order)).toMatchObject({ receivedFen: 10_000n, heldFen: 10_000n });
    expect(await breaksOf(app)).toEqual([]);
  });

  it('lets nobody match by hand what another has paid and nobody declared', async () => {
    const order = await openOrder(app, people, 10_000n);
    const receiptId = (await record({ memo: null, payerName: '示例个人' })).payload?.receipt?.id;
    const propose = () =>
      receiptMutation(
        app,
        'proposeSuspenseMatch',
        {
          idempotencyKey: freshKey(),
          receiptId,
          transferCode: order.code,
          amount: money('100.00'),
          reason: '电话确认',
        },
        people.finance.token,
      );
    expect(codes((await propose()).payload)).toEqual(['PAYER_NOT_DECLARED']);
    await declare(order, '示例个人');
    const { payload } = await propose();
    expect(codes(payload)).toEqual([]);
    const [match] = payload?.receipt?.matches ?? [];
    const input = { idempotencyKey: freshKey(), matchId: match?.id, expectedVersion: match?.version };
    const confirmed = await receiptMutation(app, 'confirmSuspenseMatch', input, people.financeSecond.token);
    expect(confirmed.payload?.receipt).toMatchObject({ payments: [{ payerDiffers: true }] });
    await app.transactions.run((tx) => app.nest.get(PaymentRequests).close(tx, order.subject));
    expect((await declare(order, '示例他人')).codes).toEqual(['PAYMENT_REQUEST_CLOSED']);
  });

  it('keeps in suspense what has no code, a mistyped code, two codes, or a closed request', async () => {
    const [a, b] = [await openOrder(app, people, 10_000n), await openOrder(app, people, 10_000n)];
    const wrong = `${a.code.slice(0, -1)}${a.code.endsWith('2') ? '3' : '2'}`;
    for (const memo of [null, '货款', wrong, `${a.code} ${b.code}`]) {
      const { payload } = await record({ memo });
      expect(payload?.receipt).toMatchObject({ suspense: { amount: '100.00' }, payments: [] });
    }
    await app.transactions.run((tx) => app.nest.get(PaymentRequests).close(tx, a.subject));
    expect((await record({ memo: a.code })).payload?.receipt?.suspense.amount).toBe('100.00');
  });

  it('records one bank reference once, whoever records it how often at once (I17)', async () => {
    const order = await openOrder(app, people, 100_000n);
    const said = { bankReference: '示例流水 0001', memo: order.code };
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        record(said, index % 2 ? people.finance.token : people.financeSecond.token),
      ),
    );
    expect(new Set(answers.map(({ payload }) => payload?.receipt?.id)).size).toBe(1);
    expect(answers.flatMap(({ payload }) => codes(payload))).toEqual([]);
    expect(await positionOf(app, order)).toMatchObject({ receivedFen: 10_000n, heldFen: 10_000n });
    expect((await eventsOf(order)).length).toBe(1);
    const other = await record({ ...said, bankReference: '示例流水0001', amount: money('99.00') });
    expect(codes(other.payload)).toEqual(['BANK_REFERENCE_REUSED']);
  });

  it('answers a repeated key with the first result, and refuses the key for something else', async () => {
    const order = await openOrder(app, people, 10_000n);
    const input = receiptInput({ memo: order.code });
    const send = (value: object, token: string) => receiptMutation(app, 'recordBankReceipt', value, token);
    const first = await send(input, people.finance.token);
    expect((await send(input, people.financeSecond.token)).payload?.receipt?.id).toBe(
      first.payload?.receipt?.id,
    );
    const other = await send({ ...input, amount: money('1.00') }, people.finance.token);
    expect(codes(other.payload)).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    expect(await positionOf(app, order)).toMatchObject({ receivedFen: 10_000n });
  });

  it('keeps one organization’s keys apart from another’s', async () => {
    const stranger = await app.transactions.run(async (tx) => {
      const standing = { kind: 'PLATFORM_OPERATIONS', regionCode: '110000' } as const;
      return addMember(app, tx, await addOrganization(tx, standing), Role.FINANCE);
    });
    const idempotencyKey = freshKey();
    const ours = await record({ idempotencyKey });
    const theirs = await record({ idempotencyKey }, stranger.token);
    expect(codes(theirs.payload)).toEqual([]);
    expect(theirs.payload?.receipt?.id).not.toBe(ours.payload?.receipt?.id);
  });

  it('lets only finance record, and shows names and memos to finance alone', async () => {
    const before = await app.database.query('SELECT id FROM recorded_receipts');
    for (const { token } of [people.buyer.clerk, people.supplier.member, people.auditor, people.ops]) {
      const answer = await record({}, token);
      expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
    expect(await app.database.query('SELECT id FROM recorded_receipts')).toHaveLength(before.length);
    const query = '{ bankReceipts(first: 1) { totalCount edges { node { payerName payerAccount memo } } } }';
    const seen = async (token: string) =>
      (await app.graphql<{ bankReceipts: { edges: { node: object }[] } }>(query, {}, { token })).data
        ?.bankReceipts?.edges[0]?.node;
    const account = { payerAccount: '****5678' };
    expect(await seen(people.auditor.token)).toEqual({ payerName: null, memo: null, ...account });
    expect(await seen(people.finance.token)).toMatchObject({ payerName: expect.any(String), ...account });
    expect(await seen(people.buyer.clerk.token)).toBeUndefined();
  });

  it.each([
    [{ amount: money('0') }, 'AMOUNT_NOT_POSITIVE', ['amount', 'amount']],
    [{ amount: money('1.001') }, 'AMOUNT_TOO_PRECISE', ['amount', 'amount']],
    [{ amount: money('999999999999999999') }, 'AMOUNT_MALFORMED', ['amount', 'amount']],
    [{ receivedAt: '2026-07-10T08:30:00+08:00' }, 'DATED_IN_FUTURE', ['receivedAt']],
    [{ receivedAt: '2025-06-03T08:30:00+08:00' }, 'DATED_TOO_LONG_AGO', ['receivedAt']],
  ])('refuses %j as %s', async (said, code, path) => {
    const { payload } = await record(said);
    expect(payload?.refusals).toMatchObject([{ code, path }]);
  });

  it.each([
    [{ payerAccount: '示例' }, ['input', 'payerAccount']],
    [{ amount: { amount: '1', currency: 'USD' } }, undefined],
    [{ bankReference: '一'.repeat(101) }, undefined],
    [{ memo: 'a\u0000b' }, undefined],
  ])('answers the malformed %j as bad input', async (said, path) => {
    const { errors } = await record(said);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    if (path) expect(errors?.[0]?.extensions.path).toEqual(path);
  });

  it('shows a payment request to its buyer, its supplier and those who watch the money, and to nobody else', async () => {
    const order = await openOrder(app, people, 10_000n);
    const query = `query ($id: UUID!) { paymentRequest(orderId: $id) { due { amount } outstanding { amount }
      instructions { transferCode amount { amount } bankName accountName accountNumber } } }`;
    const seen = async (token: string) =>
      app.graphql<{ paymentRequest: { instructions: object | null } }>(
        query,
        { id: order.subject.id },
        { token },
      );
    const buyer = await seen(people.buyer.clerk.token);
    expect(buyer.data.paymentRequest).toMatchObject({
      outstanding: { amount: '100.00' },
      instructions: { transferCode: order.code, amount: { amount: '100.00' }, bankName: '示例存管银行' },
    });
    expect((await seen(people.supplier.token)).data.paymentRequest.instructions).toBeNull();
    expect((await seen(people.auditor.token)).errors).toBeUndefined();
    for (const { token } of [people.otherBuyer.clerk, people.otherSupplier.member, people.ops])
      expect((await seen(token)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('keeps names, account numbers and memos out of audit rows, events and plain columns', async () => {
    const secret = '示例张三';
    await record({ payerName: secret, payerAccount: '6222999988887777', memo: `备注${secret}` });
    const [row] = await app.database.query<{ found: number }>(
      `SELECT (SELECT count(*) FROM audit_rows a WHERE a::text LIKE $1 OR a::text LIKE $2)::int
            + (SELECT count(*) FROM domain_events e WHERE e::text LIKE $1 OR e::text LIKE $2)::int
            + (SELECT count(*) FROM idempotency_keys k WHERE k.result::text LIKE $1 OR k.result::text LIKE $2)::int
            + (SELECT count(*) FROM bank_receipts b WHERE b::text LIKE $1 OR b::text LIKE $2)::int
            + (SELECT count(*) FROM recorded_receipts r WHERE r::text LIKE $1 OR r::text LIKE $2)::int AS found`,
      [`%${secret}%`, '%6222999988887777%'],
    );
    expect(row?.found).toBe(0);
  });

  it('leaves books that reconcile', async () => {
    expect(await breaksOf(app)).toEqual([]);
  });
});
