import { PeriodWaiting } from '../../src/counting/storage/period-waiting';
import { CountOrderEvents } from '../../src/counting/reactions/count-order-events';
import { AgreementParties } from '../../src/pairing/index';
import { Worker, type DomainEvent } from '../../src/platform/index';
import { makeAgreement } from '../support/agreements';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { invoicesIn } from '../support/invoice-world';
import { acceptedOf, redInput, invoiceVerb, type ShownInvoice } from '../support/invoices';
import { breaksOf } from '../support/money';
import { OrderHistory, type WrittenOrder } from '../support/order-events';
import { PLACES, makePeople, signInAgain, type People } from '../support/people';

const LAST_DAY_WITHOUT = new Date('2026-12-31T10:00:00+08:00');
const FIRST_DAY = new Date('2027-01-01T10:00:00+08:00');

interface Said {
  kind: string;
  attempt: number;
  fen: bigint;
  reason: string | null;
}

describe('counting by matched invoices', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods[];
  let history: OrderHistory;
  let before: WrittenOrder;
  let agreementId: string;
  beforeAll(async () => {
    app = await startTestApp(LAST_DAY_WITHOUT);
    people = await makePeople(app);
    const wish = { recognisedTo: '2027-12-31', expiresOn: '2027-06-30' };
    goods = [await makeGoods(app, people, wish), await makeGoods(app, people, wish)];
    history = new OrderHistory(app);
    await makeAgreement(app);
    before = await settled(10_000n);
    await app.settle();
    app.clock.set(FIRST_DAY);
  });
  afterAll(() => app.close());

  const { settled, confirmed, takenBack, by, matches } = invoicesIn(() => ({ app, people, goods }));
  const invoicedWhole = async (order: WrittenOrder) => confirmed(await acceptedOf(app, order.id));
  const entriesOf = (order: WrittenOrder) =>
    app.database.query<Said>(
      `SELECT kind, attempt, amount_fen AS fen, reason FROM counting_entries WHERE order_id = $1 AND scheme = 'EAST_WEST' ORDER BY position`,
      [order.id],
    );
  const restOf = async (order: WrittenOrder) =>
    (await entriesOf(order)).reduce((sum, { fen }) => sum + fen, 0n);
  const toldOf = async (order: WrittenOrder) => {
    const { data } = await app.graphql<{
      order: {
        countedToward: {
          scheme: string;
          state: string;
          net: { amount: string };
          reasons: { code: string }[];
        }[];
      };
    }>(
      'query ($id: UUID!) { order(id: $id) { countedToward { scheme state net { amount } reasons { code } } } }',
      { id: order.id },
      { token: await signInAgain(app, people.buyer.clerk) },
    );
    return data.order.countedToward
      .filter(({ scheme }) => scheme === 'EAST_WEST')
      .map(({ state, net, reasons }) => [state, net.amount, ...reasons.map(({ code }) => code)]);
  };
  const proved = async () => {
    const breaks = await breaksOf(app);
    expect(
      breaks.filter((line) =>
        /^(portion|entry|settlement line|count-order|invoice|commitment|total)/.test(line),
      ),
    ).toEqual([]);
  };
  /** Taken back whole by a confirmed red-letter invoice. */
  const undone = async (blue: ShownInvoice, fen: bigint) => {
    expect(await takenBack(blue, fen, 1000n)).toEqual([]);
    await app.settle();
  };

  it('waits for the agreement too, whichever of them comes last', async () => {
    const [invoicedFirst, agreedFirst] = [await settled(30_000n), await settled(31_000n)];
    await app.settle();
    expect((await toldOf(agreedFirst)).flat()).toEqual(
      expect.arrayContaining(['INVOICE_MISSING', 'NO_AGREEMENT_IN_FORCE']),
    );
    await invoicedWhole(invoicedFirst);
    await app.settle();
    expect(await toldOf(invoicedFirst)).toEqual([['NOT_COUNTED', '0.00', 'NO_AGREEMENT_IN_FORCE']]);
    agreementId = await makeAgreement(app, { year: 2027 });
    await app.settle();
    expect(await restOf(invoicedFirst)).toBe(30_000n);
    expect((await toldOf(agreedFirst)).flat()).toContain('INVOICE_MISSING');
    await invoicedWhole(agreedFirst);
    await app.settle();
    expect(await restOf(agreedFirst)).toBe(31_000n);
  });

  it('is asked for from the day of the rule on, and what was confirmed before keeps its rule', async () => {
    expect(await entriesOf(before)).toMatchObject([{ kind: 'CONFIRMED', fen: 10_000n }]);
    const order = await settled(20_000n);
    await app.settle();
    expect(await entriesOf(order)).toEqual([]);
    expect(await toldOf(order)).toEqual([['NOT_COUNTED', '0.00', 'INVOICE_MISSING']]);
    await invoicedWhole(order);
    await app.settle();
    expect(await entriesOf(order)).toEqual([{ kind: 'CONFIRMED', attempt: 1, fen: 20_000n, reason: null }]);
    const [entry] = await app.database.query<{ on: string; rules: object; facts: object }>(
      `SELECT counted_on AS on, explain->'rules' AS rules, explain->'facts' AS facts FROM counting_entries WHERE order_id = $1`,
      [order.id],
    );
    expect(entry).toMatchObject({
      on: '2027-01-01',
      rules: { INVOICE_REQUIRED_TO_COUNT: '1' },
      facts: { 'portion.invoiced': true },
    });
    expect(await toldOf(order)).toEqual([['CONFIRMED', '200.00']]);
    await proved();
  });

  it('stands provisionally from payment on, without any invoice yet', async () => {
    const order = await history.place({
      buyerId: people.buyer.id,
      unitId: people.buyer.unitId,
      placedBy: people.buyer.clerk.id,
      goods: goods.slice(0, 1),
      fen: [7_000n],
      countyCode: PLACES.westCounty,
    });
    await history.pay(order);
    await app.settle();
    expect(await entriesOf(order)).toEqual([{ kind: 'PROVISIONAL', attempt: 1, fen: 7_000n, reason: null }]);
  });

  it('is reversed by a red-letter invoice, and counts again by the next one, net of refunds before, between and after', async () => {
    const order = await settled(100_000n, 50_000n);
    const [portion = ''] = order.portions;
    const lines = await acceptedOf(app, order.id);
    const first = await confirmed(lines.slice(0, 1));
    await app.settle();
    expect(await restOf(order)).toBe(100_000n);
    await history.refund(order, portion, 10_000n);
    await app.settle();
    await undone(first, 100_000n);
    expect((await entriesOf(order)).at(-1)).toEqual({
      kind: 'REVERSAL',
      attempt: 1,
      fen: -90_000n,
      reason: 'INVOICE',
    });
    expect(await toldOf(order)).toEqual([
      ['NOT_COUNTED', '0.00', 'INVOICE_MISSING'],
      ['NOT_COUNTED', '0.00', 'INVOICE_MISSING'],
    ]);
    await proved();
    await history.refund(order, portion, 20_000n);
    await app.settle();
    expect(await restOf(order)).toBe(0n);
    await confirmed(lines);
    await app.settle();
    expect(await restOf(order)).toBe(120_000n);
    expect(
      (await entriesOf(order))
        .filter(({ kind }) => kind === 'CONFIRMED')
        .map(({ attempt }) => attempt)
        .toSorted((one, other) => one - other),
    ).toEqual([1, 1, 2]);
    await history.refund(order, portion, 5_000n);
    await app.settle();
    expect(await restOf(order)).toBe(115_000n);
    await proved();
  });

  it('is reversed when both sides void the invoice, and counts again by the right one', async () => {
    const order = await settled(10_000n);
    const blue = await invoicedWhole(order);
    await app.settle();
    expect(await restOf(order)).toBe(10_000n);
    const note = '示例：录错订单。';
    const { invoice } = await invoiceVerb(app, by('buyer'), 'proposeInvoiceVoid', {
      invoiceId: blue.id,
      expectedVersion: blue.version,
      note,
    });
    await app.settle();
    expect(await restOf(order)).toBe(10_000n);
    await invoiceVerb(app, by('supplier'), 'confirmInvoiceVoid', {
      invoiceId: blue.id,
      expectedVersion: invoice?.version,
    });
    await app.settle();
    expect(await restOf(order)).toBe(0n);
    await invoicedWhole(order);
    await app.settle();
    expect(await restOf(order)).toBe(10_000n);
    await proved();
  });

  it('leaves alone what was confirmed before the rule, whatever becomes of its invoice', async () => {
    const blue = await invoicedWhole(before);
    await undone(blue, 10_000n);
    expect((await matches(before))[0]?.matched).toBe(false);
    expect(await entriesOf(before)).toHaveLength(1);
    await proved();
  });

  it('follows a refund that makes right what was invoiced for too little', async () => {
    const order = await settled(40_000n);
    await confirmed((await acceptedOf(app, order.id)).map((line) => ({ ...line, fen: 30_000n })));
    await app.settle();
    expect(await restOf(order)).toBe(0n);
    await history.refund(order, order.portions[0] ?? '', 10_000n);
    await app.settle();
    expect(await restOf(order)).toBe(30_000n);
    await proved();
  });

  it('counts once, however often its event is handled, and comes out alike whatever came first', async () => {
    const order = await settled(60_000n);
    await invoicedWhole(order); // before counting has heard of the settlement
    await app.settle();
    expect(await entriesOf(order)).toHaveLength(1);
    const [event] = await app.database.query<DomainEvent>(
      `SELECT * FROM domain_events WHERE stream = $1 AND kind = 'OrderInvoicesMoved'`,
      [`order:${order.id}`],
    );
    for (let times = 0; times < 2; times += 1)
      await app.transactions.run((tx) =>
        app.nest.get(CountOrderEvents).handleBatch(tx, event ? [event] : []),
      );
    expect(await entriesOf(order)).toHaveLength(1);
    await proved();
  });

  it('is pending until it has run: in the figures, and for a month that is to be closed', async () => {
    const order = await settled(80_000n);
    const blue = await invoicedWhole(order);
    await app.settle();
    const red = await invoiceVerb(
      app,
      by('supplier'),
      'captureRedInvoice',
      await redInput(app, by('supplier'), blue, { fen: 80_000n, base: 1000n }),
    );
    await invoiceVerb(app, by('buyer'), 'confirmInvoice', { invoiceId: red.invoice?.id, expectedVersion: 1 });
    const progress = async () => {
      const { data, errors } = await app.graphql<{
        progress: { pending: { orders: number; reversals: { amount: string } } | null };
      }>(
        `{ progress(agreementId: "${agreementId}") { pending { orders reversals { amount } } } }`,
        {},
        { token: await signInAgain(app, people.coordEast.city) },
      );
      if (errors) throw new Error(JSON.stringify(errors));
      return data.progress.pending;
    };
    expect(await progress()).toMatchObject({ orders: 1, reversals: { amount: '800.00' } });
    const agreement = await app.nest.get(AgreementParties).find(app.database, agreementId);
    const waiting = async () =>
      agreement ? app.nest.get(PeriodWaiting).orders(app.database, agreement, app.clock.now()) : [];
    expect((await waiting()).map(({ month, orderId }) => [month, orderId])).toEqual([
      ['2027-01-01', order.id],
    ]);
    await app.nest.get(Worker).drain();
    expect(await waiting()).toEqual([]);
    expect(await restOf(order)).toBe(0n);
    await proved();
  });
});
