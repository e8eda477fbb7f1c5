import { startTestApp, type TestApp } from '../support/app';
import { award, awardOf } from '../support/awarding';
import { eventually } from '../support/eventually';
import { makeGoods, type Goods } from '../support/goods';
import { hubVerbs, makeHub } from '../support/hubs';
import { breaksOf } from '../support/money';
import { send } from '../support/orders';
import { makePeople, PLACES, signInAgain, type People, type Person } from '../support/people';
import { pepperTerms, publishedRequest, submitQuote, type ShownQuote } from '../support/quoting';
import { allSignedInAgain, quotingReads } from '../support/quoting-reads';

describe('a hub', () => {
  let app: TestApp;
  let people: People;
  let hub: Person;
  let verbs: ReturnType<typeof hubVerbs>;
  let goods: Goods;
  let other: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    hub = await makeHub(app);
    verbs = hubVerbs(app, hub);
    goods = await makeGoods(app, people, { inBase: 100_000_000n });
    const far = { countyCode: PLACES.otherWestCounty, verifiedMu: null, inBase: 100_000_000n };
    other = await makeGoods(app, { supplier: people.otherSupplier }, far);
  });
  afterEach(async () => {
    await app.settle();
    expect(await breaksOf(app)).toEqual([]);
  });
  afterAll(() => app.close());

  const { noticesOf } = quotingReads(() => app);
  const clerk = () => people.buyer.clerk.token;
  const member = () => people.supplier.member;
  const farmer = () => people.otherSupplier.member;
  const again = async () => {
    people = await allSignedInAgain(app, people);
  };
  const open = async (more: object = {}) => {
    await again();
    const quoteDeadline = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
    return publishedRequest(
      app,
      { token: clerk(), unitId: people.buyer.unitId },
      pepperTerms({ quoteDeadline, ...more }),
    );
  };
  const afterDeadline = async () => {
    app.clock.advance(3_600_000);
    await again();
  };
  const awarded = async (requestId: string, quote: ShownQuote | null) =>
    award(app, clerk(), requestId, quote ? [awardOf(quote)] : []);
  const seller = (token: string, id: string) =>
    app.graphql<{ order: object | null }>(
      'query ($id: UUID!) { order(id: $id) { version supplierId agentId agent { name } contract { text } } }',
      { id },
      { token },
    );

  it('offers lots of several members within their mandates; every order is its member’s', async () => {
    const refused = async (of: readonly [string, string][], who = member()) =>
      (await verbs.proposing(who, of)).refusals;
    expect(await refused([])).toEqual(['GOODS_MISSING goods']);
    expect(await refused([[other.productId, '100']])).toEqual(['PRODUCT_UNKNOWN goods.0.productId']);
    expect(await refused([[goods.productId, '0']])).toEqual(['CEILING_ZERO goods.0.ceiling']);
    const asked = await open();
    const early = await verbs.quote(asked, [[goods, '800']]);
    expect(early.refusals).toEqual(['MANDATE_NOT_ACTIVE']);
    const mine = await verbs.mandated(member(), [[goods.productId, '1000']]);
    expect(mine).toMatchObject({ kind: 'HUB', state: 'ACTIVE', goods: [{ left: { value: '1000.000' } }] });
    const unmandated = await makeGoods(app, people, { inBase: 1_000_000n, verifiedMu: null });
    expect((await verbs.quote(asked, [[unmandated, '800']])).refusals).toEqual([
      'LOT_UNKNOWN terms.deliveries.0.lines.0.lotId',
    ]);
    expect((await verbs.quote(asked, [[other, '800']])).refusals).toEqual([
      'LOT_UNKNOWN terms.deliveries.0.lines.0.lotId',
    ]);
    const theirs = await verbs.mandated(farmer(), [[other.productId, '1000']]);
    expect((await verbs.proposing(farmer(), [[other.productId, '5']])).refusals).toEqual([]);
    expect(
      (
        await verbs.quote(asked, [
          [goods, '600'],
          [goods, '401'],
        ])
      ).refusals,
    ).toEqual(['ABOVE_MANDATE terms.deliveries.1.lines.0.quantity']);
    const { node: quote } = await verbs.quote(asked, [
      [goods, '900'],
      [other, '1000'],
    ]);
    // the member may quote beside the hub, and neither sees the other
    const rival = await submitQuote(app, people.supplier.token, asked, goods, { kg: '500' });
    expect(await noticesOf(people.supplier.id, quote?.id ?? '')).toEqual(['OFFERED_IN_YOUR_NAME']);
    expect(await verbs.inMyName(member())).toMatchObject({
      totalCount: 1,
      edges: [
        {
          node: {
            quoteId: quote?.id,
            agentName: '示例县域枢纽',
            deliveries: [{ lines: [{ lotId: goods.lotId }] }],
          },
        },
      ],
    });
    expect(await verbs.inMyName(hub)).toMatchObject({ totalCount: 0 });
    const peek = await app.graphql(
      'query ($id: UUID!) { quote(id: $id) { id } }',
      { id: rival.id },
      { token: hub.token },
    );
    expect(peek.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    await afterDeadline();
    const { node } = await awarded(asked.request.id, quote);
    const orderIds = node?.[0]?.orderIds ?? [];
    const seen = await Promise.all(orderIds.map((id) => seller(clerk(), id)));
    expect(seen.map(({ data }) => data.order)).toMatchObject([
      { supplierId: people.supplier.id, agentId: hub.organizationId, agent: { name: '示例县域枢纽' } },
      { supplierId: people.otherSupplier.id, agentId: hub.organizationId },
    ]);
    expect(JSON.stringify(seen[0]?.data)).toContain('受托报价方：示例县域枢纽');
    const foreign = await seller(await signInAgain(app, hub), orderIds[0] ?? '');
    expect(foreign.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const left = async () =>
      (await verbs.leftOf(hub)).flatMap(({ id, goods: of }) =>
        [mine.id, theirs.id].includes(id) ? of.map((one) => one.left.value) : [],
      );
    expect((await left()).toSorted()).toEqual(['0.000', '100.000']);
    const cancelled = await send(app, clerk(), 'cancelOrder', {
      orderId: orderIds[0],
      expectedVersion: 1,
      reason: 'OTHER',
    });
    expect(cancelled.refusals).toEqual([]);
    await app.settle();
    expect((await left()).toSorted()).toEqual(['0.000', '1000.000']);
    for (const one of [mine, theirs])
      expect((await verbs.end(one === mine ? member() : farmer(), one)).node?.state).toBe('ENDED');
  });

  it('tells members of sealed offers when they are open, not before', async () => {
    const mandate = await verbs.mandated(member(), [[goods.productId, '500']]);
    const asked = await open({ sealed: true });
    const { node: quote } = await verbs.quote(asked, [[goods, '500']]);
    const known = async () => [
      (await verbs.inMyName(member())).edges.some(({ node }) => node.quoteId === quote?.id),
      await noticesOf(people.supplier.id, quote?.id ?? ''),
    ];
    expect(await known()).toEqual([false, []]);
    await afterDeadline();
    await app.settle();
    expect(await known()).toEqual([true, ['OFFERED_IN_YOUR_NAME']]);
    await verbs.end(member(), mandate);
  });

  it('never sells more than a mandate says, however many awards race for it', async () => {
    const mandate = await verbs.mandated(member(), [[goods.productId, '100']]);
    const asked = [];
    for (let one = 0; one < 5; one += 1) asked.push(await open({ title: `示例第${one}单` }));
    const offered: (ShownQuote | null)[] = [];
    for (const one of asked) offered.push((await verbs.quote(one, [[goods, '40']])).node);
    await afterDeadline();
    const answers = await Promise.all(
      asked.map(({ request }, index) => awarded(request.id, offered[index] ?? null)),
    );
    expect(answers.map(({ refusals }) => refusals[0] ?? 'ordered').toSorted()).toEqual([
      'MANDATE_USED_UP awards.0',
      'MANDATE_USED_UP awards.0',
      'MANDATE_USED_UP awards.0',
      'ordered',
      'ordered',
    ]);
    const found = (await verbs.leftOf(member())).find(({ id }) => id === mandate.id);
    expect(found?.goods[0]?.left.value).toBe('20.000');
    await verbs.end(member(), mandate);
  });

  it('binds nobody by its word once it is suspended', async () => {
    const mandate = await verbs.mandated(member(), [[goods.productId, '100']]);
    const asked = await open();
    const { node: quote } = await verbs.quote(asked, [[goods, '40']]);
    const admission = (state: string, sells: boolean) =>
      app.database.query('UPDATE supplier_admissions SET state = $2, sells = $3 WHERE supplier_id = $1', [
        hub.organizationId,
        state,
        sells,
      ]);
    await admission('SUSPENDED', false);
    await afterDeadline();
    expect((await awarded(asked.request.id, quote)).refusals).toEqual(['QUOTER_SELLS_NO_MORE awards.0']);
    await admission('ADMITTED', true);
    expect((await awarded(asked.request.id, quote)).refusals).toEqual([]);
    await verbs.end(member(), mandate);
  });

  it('sells nothing under a mandate that ends while an award is taken', async () => {
    const mandate = await verbs.mandated(member(), [[goods.productId, '100']]);
    const asked = await open();
    const { node: quote } = await verbs.quote(asked, [[goods, '40']]);
    await afterDeadline();
    const waits = async () => {
      const found = await app.database.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return found.length > 0;
    };
    let racing: ReturnType<typeof awarded> | undefined;
    await app.transactions.run(async (tx) => {
      await tx.query(`UPDATE agency_mandates SET state = 'ENDED', valid_to = '2026-07-09' WHERE id = $1`, [
        mandate.id,
      ]);
      let answered = false;
      racing = awarded(asked.request.id, quote).finally(() => {
        answered = true;
      });
      await eventually(async () => answered || (await waits()));
    });
    expect((await racing)?.refusals).toEqual(['QUOTER_SELLS_NO_MORE awards.0']);
    expect((await verbs.quote(await open(), [[goods, '40']])).refusals).toEqual(['MANDATE_NOT_ACTIVE']);
  });
});
