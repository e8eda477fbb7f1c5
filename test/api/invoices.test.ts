import { startTestApp, type TestApp } from '../support/app';
import { claimTerms, claimVerb } from '../support/claims';
import { makeGoods, type Goods } from '../support/goods';
import { acceptedOf, invoiceInput, invoiceNumber, invoiceVerb, type InvoicedLine } from '../support/invoices';
import { breaksOf } from '../support/money';
import { invoicesIn } from '../support/invoice-world';
import { OrderHistory } from '../support/order-events';
import { playOrder } from '../support/orders';
import { makePeople, type People } from '../support/people';

describe('invoices', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  let second: Goods;
  let history: OrderHistory;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people);
    second = await makeGoods(app, people);
    history = new OrderHistory(app);
  });
  afterAll(() => app.close());

  const { settled, by, capture, decide, confirmed, takenBack, matches } = invoicesIn(() => ({
    app,
    people,
    goods: [goods, second],
  }));
  const of = async (order: { id: string }) => acceptedOf(app, order.id);
  const scaled = (lines: readonly InvoicedLine[], add: bigint, base?: bigint) =>
    lines.map((line, index) =>
      index === 0 ? { ...line, fen: line.fen + add, base: base ?? line.base } : line,
    );

  /** What is said of invoices: orders written by hand have no stock and no budget. */
  const wrong = async () => (await breaksOf(app)).filter((line) => line.startsWith('invoice'));

  it('hold once the other side has confirmed them, and match what was accepted', async () => {
    const order = await playOrder(app, people, goods, { kg: '100', acceptedKg: '98' });
    const lines = await of(order);
    const { invoice } = await capture('supplier', lines);
    expect(invoice).toMatchObject({ state: 'CAPTURED', titlesMatch: true });
    expect(await matches(order)).toEqual([
      { matched: false, reasons: ['INVOICE_UNCHECKED'], owner: 'BUYER' },
    ]);
    if (!invoice) throw new Error('not captured');
    expect((await decide('supplier', 'confirmInvoice', invoice)).refusals).toEqual([
      'OTHER_SIDE_DECIDES invoiceId',
    ]);
    const answer = await decide('buyer', 'confirmInvoice', invoice);
    expect(answer.invoice?.state).toBe('CONFIRMED');
    expect(await matches(order)).toEqual([{ matched: true, reasons: [], owner: null }]);
    // What was confirmed stays.
    for (const verb of ['withdrawInvoice', 'rejectInvoice'])
      expect(
        (
          await decide(
            'supplier',
            verb,
            answer.invoice ?? invoice,
            verb === 'rejectInvoice' ? { note: '示例' } : {},
          )
        ).refusals[0],
      ).toMatch(/^ILLEGAL_TRANSITION/);
  });

  it('are rejected by the other side or withdrawn by the own, and may then be captured again', async () => {
    const lines = await of(await settled(10_000n));
    const number = invoiceNumber();
    const first = await capture('buyer', lines, { number });
    expect(
      (await capture('supplier', lines, { number: `${number.slice(0, 8)} ${number.slice(8)}` })).refusals,
    ).toEqual(['NUMBER_USED number']);
    if (!first.invoice) throw new Error('not captured');
    expect((await decide('supplier', 'withdrawInvoice', first.invoice)).refusals).toEqual([
      'OWN_SIDE_WITHDRAWS invoiceId',
    ]);
    expect((await decide('supplier', 'rejectInvoice', first.invoice, { note: '示例' })).invoice?.state).toBe(
      'REJECTED',
    );
    const second = await capture('supplier', lines, { number });
    if (!second.invoice) throw new Error('not captured again');
    expect((await decide('supplier', 'withdrawInvoice', second.invoice)).invoice?.state).toBe('WITHDRAWN');
    expect((await capture('buyer', lines, { number })).invoice?.state).toBe('CAPTURED');
  });

  it('of one number are captured once, however many try at once', async () => {
    const lines = await of(await settled(20_000n));
    const number = invoiceNumber();
    const inputs = {
      buyer: await invoiceInput(app, by('buyer'), lines, { number }),
      supplier: await invoiceInput(app, by('supplier'), lines, { number }),
    };
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => {
        const who = index % 2 === 0 ? 'buyer' : 'supplier';
        return invoiceVerb(app, by(who), 'captureInvoice', inputs[who]);
      }),
    );
    expect(answers.filter(({ invoice }) => invoice).length).toBe(1);
    expect(new Set(answers.flatMap(({ refusals }) => refusals))).toEqual(new Set(['NUMBER_USED number']));
  });

  it.each<[string, bigint, bigint | undefined, string[], boolean]>([
    ['99 fen more', 99n, undefined, [], true],
    ['one yuan less', -100n, undefined, [], true],
    ['more than a yuan less', -101n, undefined, ['AMOUNT_BELOW'], false],
    ['more than a yuan more', 101n, undefined, ['AMOUNT_ABOVE'], false],
    ['five grams of a kilogram more', 0n, 1005n, [], true],
    ['six grams of a kilogram more', 0n, 1006n, ['QUANTITY_DIFFERS'], false],
    ['six grams of a kilogram less', 0n, 994n, ['QUANTITY_DIFFERS'], false],
  ])('say %s than was accepted', async (_, add, base, reasons, matched) => {
    const order = await settled(50_000n);
    await confirmed(scaled(await of(order), add, base));
    expect(await matches(order)).toEqual([
      { matched, reasons, owner: reasons.length > 0 ? 'SUPPLIER' : null },
    ]);
  });

  it('match goods and freight together: freight that is missing, too little or too much keeps every line of the order', async () => {
    const carried = await makeGoods(app, people, { freight: { kind: 'PER_KG', fen: 35n } });
    const order = await playOrder(app, people, carried, { kg: '100', acceptedKg: '98' });
    const [line, freight] = await of(order);
    if (!line || !freight) throw new Error('no freight');
    expect(freight).toMatchObject({ orderLineId: null, fen: 3_430n });
    await confirmed([line]);
    const differs = [{ matched: false, reasons: ['FREIGHT_DIFFERS'], owner: 'SUPPLIER' }];
    expect(await matches(order)).toEqual(differs);
    const tooLittle = await confirmed([{ ...freight, fen: 3_329n }]);
    expect(await matches(order)).toEqual(differs);
    expect(await takenBack(tooLittle, 3_329n)).toEqual([]);
    const tooMuch = await confirmed([{ ...freight, fen: 3_531n }]);
    expect(await matches(order)).toEqual(differs);
    expect(await takenBack(tooMuch, 1n)).toEqual([]);
    // Within the tolerance of one yuan.
    expect(await matches(order)).toEqual([{ matched: true, reasons: [], owner: null }]);
    expect(await wrong()).toEqual([]);
  });

  it('of another buyer or seller do not match, and of several orders each stands for itself', async () => {
    const wrong = await settled(30_000n);
    await confirmed(await of(wrong), { buyerUscc: '91000000000000000K' });
    expect(await matches(wrong)).toEqual([{ matched: false, reasons: ['WRONG_TITLE'], owner: 'SUPPLIER' }]);
    const [one, other] = [await settled(10_000n, 20_000n), await settled(40_000n)];
    await confirmed(scaled(await acceptedOf(app, one.id, other.id), -5_000n));
    const all = [...(await matches(one)), ...(await matches(other))];
    expect(all.filter(({ matched }) => matched).length).toBe(2);
  });

  it('are taken back by red-letter invoices, never more than there is', async () => {
    const order = await settled(60_000n);
    const blue = await confirmed(await of(order));
    expect(await takenBack(blue, 60_001n)).toEqual(['RED_ABOVE_LEFT lines.0.amount']);
    expect(await takenBack(blue, 20_000n, 1001n)).toEqual(['RED_ABOVE_LEFT lines.0.amount']);
    expect(await takenBack(blue, 40_000n)).toEqual([]);
    expect(await matches(order)).toEqual([{ matched: false, reasons: ['AMOUNT_BELOW'], owner: 'SUPPLIER' }]);
    const both = await Promise.all([0, 1].map(() => takenBack(blue, 15_000n)));
    expect(both.map(([first = 'DONE']) => first).toSorted()).toEqual([
      'DONE',
      expect.stringMatching(/^RED_ABOVE_LEFT/),
    ]);
    expect(await takenBack(blue, 5_000n, 1000n)).toEqual([]);
    expect(await matches(order)).toEqual([{ matched: false, reasons: [], owner: null }]);
    await confirmed(await of(order));
    expect((await matches(order))[0]?.matched).toBe(true);
  });

  it('of refunded goods match with and without their red-letter invoice, which is missing until it comes', async () => {
    const order = await settled(80_000n);
    const blue = await confirmed(await of(order));
    await history.refund(order, order.portions[0] ?? '', 30_000n);
    expect(await matches(order)).toEqual([
      { matched: true, reasons: ['RED_INVOICE_MISSING'], owner: 'SUPPLIER' },
    ]);
    expect(await takenBack(blue, 30_000n, 300n)).toEqual([]);
    expect(await matches(order)).toEqual([{ matched: true, reasons: [], owner: null }]);
    expect(await takenBack(blue, 500n)).toEqual([]);
    expect((await matches(order))[0]).toMatchObject({ matched: false, reasons: ['AMOUNT_BELOW'] });
  });

  it('count once, whether by an order or by a claim, under whatever spelling', async () => {
    const lines = await of(await settled(70_000n));
    const claim = (invoiceNo: string) =>
      claimVerb(app, people.buyer.clerk, 'submitClaim', {
        terms: { ...claimTerms(people.buyer.unitId, goods, { kg: '1' }), invoiceNo },
      });
    const coded = { code: '5300241130', number: '77001234' };
    const first = await capture('supplier', lines, coded);
    for (const spelling of ['530024113077001234', '7700-1234', '５３００２４１１３０ 77001234'])
      expect((await claim(spelling)).refusals).toEqual(['INVOICE_ON_ORDER invoiceNo']);
    if (!first.invoice) throw new Error('not captured');
    expect((await decide('supplier', 'withdrawInvoice', first.invoice)).refusals).toEqual([]);
    const claimed = await claim('77001234');
    expect(claimed.refusals).toEqual([]);
    expect((await capture('supplier', lines, coded)).refusals).toEqual(['NUMBER_USED number']);
    const withdrawn = { claimId: claimed.claim?.id, expectedVersion: claimed.claim?.version, note: '示例' };
    await claimVerb(app, people.buyer.clerk, 'withdrawClaim', withdrawn);
    expect((await capture('supplier', lines, coded)).refusals).toEqual([]);
    // Of both at once one is first.
    const number = invoiceNumber();
    const [claiming, capturing] = await Promise.all([claim(number), capture('buyer', lines, { number })]);
    expect([claiming.refusals, capturing.refusals].filter((told) => told.length > 0)).toEqual([
      claiming.refusals.length > 0 ? ['INVOICE_ON_ORDER invoiceNo'] : ['NUMBER_USED number'],
    ]);
  });

  it('are refused where they cannot be', async () => {
    const order = await settled(10_000n);
    const lines = await of(order);
    const told = async (more: object, who: 'buyer' | 'supplier' = 'supplier') =>
      (await capture(who, lines, more)).refusals;
    expect(await told({ issuedOn: '2026-07-10' })).toEqual(['ISSUED_IN_FUTURE issuedOn']);
    expect(await told({ issuedOn: '2026-07-08' })).toEqual(['ISSUED_BEFORE_ORDER issuedOn']);
    expect(await told({ amount: { amount: '100.01' } })).toEqual(['SUM_DIFFERS amount']);
    expect(await told({ tax: { amount: '0.01' } })).toEqual(['TAX_DIFFERS tax']);
    expect(await told({ number: '12345678' })).toEqual(['NUMBER_FORM number']);
    expect(await told({ fileIds: [] })).toEqual(['FILES_MISSING fileIds']);
    expect(await told({ lines: [] })).toEqual(['LINES_MISSING lines']);
    expect(await told({ kind: 'PRODUCE_PURCHASE' })).toEqual(['ISSUED_BY_BUYER kind']);
    expect(await told({ sellerUscc: '910000000000000001' })).toEqual(['USCC_FORM sellerUscc']);
    expect((await capture('supplier', [...lines, ...lines])).refusals).toEqual([
      'LINE_TWICE lines.1.orderLineId',
    ]);
    const taxed = lines.map((line) => ({ ...line }));
    const [said] = (await invoiceInput(app, by('supplier'), taxed)).lines;
    const withTax = { tax: { amount: '8.26' }, lines: [{ ...said, tax: { amount: '8.26' } }] };
    expect(await told(withTax)).toEqual(['TAX_ON_EXEMPT tax']);
    expect(await told({ ...withTax, kind: 'ORDINARY' })).toEqual([]);
    const unsigned = await settled(10_000n);
    await app.database.query('UPDATE orders SET contract_signed_at = NULL WHERE id = $1', [unsigned.id]);
    expect((await capture('supplier', await of(unsigned))).refusals).toEqual(['ORDER_NOT_SIGNED lines']);
  });

  it('stay what they were, and every figure of them is proved', async () => {
    const breaks = async () => (await breaksOf(app)).filter((line) => line.startsWith('invoice'));
    expect(await breaks()).toEqual([]);
    const [one] = await app.database.query<{ id: string }>(
      `SELECT id FROM invoices WHERE state = 'CONFIRMED' LIMIT 1`,
    );
    for (const change of [
      `SET fen = fen + 1`,
      `SET state = 'REJECTED'`,
      `SET titles_match = NOT titles_match`,
    ])
      await expect(app.database.query(`UPDATE invoices ${change} WHERE id = $1`, [one?.id])).rejects.toThrow(
        'is not changed',
      );
    await expect(app.database.query('DELETE FROM invoice_lines')).rejects.toThrow('is not changed');
    await app.database.query(`ALTER TABLE invoice_lines DISABLE TRIGGER USER`);
    await app.database.query(
      `UPDATE invoice_lines SET red_fen = red_fen + 1 WHERE id = (SELECT id FROM invoice_lines WHERE fen > 0 AND red_fen = 0 LIMIT 1)`,
    );
    expect(await breaks()).toHaveLength(1);
    await app.database.query(`UPDATE invoice_lines SET red_fen = 0 WHERE red_fen = 1`);
    await app.database.query(`ALTER TABLE invoice_lines ENABLE TRIGGER USER`);
  });
});
