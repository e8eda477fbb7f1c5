import { startTestApp, type TestApp } from '../support/app';
import { makeGoods } from '../support/goods';
import { operationsOf } from '../support/operations';
import { makePeople, type People } from '../support/people';
import { draftRequest, onRequest, riceLine, source, sourced, sourcingTerms } from '../support/sourcing';

const line = (more: object) => sourcingTerms({ lines: [riceLine(more)] });
const kg = (value: string) => ({ value, unit: 'kg' });
const window = (from: string, until: string, quantity = kg('2000')) => ({ from, until, quantity });

describe('what a sourcing request says', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const clerk = () => people.buyer.clerk.token;
  const draft = (terms: object = sourcingTerms()) => draftRequest(app, clerk(), people.buyer.unitId, terms);

  it('keeps every rule of its terms, each with code and path', async () => {
    const goods = await makeGoods(app, people);
    const paused = await makeGoods(app, people, { listingState: 'PAUSED' });
    const at = 'terms.lines.0';
    const both = { productId: goods.productId };
    const cases: [object, string][] = [
      [sourcingTerms({ lines: [] }), 'LINES_MISSING terms.lines'],
      [sourcingTerms({ lines: [riceLine(), riceLine()] }), 'LINE_REPEATED terms.lines.1'],
      [line(both), `GOODS_NOT_CLEAR ${at}`],
      [line({ categoryCode: null }), `GOODS_NOT_CLEAR ${at}`],
      [line({ categoryCode: '9999' }), `CATEGORY_UNKNOWN ${at}.categoryCode`],
      [line({ categoryCode: null, productId: paused.productId }), `PRODUCT_UNKNOWN ${at}.productId`],
      [line({ leastGrade: '超级' }), `GRADE_UNKNOWN ${at}.leastGrade`],
      [line({ certificates: ['MAGIC'] }), 'BAD_USER_INPUT input.terms.lines.0.certificates.0'],
      [line({ maximum: { value: '2000', unit: 'L' } }), `UNIT_NOT_OF_CATEGORY ${at}.maximum.unit`],
      [line({ minimum: { value: '1500', unit: 'L' } }), `UNIT_MISMATCH ${at}.minimum.unit`],
      [line({ minimum: kg('0') }), `QUANTITY_ZERO ${at}.minimum`],
      [line({ minimum: kg('2000.001') }), `QUANTITIES_REVERSED ${at}.minimum`],
      [line({ cap: { price: { amount: '0' }, priceUnit: 'kg' } }), `CAP_NOT_POSITIVE ${at}.cap.price`],
      [
        line({ cap: { price: { amount: '-1' }, priceUnit: 'kg' } }),
        `BAD_USER_INPUT input.${at}.cap.price.amount`,
      ],
      [line({ cap: { price: { amount: '8' }, priceUnit: 'L' } }), `UNIT_MISMATCH ${at}.cap.priceUnit`],
      [line({ deliveryCounty: '330200' }), `DELIVERY_COUNTY_UNKNOWN ${at}.deliveryCounty`],
      [line({ windows: [] }), `WINDOWS_MISSING ${at}.windows`],
      [line({ windows: [window('2026-08-05', '2026-08-01')] }), `WINDOW_REVERSED ${at}.windows.0.until`],
      [line({ windows: [window('2026-07-08', '2026-08-01')] }), `WINDOW_PAST ${at}.windows.0.from`],
      [line({ windows: [window('2026-08-01', '2029-08-01')] }), `WINDOW_TOO_FAR ${at}.windows.0.until`],
      [
        line({ windows: [window('2026-08-01', '2026-08-05'), window('2026-08-05', '2026-08-06')] }),
        `WINDOWS_OVERLAP ${at}.windows.1`,
      ],
      [
        line({ windows: [window('2026-08-01', '2026-08-05', kg('1999.999'))] }),
        `WINDOWS_NOT_WHOLE ${at}.windows`,
      ],
      [sourcingTerms({ quoteDeadline: '2026-07-09T08:59:59+08:00' }), 'DEADLINE_PAST terms.quoteDeadline'],
      [
        sourcingTerms({ quoteDeadline: '2026-08-01T00:00:00+08:00' }),
        'DEADLINE_AFTER_DELIVERY terms.quoteDeadline',
      ],
    ];
    const { unitId } = people.buyer;
    const told: string[][] = [];
    for (const [terms] of cases)
      told.push([...(await source(app, clerk(), 'draftSourcingRequest', { unitId, terms })).refusals]);
    expect(told).toEqual(cases.map(([, refusal]) => [refusal]));
    const one = { categoryCode: null, productId: goods.productId };
    const waiting = await draft(line(one));
    expect(waiting.state).toBe('DRAFT');
    await app.database.query(`UPDATE listings SET state = 'PAUSED' WHERE id = $1`, [goods.listingId]);
    const late = await source(app, clerk(), 'publishSourcingRequest', onRequest(waiting));
    expect(late.refusals).toEqual(['PRODUCT_NO_LONGER_OFFERED sourcingRequestId']);
    const ofOthers = await source(app, clerk(), 'draftSourcingRequest', {
      unitId: people.otherBuyer.unitId,
      terms: sourcingTerms(),
    });
    expect(ofOthers.refusals).toEqual(['NOT_FOUND unitId']);
  });

  it('is nobody else’s, and no supplier ever reads a cap, a worth or a word of the inside', async () => {
    const odd = line({ cap: { price: { amount: '7.77' }, priceUnit: 'kg' } });
    const open = await sourced(
      app,
      clerk(),
      'publishSourcingRequest',
      onRequest(await draft({ ...odd, internalNote: '内部暗语' })),
    );
    const foreign = await source(
      app,
      people.otherBuyer.clerk.token,
      'cancelSourcingRequest',
      onRequest(open, { reason: 'OTHER' }),
    );
    expect(foreign.refusals).toEqual(['NOT_FOUND sourcingRequestId']);
    const read = async (token: string, query: string) =>
      JSON.stringify(await app.graphql(query, query.includes('$id') ? { id: open.id } : {}, { token }));
    const whole = `query ($id: UUID!) { sourcingRequest(id: $id) { id internalNote worth { amount } lines { cap { price { amount } } } } }`;
    for (const reader of [people.buyer.clerk, people.ops, people.auditor])
      expect(await read(reader.token, whole)).toMatch(/内部暗语.*15540\.00.*7\.77/);
    expect(await read(people.supplier.token, whole)).toContain('FORBIDDEN');
    expect(await read(people.otherBuyer.clerk.token, whole)).toContain('NOT_FOUND');

    const operation = (await operationsOf(app)).find(({ name }) => name === 'publishedRequest');
    const published = operation?.documentFor({ id: open.id }) ?? '';
    expect(published).toMatch(/lines.*windows.*quantity/);
    // An id may hold any three figures by chance.
    const seen = (await read(people.supplier.token, published)).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '#');
    expect(seen).toContain('示例食堂大米');
    expect(seen).not.toMatch(/777|7\.77|15540|1554000|内部暗语|[cC]ap\b|[wW]orth|budget|reserved/);
    await app.database.query(
      `UPDATE supplier_admissions SET state = 'SUSPENDED', sells = false WHERE supplier_id = $1`,
      [people.otherSupplier.id],
    );
    await app.database.query(
      `INSERT INTO admission_history (admission_id, supplier_id, verb, from_state, to_state, sells, at)
       SELECT id, supplier_id, 'suspend', 'ADMITTED', 'SUSPENDED', false, $2 FROM supplier_admissions WHERE supplier_id = $1`,
      [people.otherSupplier.id, app.clock.now()],
    );
    expect(await read(people.otherSupplier.token, published)).toContain('NOT_FOUND');
    const list = '{ publishedRequests { totalCount edges { node { id } } } }';
    expect(await read(people.otherSupplier.token, list)).toContain('"totalCount":0,"edges":[]');
    expect(await read(people.supplier.token, list)).toContain(open.id);
    const of = (code: string) => list.replace('Requests', `Requests(categoryCode: "${code}")`);
    expect(await read(people.supplier.token, of('01'))).toContain(open.id);
    expect(await read(people.supplier.token, of('0102'))).not.toContain(open.id);
  });
});
