import { startTestApp, type TestApp } from '../support/app';
import { award, awardOf } from '../support/awarding';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf } from '../support/money';
import { PLACES, makePeople, type People } from '../support/people';
import { allSignedInAgain, quotingReads } from '../support/quoting-reads';
import {
  linesOf,
  onQuote,
  pepperLine,
  pepperTerms,
  publishedRequest,
  quoteTerms,
  quoted,
  quotes,
  submitQuote,
} from '../support/quoting';
import { onRequest, source, sourced } from '../support/sourcing';

describe('a quote', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  let other: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people);
    const supplier = people.otherSupplier;
    other = await makeGoods(app, { supplier }, { countyCode: PLACES.otherWestCounty, verifiedMu: null });
  });
  afterAll(() => app.close());

  const buyer = () => ({ token: people.buyer.clerk.token, unitId: people.buyer.unitId });
  const supplier = () => people.supplier.token;
  const rival = () => people.otherSupplier.token;
  const open = (more: object = {}) => publishedRequest(app, buyer(), pepperTerms(more));
  const { received, one, stateOf, noticesOf } = quotingReads(() => app);

  it('is said by whoever is admitted, in versions that stay; its buyer reads them and no rival does', async () => {
    const asked = await open();
    await app.settle();
    expect(await noticesOf(people.supplier.id, asked.request.id)).toEqual(['REQUEST_IN_YOUR_CATEGORY']);
    const first = await submitQuote(app, supplier(), asked, goods, { yuan: '61.00' });
    expect(first).toMatchObject({ state: 'SUBMITTED', currentNumber: 1, versions: [{ side: 'SUPPLIER' }] });
    expect((await stateOf(asked.request.id))?.state).toBe('QUOTING');
    const terms = quoteTerms(asked.lines[0]?.id ?? '', goods, { yuan: '60.50', freight: freight('0.50') });
    const second = await quoted(app, supplier(), 'reviseQuote', onQuote(first, { terms }));
    expect(second.versions.map(({ number, total }) => [number, total.amount])).toEqual([
      [1, '122000.00'],
      [2, '122000.00'],
    ]);
    expect(second.state).toBe('REVISED');
    expect(await received(buyer().token, asked.request.id)).toMatchObject({
      totalCount: 1,
      edges: [{ node: { id: first.id, versions: [{ number: 1 }, { number: 2 }] } }],
    });
    expect(await noticesOf(people.buyer.id, first.id)).toEqual(['QUOTE_RECEIVED', 'QUOTE_REVISED']);
    expect(await one(rival(), first.id)).toBe('NOT_FOUND');
    expect(await received(rival(), asked.request.id)).toEqual({ code: 'FORBIDDEN' });
    expect(await received(people.otherBuyer.clerk.token, asked.request.id)).toEqual({ code: 'NOT_FOUND' });
    const again = await quotes(app, supplier(), 'submitQuote', {
      sourcingRequestId: asked.request.id,
      requestRevision: 1,
      terms,
    });
    expect(again.refusals).toEqual(['QUOTED_ALREADY sourcingRequestId']);
    const amended = await source(
      app,
      buyer().token,
      'amendSourcingRequest',
      onRequest(
        { ...asked.request, version: (await stateOf(asked.request.id))?.version ?? 0 },
        { terms: pepperTerms() },
      ),
    );
    expect(amended.refusals).toEqual(['ILLEGAL_TRANSITION sourcingRequestId']);
    for (const table of ['quote_versions', 'quote_deliveries', 'quote_lines'])
      await expect(app.database.query(`DELETE FROM ${table}`)).rejects.toThrow();
    const gone = await quoted(app, supplier(), 'withdrawQuote', onQuote(second));
    expect(gone.state).toBe('WITHDRAWN');
    const back = await submitQuote(app, supplier(), asked, goods);
    expect([back.id, back.state, back.currentNumber]).toEqual([first.id, 'SUBMITTED', 3]);
  });

  it('says nothing of the cap, however it is probed: any price is taken', async () => {
    const asked = await open();
    const answers: string[] = [];
    let quote = await submitQuote(app, supplier(), asked, goods, { yuan: '0.01' });
    for (const yuan of ['69.99', '70.00', '70.01', '1000000.00']) {
      const terms = quoteTerms(asked.lines[0]?.id ?? '', goods, { yuan });
      quote = await quoted(app, supplier(), 'reviseQuote', onQuote(quote, { terms }));
      answers.push(JSON.stringify(quote));
    }
    expect(quote).toMatchObject({ state: 'REVISED', currentNumber: 5 });
    expect(answers.filter((answer) => /cap|above/i.test(answer))).toEqual([]);
  });

  it('answers the request in its own words, or is told where it does not', async () => {
    const asked = await open({
      lines: [
        pepperLine({ certificates: ['GREEN_FOOD'] }),
        pepperLine({ leastGrade: '特级' }),
        pepperLine({ categoryCode: '0101', leastGrade: null }),
        pepperLine({ deliveryCounty: PLACES.otherEastCounty, leastGrade: null }),
        pepperLine({ leastGrade: null }),
      ],
    });
    const line = (position: number) => asked.lines[position - 1]?.id ?? '';
    const refused = async (terms: object, requestRevision = 1, requestId = asked.request.id) =>
      (await quotes(app, supplier(), 'submitQuote', { sourcingRequestId: requestId, requestRevision, terms }))
        .refusals;
    const good = quoteTerms(line(5), goods);
    const [delivery] = good.deliveries;
    const [said] = delivery?.lines ?? [];
    const with2 = (more: object) => ({
      ...good,
      deliveries: [{ ...delivery, lines: [said, { ...said, ...more }] }],
    });
    const at = 'terms.deliveries.0.lines.0';
    expect({
      certificate: await refused(quoteTerms(line(1), goods)),
      grade: await refused(quoteTerms(line(2), goods)),
      goods: await refused(quoteTerms(line(3), goods)),
      foreign: await refused(quoteTerms(line(5), other)),
      early: await refused(quoteTerms(line(5), goods, { deliveryOn: '2026-07-31' })),
      much: await refused(quoteTerms(line(5), goods, { kg: '2001' })),
      valid: await refused(quoteTerms(line(5), goods, { validUntil: '2026-07-20' })),
      long: await refused(quoteTerms(line(5), goods, { validUntil: '2026-08-06' })),
      minimum: await refused(quoteTerms(line(5), goods, { kg: '10', minimumKg: '11' })),
      free: await refused(
        quoteTerms(line(5), goods, { freight: { kind: 'FIXED', amount: { amount: '0' } } }),
      ),
      twice: await refused(with2({})),
      places: await refused(with2({ sourcingLineId: line(4) })),
      neither: await refused(with2({ lotId: null })),
      both: await refused(with2({ forwardSupplyId: goods.lotId })),
      harvest: await refused(with2({ lotId: null, forwardSupplyId: goods.lotId })),
      revision: await refused(good, 2),
      nowhere: await refused(good, 1, goods.lotId),
      none: await refused({ ...good, deliveries: [] }),
    }).toEqual({
      certificate: [`CERTIFICATE_MISSING ${at}.lotId`],
      grade: [`GRADE_BELOW ${at}.lotId`],
      goods: [`GOODS_DIFFERENT ${at}.lotId`],
      foreign: [`LOT_UNKNOWN ${at}.lotId`],
      early: [`DELIVERY_OUTSIDE_WINDOWS ${at}.quantity`],
      much: [`WINDOW_OVERFILLED ${at}.quantity`],
      valid: ['VALIDITY_TOO_SHORT terms.validUntil'],
      long: ['VALIDITY_TOO_LONG terms.validUntil'],
      minimum: [`MINIMUM_ABOVE_QUANTITY ${at}.minimum`],
      free: ['FREIGHT_AMOUNT terms.deliveries.0.freight.amount'],
      twice: ['GOODS_TWICE terms.deliveries.0.lines.1.quantity'],
      places: ['SEVERAL_PLACES terms.deliveries.0.lines.1.quantity'],
      neither: ['GOODS_NOT_NAMED terms.deliveries.0.lines.1'],
      both: ['GOODS_NOT_NAMED terms.deliveries.0.lines.1'],
      harvest: ['HARVEST_UNKNOWN terms.deliveries.0.lines.1.forwardSupplyId'],
      revision: ['REQUEST_CHANGED requestRevision'],
      nowhere: ['NOT_FOUND sourcingRequestId'],
      none: ['DELIVERIES_MISSING terms.deliveries'],
    });
  });

  it('of a quote with several places or days becomes one order for each of them', async () => {
    const lines = [pepperLine(), pepperLine({ deliveryCounty: PLACES.otherEastCounty })];
    const asked = await open({ lines, quoteDeadline: '2026-07-09T12:00:00+08:00' });
    const first = quoteTerms(asked.lines[0]?.id ?? '', goods, { kg: '1000' });
    const two = quoteTerms(asked.lines[1]?.id ?? '', goods, { kg: '1000', deliveryOn: '2026-08-07' });
    const quote = await quoted(app, supplier(), 'submitQuote', {
      sourcingRequestId: asked.request.id,
      requestRevision: 1,
      terms: { ...first, deliveries: [...first.deliveries, ...two.deliveries] },
    });
    app.clock.advance(3 * 3_600_000);
    await signAllIn();
    const { node } = await award(app, buyer().token, asked.request.id, [awardOf(quote)]);
    const orders = await app.database.query(
      'SELECT delivery_county AS county, delivery_on AS on FROM orders WHERE id = ANY($1::uuid[]) ORDER BY 2',
      [node?.[0]?.orderIds],
    );
    expect(orders).toEqual([
      { county: PLACES.eastCounty, on: '2026-08-05' },
      { county: PLACES.otherEastCounty, on: '2026-08-07' },
    ]);
  });

  it('ends with its validity and with its request; what is opened again is quoted on again', async () => {
    const asked = await open();
    const quote = await submitQuote(app, supplier(), asked, goods);
    const version = (await stateOf(asked.request.id))?.version ?? 0;
    const cancelled = await sourced(
      app,
      buyer().token,
      'cancelSourcingRequest',
      onRequest({ ...asked.request, version }, { reason: 'OTHER' }),
    );
    await app.settle();
    expect(await one(supplier(), quote.id)).toMatchObject({ state: 'EXPIRED', endReason: 'REQUEST_ENDED' });
    expect(await noticesOf(people.supplier.id, quote.id)).toEqual(['QUOTE_EXPIRED']);
    const again = await sourced(
      app,
      buyer().token,
      'reopenSourcingRequest',
      onRequest(cancelled, { terms: pepperTerms() }),
    );
    const lines = await linesOf(app, again.id);
    const anew = await submitQuote(app, supplier(), { request: again, lines }, goods);
    expect([anew.id, anew.state, anew.versions.map(({ requestRevision }) => requestRevision)]).toEqual([
      quote.id,
      'SUBMITTED',
      [1, 2],
    ]);
    app.clock.advance(24 * 86_400_000); // beyond the validity
    await signAllIn();
    await app.settle();
    await app.settle();
    expect(await one(supplier(), quote.id)).toMatchObject({ state: 'EXPIRED', endReason: 'VALIDITY_OVER' });
    expect((await stateOf(again.id))?.state).toBe('EXPIRED');
    expect(await breaksOf(app)).toEqual([]);
  });

  const signAllIn = async () => {
    people = await allSignedInAgain(app, people);
  };
});

const freight = (yuan: string) => ({ kind: 'PER_KG', amount: { amount: yuan } });
