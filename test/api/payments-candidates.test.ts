import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../support/app';
import { money, openOrder, receiptInput, receiptMutation } from '../support/money';
import { makePeople, type People } from '../support/people';

describe('what money in suspense may have been paid for', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const receive = async (said: object) => {
    const { payload } = await receiptMutation(
      app,
      'recordBankReceipt',
      receiptInput({ payerAccount: '6222000011112222', ...said }),
      people.finance.token,
    );
    return payload?.receipt?.id ?? '';
  };
  const ask = async (receiptId: string, token = people.finance.token) => {
    const { data, errors } = await app.graphql<{
      receiptCandidates: { orderId: string; outstanding: { amount: string }; reasons: string[] }[];
    } | null>(
      `query ($receiptId: UUID!) { receiptCandidates(receiptId: $receiptId) { orderId outstanding { amount } reasons } }`,
      { receiptId },
      { token },
    );
    return errors?.[0]?.extensions.code ?? data?.receiptCandidates;
  };

  it('is told by code, amount, payer and account, the likeliest first, and decided by people', async () => {
    const [whole, parted, paid] = [
      await openOrder(app, people, 50_000n),
      await openOrder(app, people, 90_000n, [
        { kind: 'DEPOSIT', fen: 12_300n, dueOn: '2026-07-20', extended: false },
        { kind: 'BALANCE', fen: 77_700n, dueOn: null, extended: false },
      ]),
      await openOrder(app, people, 1_000n),
    ];
    // The account has paid for this buyer before; what is paid is no candidate any more.
    await receive({ memo: paid.code, amount: money('10.00') });
    const byAmount = await receive({ amount: money('123.00'), payerName: '示例员工' });
    expect(await ask(byAmount)).toEqual([
      { orderId: parted.subject.id, outstanding: { amount: '900.00' }, reasons: ['AMOUNT', 'ACCOUNT'] },
      { orderId: whole.subject.id, outstanding: { amount: '500.00' }, reasons: ['ACCOUNT'] },
    ]);
    const byName = await receive({
      amount: money('77.00'),
      payerName: '（示例）采购公司',
      payerAccount: '6222000033334444',
    });
    expect(await ask(byName)).toMatchObject([{ reasons: ['PAYER'] }, { reasons: ['PAYER'] }]);
    const byCode = await receive({
      memo: whole.code,
      amount: money('500.00'),
      payerName: '示例员工',
      payerAccount: '6222000055556666',
    });
    expect(await ask(byCode)).toEqual([
      { orderId: whole.subject.id, outstanding: { amount: '500.00' }, reasons: ['CODE', 'AMOUNT'] },
    ]);
    const nobody = await receive({
      amount: money('1.11'),
      payerName: '示例路人',
      payerAccount: '6222000077778888',
    });
    expect(await ask(nobody)).toEqual([]);
    expect(await ask(randomUUID())).toBe('NOT_FOUND');
    expect(await ask(byCode, people.auditor.token)).toMatchObject([{ reasons: ['CODE', 'AMOUNT'] }]);
    for (const { token } of [people.buyer.clerk, people.supplier.member])
      expect(await ask(byCode, token)).toBe('FORBIDDEN');
  });
});
