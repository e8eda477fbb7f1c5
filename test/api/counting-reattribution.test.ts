import { makeAgreement } from '../support/agreements';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { closeMonth } from '../support/months';
import { OrderHistory, type WrittenOrder } from '../support/order-events';
import {
  PLACES,
  addOrganization,
  makePeople,
  shareTelephone,
  type People,
  type Person,
} from '../support/people';

interface Answer {
  reattribution: { id: string; state: string; version: number } | null;
  refusals: { code: string; message: string }[];
}

describe('a change of attribution', () => {
  let app: TestApp;
  let people: People;
  let history: OrderHistory;
  let goods: Goods;
  let agreement: string;
  let otherUnit: string;
  let westernUnit: string;
  let before: WrittenOrder;

  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    history = new OrderHistory(app);
    goods = await makeGoods(app, people);
    const leaf = { east: PLACES.eastCounty, west: PLACES.westCounty, fen: 100n };
    agreement = await makeAgreement(app, { leaves: [leaf] });
    const unit = (regionCode: string, side: 'EAST' | 'WEST') =>
      app.transactions.run((tx) =>
        addOrganization(tx, { kind: 'ENTERPRISE', regionCode, side, parentId: people.buyer.id }),
      );
    otherUnit = await unit('330203', 'EAST');
    westernUnit = await unit(PLACES.westCounty, 'WEST');
  });
  afterAll(() => app.close());

  async function settled(fen: bigint, unitId = people.buyer.unitId): Promise<WrittenOrder> {
    const order = await history.place({
      buyerId: people.buyer.id,
      unitId,
      placedBy: people.buyer.clerk.id,
      goods: [goods],
      fen: [fen],
      countyCode: PLACES.westCounty,
    });
    await history.settle(order, [fen]);
    await app.settle();
    return order;
  }
  async function run(verb: string, person: Person, input: object) {
    const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    return app.graphql<Record<string, Answer>>(
      `mutation ($input: ${type}!) { ${verb}(input: $input) { reattribution { id state version } refusals { code message } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: person.token },
    );
  }
  const propose = async (order: WrittenOrder, toUnitId: string, person = people.buyer.clerk) =>
    run('proposeReattribution', person, { orderId: order.id, toUnitId, reason: '示例：归属填错' });
  const proposed = async (order: WrittenOrder, toUnitId: string) =>
    (await propose(order, toUnitId)).data['proposeReattribution'] as Answer;
  const confirm = async (wish: Answer, person: Person) =>
    (
      await run('confirmReattribution', person, {
        reattributionId: wish.reattribution?.id,
        expectedVersion: wish.reattribution?.version,
      })
    ).data['confirmReattribution'] as Answer;
  const entriesOf = (order: WrittenOrder) =>
    app.database.query(
      `SELECT kind, attempt, amount_fen AS fen, unit_id = $2 AS moved, target_leaf AS leaf, counted_on AS on FROM counting_entries
       WHERE order_id = $1 ORDER BY position`,
      [order.id, otherUnit],
    );
  const agreementOf = async (order: WrittenOrder) =>
    (
      await app.database.one<{ id: string }>(
        'SELECT agreement_id AS id FROM counting_entries WHERE order_id = $1 LIMIT 1',
        [order.id],
      )
    )?.id;
  const codes = (answer: Answer) => answer.refusals.map(({ code }) => code);

  it('reverses what is left and counts it anew, asked by one and confirmed by another', async () => {
    const order = await settled(9_000n);
    await history.refund(order, order.portions[0] ?? '', 2_000n);
    await app.settle();
    app.clock.advance(86_400_000 / 200);
    const wish = await proposed(order, otherUnit);
    expect(wish.reattribution?.state).toBe('PROPOSED');
    expect(codes(await confirm(wish, people.buyer.clerk))).toEqual(['SAME_MEMBER']);
    await shareTelephone(app, 'x', people.buyer.clerk, people.buyer.approver);
    expect(codes(await confirm(wish, people.buyer.approver))).toEqual(['SAME_MEMBER']);
    await shareTelephone(app, null, people.buyer.clerk, people.buyer.approver);
    expect((await confirm(wish, people.buyer.approver)).reattribution?.state).toBe('CONFIRMED');
    const on = '2026-07-09';
    expect(await entriesOf(order)).toEqual([
      { kind: 'CONFIRMED', attempt: 1, fen: 9_000n, moved: false, leaf: 'PAIRING', on },
      { kind: 'REVERSAL', attempt: 1, fen: -2_000n, moved: false, leaf: 'PAIRING', on },
      { kind: 'REVERSAL', attempt: 1, fen: -7_000n, moved: false, leaf: 'PAIRING', on },
      { kind: 'CONFIRMED', attempt: 2, fen: 7_000n, moved: true, leaf: 'OWN', on },
    ]);
    const told = await app.database.query<{ region: string }>(
      `SELECT o.region_code AS region FROM notices n JOIN organizations o ON o.id = n.organization_id
       WHERE n.kind = 'ATTRIBUTION_MOVED' AND n.subject_id = $1 ORDER BY 1`,
      [order.id],
    );
    expect(told.map(({ region }) => region)).toEqual([
      PLACES.eastCity,
      PLACES.eastCounty,
      PLACES.westCity,
      PLACES.westCounty,
    ]);
    const seen = await app.graphql<{ countedPortions: { edges: { node: { buyerCorrections: number } }[] } }>(
      `query ($id: UUID!) { countedPortions(agreementId: $id) { edges { node { buyerCorrections } } } }`,
      { id: await agreementOf(order) },
      { token: people.coordEast.city.token },
    );
    expect(seen.data.countedPortions.edges.map(({ node }) => node.buyerCorrections)).toEqual([1, 1]);
    await history.refund(order, order.portions[0] ?? '', 6_999n);
    await app.settle();
    expect((await entriesOf(order)).at(-1)).toMatchObject({ kind: 'REVERSAL', attempt: 2, fen: -6_999n });
  });

  it('moves an amount without making the gross grow', async () => {
    const figures = async () => {
      const answer = await app.graphql<{ progress: { total: Record<string, { amount: string }> } }>(
        'query ($id: UUID!) { progress(agreementId: $id) { total { gross { amount } reversals { amount } net { amount } } } }',
        { id: agreement },
        { token: people.coordEast.province.token },
      );
      return answer.data.progress.total;
    };
    const order = await settled(30_000n);
    const before = await figures();
    const wish = await proposed(order, otherUnit);
    expect((await confirm(wish, people.buyer.approver)).refusals).toEqual([]);
    expect(await figures()).toEqual(before);
  });

  it('stays within the buyer’s own units, and within what would count', async () => {
    const order = await settled(1_000n);
    expect(codes(await proposed(order, people.buyer.unitId))).toEqual(['SAME_UNIT']);
    const western = await proposed(order, westernUnit);
    expect(western.refusals).toMatchObject([
      { code: 'WOULD_NOT_COUNT', message: expect.stringContaining('不在东部') },
    ]);
    const foreign = await propose(order, people.otherBuyer.unitId);
    expect(foreign.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const stranger = await propose(order, people.otherBuyer.unitId, people.otherBuyer.clerk);
    expect(stranger.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await proposed(order, otherUnit)).refusals).toEqual([]);
    expect(codes(await proposed(order, otherUnit))).toEqual(['REATTRIBUTION_OPEN']);
  });

  it('takes nothing from a unit the buyer only buys for', async () => {
    const theirs = await settled(6_000n, people.otherBuyer.unitId);
    const { refusals } = await proposed(theirs, otherUnit);
    expect(refusals.map(({ code }) => code)).toEqual(['UNIT_OF_ANOTHER_HOUSE']);
  });

  it('needs something that counts, in a period that is open', async () => {
    const nothing = await settled(1_000n);
    await history.refund(nothing, nothing.portions[0] ?? '', 1_000n);
    await app.settle();
    expect(codes(await proposed(nothing, otherUnit))).toEqual(['NOTHING_TO_REATTRIBUTE']);
    const order = await settled(1_000n);
    const wish = await proposed(order, otherUnit);
    before = await settled(1_000n);
    await closeMonth(app, agreement, '2026-07-01');
    expect(codes(await confirm(wish, people.buyer.approver))).toEqual(['PERIOD_CLOSED']);
    expect(await entriesOf(order)).toHaveLength(1);
  });

  it('books the refund of a closed month in the open one, and says which month it was', async () => {
    app.clock.set(new Date('2026-08-03T09:00:00+08:00'));
    const order = before;
    await history.refund(order, order.portions[0] ?? '', 400n);
    await app.settle();
    const [row] = await app.database.query(
      `SELECT period, original_period, counted_on FROM counting_entries WHERE order_id = $1 AND kind = 'REVERSAL'`,
      [order.id],
    );
    expect(row).toEqual({ period: '2026-08-01', original_period: '2026-07-01', counted_on: '2026-07-09' });
  });
});
