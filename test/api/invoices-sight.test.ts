import { startTestApp, type TestApp } from '../support/app';
import { downloaded } from '../support/downloads';
import { makeGoods, type Goods } from '../support/goods';
import { invoicesIn } from '../support/invoice-world';
import { acceptedOf, invoiceInput, invoiceVerb, type InvoicedLine } from '../support/invoices';
import { makePeople, signInAgain, type People, type Person } from '../support/people';

describe('invoices and who sees them', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people);
  });
  afterAll(() => app.close());

  const { settled, capture, confirmed } = invoicesIn(() => ({ app, people, goods: [goods] }));
  const of = async (order: { id: string }) => acceptedOf(app, order.id);
  const less = (lines: readonly InvoicedLine[], fen: bigint) =>
    lines.map((line) => ({ ...line, fen: line.fen - fen }));

  it('are seen by the two sides and those who count, and do not exist for anybody else', async () => {
    const order = await settled(11_000n);
    const { invoice } = await capture('supplier', await of(order));
    if (!invoice) throw new Error('not captured');
    const seenBy = async (person: Person) => {
      const token = await signInAgain(app, person);
      const { data } = await app.graphql<{ invoice: { id: string } } | null>(
        'query ($id: UUID!) { invoice(id: $id) { id } }',
        { id: invoice.id },
        { token },
      );
      const file = await downloaded(`${app.url}/files/${invoice.files[0]?.fileId}`, token);
      return [Boolean(data), file.startsWith('200')];
    };
    for (const person of [
      people.buyer.clerk,
      people.buyer.approver,
      people.supplier.member,
      people.coordEast.city,
      people.coordWest.county,
      people.ops,
    ])
      expect(await seenBy(person)).toEqual([true, true]);
    for (const person of [people.otherBuyer.clerk, people.otherSupplier.member])
      expect(await seenBy(person)).toEqual([false, false]);
    for (const verb of ['confirmInvoice', 'rejectInvoice', 'withdrawInvoice'])
      for (const person of [people.otherBuyer.clerk, people.otherSupplier.member])
        expect(
          (
            await invoiceVerb(app, person, verb, {
              invoiceId: invoice.id,
              expectedVersion: 1,
              ...(verb === 'rejectInvoice' ? { note: '示例' } : {}),
            })
          ).refusals,
        ).toEqual(['NOT_FOUND invoiceId']);
    const lines = await of(order);
    expect(
      (
        await invoiceVerb(
          app,
          people.otherSupplier.member,
          'captureInvoice',
          await invoiceInput(app, people.otherSupplier.member, lines),
        )
      ).refusals,
    ).toEqual(['NOT_FOUND lines.0.orderId']);
  });

  it('that do not match are listed with reason and owner, for each in his own sight, and taken as a workbook', async () => {
    const list = async (person: Person, more = '') => {
      const { data, errors } = await app.graphql<{
        invoiceMismatches: { totalCount: number; edges: { node: { orderId: string; reasons: string[] } }[] };
      }>(
        `{ invoiceMismatches(first: 100 ${more}) { totalCount edges { node { orderId orderNumber reasons owner accepted { amount } } } } }`,
        {},
        { token: await signInAgain(app, person) },
      );
      if (errors) throw new Error(JSON.stringify(errors));
      return data.invoiceMismatches;
    };
    const order = await settled(12_300n);
    await confirmed(less(await of(order), 5_000n));
    const seen = await list(people.buyer.clerk);
    expect(seen.edges.find(({ node }) => node.orderId === order.id)?.node.reasons).toEqual(['AMOUNT_BELOW']);
    expect(seen.totalCount).toBe(seen.edges.length);
    expect((await list(people.supplier.member)).totalCount).toBe(seen.totalCount);
    expect((await list(people.ops)).totalCount).toBe(seen.totalCount);
    expect((await list(people.coordEast.city)).totalCount).toBe(seen.totalCount);
    expect((await list(people.otherBuyer.clerk)).totalCount).toBe(0);
    const below = await list(people.ops, 'reason: AMOUNT_BELOW');
    expect(below.edges.every(({ node }) => node.reasons.includes('AMOUNT_BELOW'))).toBe(true);
    expect(below.totalCount).toBeLessThan(seen.totalCount);
    expect((await list(people.ops, 'owner: BUYER')).totalCount).toBeLessThan(seen.totalCount);
    const taken = await downloaded(
      `${app.url}/invoice-mismatches.xlsx`,
      await signInAgain(app, people.supplier.member),
    );
    expect(taken).toContain('开票金额少于验收金额');
    expect(taken).toContain('73.00');
    expect(
      await downloaded(`${app.url}/invoice-mismatches.csv`, await signInAgain(app, people.otherBuyer.clerk)),
    ).not.toContain('开票金额少于');
  });
});
