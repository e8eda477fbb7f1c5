import { startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { acceptedOf, invoiceVerb, redInput } from '../support/invoices';
import { breaksOf } from '../support/money';
import { invoicesIn } from '../support/invoice-world';
import { makePeople, type People } from '../support/people';

describe('confirmed invoices', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people);
  });
  afterAll(() => app.close());

  const { settled, by, decide, confirmed, matches } = invoicesIn(() => ({ app, people, goods: [goods] }));
  const of = async (order: { id: string }) => acceptedOf(app, order.id);
  /** What is said of invoices: orders written by hand have no stock and no budget. */
  const wrong = async () => (await breaksOf(app)).filter((line) => line.startsWith('invoice'));

  it('captured wrongly are voided by both sides, with reasons, and hold until then', async () => {
    const order = await settled(10_000n);
    const lines = await of(order);
    const blue = await confirmed(lines);
    const note = '示例：金额录错。';
    const { invoice: asked } = await decide('supplier', 'proposeInvoiceVoid', blue, { note });
    if (!asked) throw new Error('not asked');
    expect(asked.state).toBe('CONFIRMED');
    expect(await matches(order)).toMatchObject([{ matched: true }]);
    const again = await decide('buyer', 'proposeInvoiceVoid', asked, { note });
    expect(again.refusals).toEqual(['VOID_ASKED invoiceId']);
    const own = await decide('supplier', 'confirmInvoiceVoid', asked);
    expect(own.refusals).toEqual(['OTHER_SIDE_DECIDES invoiceId']);
    const { invoice: kept } = await decide('buyer', 'rejectInvoiceVoid', asked, { note });
    if (!kept) throw new Error('not kept');
    expect((await decide('buyer', 'confirmInvoiceVoid', kept)).refusals).toEqual([
      'VOID_NOT_ASKED invoiceId',
    ]);
    const { invoice: second } = await decide('buyer', 'proposeInvoiceVoid', kept, { note });
    if (!second) throw new Error('not asked again');
    const voided = await decide('supplier', 'confirmInvoiceVoid', second);
    expect(voided.invoice?.state).toBe('VOIDED');
    expect(await matches(order)).toMatchObject([{ matched: false }]);
    const [head] = await app.database.query(
      'SELECT void_reason, void_asked_for, voided_for FROM invoices WHERE id = $1',
      [blue.id],
    );
    expect(head).toEqual({
      void_reason: note,
      void_asked_for: people.buyer.id,
      voided_for: people.supplier.id,
    });
    // Its number is free for the right one.
    await confirmed(lines, { number: blue.number });
    expect(await matches(order)).toMatchObject([{ matched: true }]);
    expect(await wrong()).toEqual([]);
  });

  it('that are red are voided too and give back what they took; what they take back from waits for that', async () => {
    const order = await settled(10_000n);
    const blue = await confirmed(await of(order));
    const red = await invoiceVerb(
      app,
      by('supplier'),
      'captureRedInvoice',
      await redInput(app, by('supplier'), blue, { fen: 4_000n }),
    );
    const note = '示例：冲错发票。';
    const { invoice: took } = await decide('buyer', 'confirmInvoice', red.invoice ?? blue);
    if (!took) throw new Error('not taken back');
    expect(await matches(order)).toMatchObject([{ matched: false, reasons: ['AMOUNT_BELOW'] }]);
    expect((await decide('buyer', 'proposeInvoiceVoid', blue, { note })).refusals).toEqual([
      'TAKEN_BACK invoiceId',
    ]);
    const { invoice: asked } = await decide('buyer', 'proposeInvoiceVoid', took, { note });
    await decide('supplier', 'confirmInvoiceVoid', asked ?? took);
    expect(await matches(order)).toMatchObject([{ matched: true, reasons: [] }]);
    const byHand = app.database.query(
      'UPDATE invoice_lines SET red_fen = red_fen - 1 WHERE invoice_id = $1',
      [blue.id],
    );
    await expect(byHand).rejects.toThrow();
    const { invoice: blueAsked } = await decide('buyer', 'proposeInvoiceVoid', blue, { note });
    expect((await decide('supplier', 'confirmInvoiceVoid', blueAsked ?? blue)).invoice?.state).toBe('VOIDED');
    expect(await wrong()).toEqual([]);
  });
});
