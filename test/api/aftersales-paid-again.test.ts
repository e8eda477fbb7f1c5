import { freshKey, startTestApp, type TestApp } from '../support/app';
import { PAYER, bookStatement, twoColumns } from '../support/bank-statements';
import { caseVerbs, giving, type ShownCase } from '../support/cases';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf } from '../support/money';
import { playOrder } from '../support/orders';
import { makePeople, signInAgain, type People, type Person } from '../support/people';

/** From which orders are paid here. */
const ACCOUNT = '6222000000000000001';

interface Request {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

describe('a refund that the bank sends back after it was done', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  let says: ReturnType<typeof caseVerbs>;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people, { inBase: 90_000_000n, ladder: [[1n, 5_000n]] });
    says = caseVerbs(app);
  });
  afterAll(() => app.close());

  const call = async <Payload>(person: Person, name: string, input: object, fields: string) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const answer = await app.graphql<Record<string, Payload & { refusals: object[] }>>(
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} refusals { code } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: await signInAgain(app, person) },
    );
    const payload = answer.data?.[name];
    if (!payload || payload.refusals.length > 0) throw new Error(JSON.stringify(answer));
    return payload;
  };
  const lineOf = async () => {
    const order = await playOrder(app, people, goods, { kg: '100' });
    return { orderId: order.id, lineId: order.settlement?.lines[0]?.id ?? '' };
  };
  const request = (name: string, person: Person, input: object) =>
    call<{ refundRequest: Request }>(person, name, input, 'refundRequest { id version state }');
  const parts = (state: string) =>
    app.database.query<{ id: string; version: number; fen: bigint }>(
      'SELECT id, version, fen FROM refund_payments WHERE state = $1 ORDER BY fen',
      [state],
    );
  const pay = async (prefix: string) => {
    for (const { id, version, fen } of await parts('PROCESSING')) {
      const paidAt = app.clock.now().toISOString();
      const input = {
        refundPaymentId: id,
        expectedVersion: version,
        bankReference: `${prefix}${fen}`,
        paidAt,
      };
      await call(people.finance, 'confirmRefundPaid', input, 'refundPayment { id }');
    }
    await app.settle();
  };
  const shown = async (orderId: string, one: ShownCase) => {
    const token = await signInAgain(app, people.buyer.clerk);
    const { data } = await app.graphql<{ order: { refundRequests: Request[] } }>(
      'query ($id: UUID!) { order(id: $id) { refundRequests { state } } }',
      { id: orderId },
      { token },
    );
    const { state, history } = await says.read(token, one.id);
    return [data.order.refundRequests[0]?.state, state, history.at(-1)?.verb];
  };

  it('is shown as paid back no longer, until it is paid again', async () => {
    const [asked, claimed] = [await lineOf(), await lineOf()];
    const { refundRequest } = await request('requestRefund', people.buyer.clerk, {
      settlementLineId: asked.lineId,
      amount: { amount: '800.00' },
      reason: 'QUALITY',
      note: '示例：部分霉变',
    });
    const decided = { refundRequestId: refundRequest.id, expectedVersion: refundRequest.version };
    await request('approveRefund', people.supplier.member, decided);
    const opened = await says.done(people.buyer.clerk.token, 'openCase', {
      orderId: claimed.orderId,
      kind: 'SHORTAGE',
      words: '示例：短少',
      lines: [
        {
          settlementLineId: claimed.lineId,
          amount: { amount: '300.00' },
          quantity: { value: '6', unit: 'kg' },
        },
      ],
    });
    const one = await says.done(people.supplier.token, 'replyToCase', {
      ...says.on(opened),
      words: '示例：同意',
      lines: giving(opened, '300.00'),
    });
    const now = () => shown(asked.orderId, one);
    expect(await now()).toEqual(['PROCESSING', 'AGREED', 'grant']);
    await pay('FIRST-');
    expect(await now()).toEqual(['DONE', 'CLOSED', 'finish']);

    app.clock.advance(86_400_000);
    people = { ...(await makePeople(app)), buyer: people.buyer, supplier: people.supplier };
    const day = app.clock.now().toISOString().slice(0, 10);
    const back = (amount: string, balance: string, serial: string) => [
      `${day} 00:10:00`,
      '',
      amount,
      balance,
      PAYER,
      ACCOUNT,
      '账号户名不符 退汇',
      serial,
    ];
    const rows = [back('300.00', '1300.00', 'B1'), back('800.00', '2100.00', 'B2')];
    await bookStatement(app, people.finance, twoColumns(rows, [day, day], ['1000.00', '2100.00']));
    expect(await parts('RETURNED')).toHaveLength(2);
    expect(await now()).toEqual(['PROCESSING', 'AGREED', 'payAgreedAgain']);
    expect((await breaksOf(app)).filter((line) => !line.includes('the bank'))).toEqual([]);
    const told = await app.database.query<{ kind: string }>(
      `SELECT kind FROM notices WHERE organization_id = $1 AND kind LIKE '%_PAYS_AGAIN' ORDER BY kind`,
      [people.supplier.id],
    );
    expect(told.map(({ kind }) => kind)).toEqual(['CASE_PAYS_AGAIN', 'REFUND_PAYS_AGAIN']);

    for (const { id, version } of await parts('RETURNED'))
      await call(
        people.finance,
        'retryRefund',
        { refundPaymentId: id, expectedVersion: version },
        'refundPayment { id }',
      );
    await pay('SECOND-');
    expect(await now()).toEqual(['DONE', 'CLOSED', 'finish']);
  });

  it('is found by the check where it is shown as paid back all the same', async () => {
    await app.database.query(
      `UPDATE refund_payments SET state = 'RETURNED', bank_reference = NULL, paid_at = NULL, confirmed_by = NULL, by_statement = false`,
    );
    const breaks = await breaksOf(app);
    expect(breaks.filter((line) => line.includes(': shown as paid back, and due'))).toHaveLength(1);
    expect(breaks.filter((line) => line.includes(': closed, and its refund is due'))).toHaveLength(1);
  });
});
