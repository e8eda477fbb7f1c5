import { startTestApp, type TestApp } from '../support/app';
import { award, awardOf } from '../support/awarding';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf } from '../support/money';
import { PLACES, makePeople, signInAgain, type People, type Person } from '../support/people';
import {
  onQuote,
  pepperLine,
  pepperTerms,
  publishedRequest,
  quoted,
  quotes,
  submitQuote,
  type ShownQuote,
} from '../support/quoting';
import { allSignedInAgain, quotingReads } from '../support/quoting-reads';
import { xlsxParts } from '../support/xlsx-text';

interface Offer {
  readonly quoteId: string;
  readonly landed: { amount: string };
  readonly landedPerUnit: { amount: string };
  readonly freight: { amount: string };
  readonly cheapest: boolean;
  readonly aboveCap: boolean | null;
  readonly onTime: boolean;
}

describe('quotes side by side', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  let other: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people, { inBase: 100_000_000n });
    const supplier = people.otherSupplier;
    const far = { countyCode: PLACES.otherWestCounty, verifiedMu: null };
    other = await makeGoods(app, { supplier }, { ...far, inBase: 100_000_000n });
  });
  afterAll(() => app.close());

  const { one, noticesOf } = quotingReads(() => app);
  const buyer = () => ({ token: people.buyer.clerk.token, unitId: people.buyer.unitId });
  const soon = () => new Date(app.clock.now().getTime() + 3_600_000).toISOString();
  const open = (more: object = {}) =>
    publishedRequest(app, buyer(), pepperTerms({ quoteDeadline: soon(), ...more }));
  const afterDeadline = async () => {
    app.clock.advance(3_600_000);
    people = await allSignedInAgain(app, people);
  };
  const compared = async (token: string, requestId: string) => {
    const { data, errors } = await app.graphql<{
      quoteComparison: { lines: { cap: { amount: string }; offers: Offer[] }[] };
    } | null>(
      `query ($id: UUID!) { quoteComparison(sourcingRequestId: $id) { lines { cap { amount } offers { quoteId landed { amount }
        landedPerUnit { amount } freight { amount } cheapest aboveCap onTime } } } }`,
      { id: requestId },
      { token },
    );
    return data?.quoteComparison.lines ?? errors?.[0]?.extensions.code;
  };
  /** Everything the workbook says; the number of the request apart. */
  const exported = async (token: string, { id, number }: { id: string; number: string }) => {
    const answer = await fetch(`${app.url}/sourcing-requests/${id}/quote-comparison.xlsx`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (answer.status !== 200) return answer.status;
    const parts = xlsxParts(Buffer.from(await answer.arrayBuffer()));
    return [...parts]
      .filter(([name]) => name.startsWith('xl/'))
      .map(([, text]) => text.replaceAll(number, ''))
      .join('');
  };
  const countsFor = async (person: Person) => {
    const { data } = await app.graphql<{
      quoteCounts: { edges: { node: { sourcingRequestId: string; quotes: number } }[] };
    }>(
      '{ quoteCounts(first: 50) { edges { node { sourcingRequestId quotes } } } }',
      {},
      { token: await signInAgain(app, person) },
    );
    const nodes = data.quoteCounts.edges.map(({ node }) => [node.sourcingRequestId, node.quotes] as const);
    return new Map(nodes);
  };
  const counter = (quote: ShownQuote, yuan: string) =>
    quoted(
      app,
      buyer().token,
      'counterQuote',
      onQuote(quote, {
        prices: [
          { quoteLineId: quote.versions.at(-1)?.deliveries[0]?.lines[0]?.id, unitPrice: { amount: yuan } },
        ],
      }),
    );

  it('are told apart by what they cost delivered; only the buyer hears what is above his cap', async () => {
    const asked = await open();
    const freight = { kind: 'PER_KG', amount: { amount: '5.00' } };
    const dear = await submitQuote(app, people.supplier.token, asked, goods, { yuan: '66.00', freight });
    const cheap = await submitQuote(app, people.otherSupplier.token, asked, other, { yuan: '69.99' });
    const lines = await compared(buyer().token, asked.request.id);
    expect(lines).toMatchObject([
      {
        cap: { amount: '70.00' },
        offers: [
          {
            quoteId: cheap.id,
            landedPerUnit: { amount: '69.99' },
            cheapest: true,
            aboveCap: false,
            onTime: true,
          },
          {
            quoteId: dear.id,
            freight: { amount: '10000.00' },
            landed: { amount: '142000.00' },
            landedPerUnit: { amount: '71.00' },
            cheapest: false,
            aboveCap: true,
          },
        ],
      },
    ]);
    await app.database.query(`UPDATE organizations SET name = '=1+1示例' WHERE id = $1`, [
      people.otherSupplier.id,
    ]);
    const workbook = String(await exported(buyer().token, asked.request));
    for (const text of [
      '=1+1示例',
      '<v>69.99</v>',
      '<v>142000.00</v>',
      '<v>71.00</v>',
      '<v>70.00</v>',
      '镇海区',
    ])
      expect(workbook).toContain(text);
    expect(workbook.indexOf('69.99')).toBeLessThan(workbook.indexOf('71.00'));
    expect(workbook).not.toMatch(/<f[ >]/);
    expect(await exported(people.supplier.token, asked.request)).toBe(403);
    expect(await exported(people.ops.token, asked.request)).toBe(403);
    expect(await exported(people.otherBuyer.clerk.token, asked.request)).toBe(404);
    expect(await compared(people.supplier.token, asked.request.id)).toBe('FORBIDDEN');
    expect(await compared(people.otherBuyer.clerk.token, asked.request.id)).toBe('NOT_FOUND');
    expect(await compared(people.ops.token, asked.request.id)).toBe('FORBIDDEN');
  });

  it('of a sealed request are none before the deadline, and nobody can answer what he cannot see', async () => {
    const asked = await open({ sealed: true });
    const quote = await submitQuote(app, people.supplier.token, asked, goods);
    expect(await compared(buyer().token, asked.request.id)).toMatchObject([{ offers: [] }]);
    for (const [verb, more] of [
      ['shortlistQuote', {}],
      ['rejectQuote', { reason: 'PRICE' }],
      ['counterQuote', { prices: [{ quoteLineId: quote.id, unitPrice: { amount: '1.00' } }] }],
    ] as const)
      expect((await quotes(app, buyer().token, verb, onQuote(quote, more))).refusals).toEqual([
        'NOT_FOUND quoteId',
      ]);
    const empty = await open({ sealed: true });
    const elsewhere = { deliveryCounty: PLACES.otherEastCounty };
    const far = await open({ sealed: true, lines: [pepperLine(elsewhere)] });
    expect(await exported(buyer().token, asked.request)).toBe(await exported(buyer().token, empty.request));
    const { coordEast, coordWest } = people;
    expect([...(await countsFor(coordEast.county)).keys()]).not.toContain(asked.request.id);
    await afterDeadline();
    expect(await compared(buyer().token, asked.request.id)).toMatchObject([
      { offers: [{ quoteId: quote.id }] },
    ]);
    expect(await exported(buyer().token, asked.request)).toContain('<v>60.00</v>');
    const ids = [asked, empty, far].map(({ request }) => request.id);
    const seen = async (person: Person) => {
      const counts = await countsFor(person);
      return ids.map((id) => counts.get(id) ?? null);
    };
    expect({
      east: [await seen(coordEast.county), await seen(coordEast.city)],
      west: [await seen(coordWest.county), await seen(coordWest.city)],
    }).toEqual({
      east: [
        [1, 0, null],
        [1, 0, 0],
      ],
      west: [
        [1, 0, null],
        [1, 0, 0],
      ],
    });
  });

  it('are talked about: countered, taken or said anew, shortlisted, rejected with a word', async () => {
    const asked = await open();
    const quote = await submitQuote(app, people.supplier.token, asked, goods, { yuan: '66.00' });
    const rival = await submitQuote(app, people.otherSupplier.token, asked, other, { yuan: '80.00' });
    await afterDeadline();
    const short = await quoted(app, buyer().token, 'shortlistQuote', onQuote(quote));
    expect(short.state).toBe('SHORTLISTED');
    const countered = await counter(short, '60.00');
    expect(countered).toMatchObject({
      state: 'COUNTERED',
      versions: [{ side: 'SUPPLIER' }, { side: 'BUYER' }],
    });
    // what the buyer would like to pay is no offer
    const offers = [{ quoteId: quote.id, landedPerUnit: { amount: '66.00' } }, { quoteId: rival.id }];
    expect(await compared(buyer().token, asked.request.id)).toMatchObject([{ offers }]);
    const unanswered = await award(app, buyer().token, asked.request.id, [awardOf(countered)]);
    expect(unanswered.refusals).toEqual(['ILLEGAL_TRANSITION awards.0.quoteId']);
    const strange = await quotes(app, people.otherSupplier.token, 'acceptCounterOffer', onQuote(countered));
    expect(strange.refusals).toEqual(['NOT_FOUND quoteId']);
    const taken = await quoted(app, people.supplier.token, 'acceptCounterOffer', onQuote(countered));
    expect(taken).toMatchObject({
      state: 'REVISED',
      currentNumber: 3,
      versions: [{}, {}, { side: 'SUPPLIER' }],
    });
    expect(taken.versions[2]?.total.amount).toBe('120000.00');
    const said = await quoted(app, buyer().token, 'rejectQuote', onQuote(rival, { reason: 'PRICE' }));
    expect(said).toMatchObject({ state: 'REJECTED', endReason: 'PRICE' });
    expect(await noticesOf(people.otherSupplier.id, rival.id)).toEqual(['QUOTE_REJECTED']);
    const old = await award(app, buyer().token, asked.request.id, [{ quoteId: quote.id, number: 1 }]);
    expect(old.refusals).toEqual(['QUOTE_CHANGED awards.0.number']);
    const done = await award(app, buyer().token, asked.request.id, [awardOf(taken)]);
    expect(done.node).toMatchObject([{ state: 'ORDERED', total: { amount: '120000.00' } }]);
    expect(await one(people.supplier.token, quote.id)).toMatchObject({ state: 'ACCEPTED' });
    expect(await breaksOf(app)).toEqual([]);
  });

  it('say how they are paid, and the order is paid so', async () => {
    const asked = await open();
    const quote = await submitQuote(app, people.supplier.token, asked, goods, {
      paymentTerms: 'DEPOSIT_BALANCE',
      paymentPlan: { depositPercent: 30, restDue: 'INSTALMENTS', instalments: 4 },
    });
    await afterDeadline();
    const { data } = await app.graphql(
      `query ($id: UUID!) { quoteComparison(sourcingRequestId: $id) { lines { offers { paymentPlan { text } } } } }`,
      { id: asked.request.id },
      { token: buyer().token },
    );
    const text = '预付款 30%，尾款全部验收后分 4 期付清';
    expect(data).toEqual({ quoteComparison: { lines: [{ offers: [{ paymentPlan: { text } }] }] } });
    expect(await exported(buyer().token, asked.request)).toContain(text);
    const { node } = await award(app, buyer().token, asked.request.id, [awardOf(quote)]);
    const placed =
      'SELECT terms, deposit_percent, rest_due, instalments, approval_required FROM orders WHERE id = $1';
    expect(await app.database.one(placed, [node?.[0]?.orderIds[0]])).toEqual({
      terms: 'DEPOSIT_BALANCE',
      deposit_percent: 30,
      rest_due: 'INSTALMENTS',
      instalments: 4,
      approval_required: true,
    });
  });
});
