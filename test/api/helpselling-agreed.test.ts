import { startTestApp, type TestApp } from '../support/app';
import { AWARD, award, awardOf, type ShownAward } from '../support/awarding';
import { callingOff, type CallingOff } from '../support/calling-off';
import { makeGoods, type Goods } from '../support/goods';
import { HelpSelling, type ShownHelpSellMandate } from '../support/helpselling';
import { breaksOf } from '../support/money';
import {
  PLACES,
  addMember,
  addOrganization,
  makePeople,
  signInAgain,
  type People,
  type Person,
} from '../support/people';
import { joinPool, kg, openPool, poolSeenBy, poolShare, poolTerms } from '../support/pooling';
import { linesOf, pepperTerms, publishedRequest, quotes, submitQuote } from '../support/quoting';
import { allSignedInAgain } from '../support/quoting-reads';
import { raiseAlarm, readRound, rescue, rescued, roundTerms } from '../support/rescue';

describe('orders on agreed terms over a channel', () => {
  let app: TestApp;
  let people: People;
  let selling: HelpSelling;
  let helper: Person;
  let goods: Goods;
  let channelId: string;
  let by: CallingOff;

  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    selling = new HelpSelling(app);
    helper = await app.transactions.run(async (tx) => {
      const standing = { kind: 'ENTERPRISE', regionCode: PLACES.eastCounty, side: 'EAST' } as const;
      return addMember(app, tx, await addOrganization(tx, standing), 'BUYER_CLERK', 'BUYER_APPROVER');
    });
    channelId = await selling.channel(people.ops, helper.organizationId);
    goods = await makeGoods(app, people, { inBase: 100_000_000n });
    by = callingOff(app, people);
  });
  afterAll(() => app.close());

  const mandated = (of: Goods, more: object = {}) =>
    selling.signed(helper, people.supplier.member, selling.terms(of, channelId, more));
  const end = async ({ id }: ShownHelpSellMandate) => {
    const version = (await selling.read(helper, id))?.version;
    const over = { mandateId: id, expectedVersion: version };
    expect((await selling.say(helper, 'endHelpSellMandate', over)).refusals).toEqual([]);
    app.clock.advance(1000);
  };
  const drawnOf = async ({ id }: ShownHelpSellMandate) => (await selling.read(helper, id))?.drawn.amount;
  const soldOver = (orderId: string | undefined) =>
    app.database.one(
      `SELECT o.channel_id AS channel, l.mandate_id AS mandate FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.id = $1`,
      [orderId],
    );

  it('carry it when they are called off, under a mandate signed before, and never above its ceiling', async () => {
    const framework = await by.capped(goods, '5000');
    const wish = (kg: string) => by.wish(framework, kg, { channelId });
    expect(await by.refused(wish('100'))).toEqual(['MANDATE_MISSING channelId']);
    const mandate = await mandated(goods, { ceiling: { amount: '10000.02', currency: 'CNY' } });
    const order = await by.calledOff(wish('100'));
    expect(await soldOver(order.id)).toEqual({ channel: channelId, mandate: mandate.id });
    // Nothing above a call-off is accepted: it holds what it comes to, and a fen of rounding.
    expect(await drawnOf(mandate)).toBe('5000.01');
    expect(await by.refused(wish('101'))).toEqual(['MANDATE_CEILING_EXCEEDED channelId']);
    expect((await by.calledOff(wish('100'))).state).toBe('PLACED');
    expect(await by.refused(wish('1'))).toEqual(['MANDATE_CEILING_EXCEEDED channelId']);
    await by.cancel(order);
    expect(await drawnOf(mandate)).toBe('5000.01');
    expect(await soldOver((await by.calledOff(by.wish(framework, '10'))).id)).toEqual({
      channel: null,
      mandate: null,
    });
  });

  it('carry it when a quote is awarded, also where the supplier is asked first', async () => {
    const lot = await makeGoods(app, people, { inBase: 100_000_000n });
    const asked = await publishedRequest(
      app,
      { token: people.buyer.clerk.token, unitId: people.buyer.unitId },
      pepperTerms({ quoteDeadline: new Date(app.clock.now().getTime() + 3_600_000).toISOString() }),
    );
    const quote = await submitQuote(app, people.supplier.token, asked, lot, { minimumKg: '2000' });
    app.clock.advance(3_600_000);
    people = await allSignedInAgain(app, people);
    const decide = (more: object) =>
      award(app, people.buyer.clerk.token, asked.request.id, [{ ...awardOf(quote, '1000'), ...more }]);
    const nowhere = '00000000-0000-4000-8000-00000000000a';
    expect((await decide({ channelId: nowhere })).refusals).toEqual(['CHANNEL_CLOSED awards.0.channelId']);
    const { node, refusals } = await decide({ channelId });
    const [offered] = node ?? [];
    expect([refusals, offered?.state]).toEqual([[], 'OFFERED']);
    const take = (one: ShownAward | undefined) =>
      quotes(
        app,
        people.supplier.token,
        'takeAward',
        { awardId: one?.id, expectedVersion: one?.version },
        `award { ${AWARD} }`,
      );
    expect((await take(offered)).refusals).toEqual(['BUYER_MUST_DECIDE awardId']);
    const mandate = await mandated(lot);
    expect((await take(offered)).refusals).toEqual([]);
    const [order] = await app.database.query<{ id: string }>(
      'SELECT order_id AS id FROM quote_award_orders WHERE award_id = $1',
      [offered?.id],
    );
    expect(await soldOver(order?.id)).toEqual({ channel: channelId, mandate: mandate.id });
  });

  it('carry it when a pool is awarded: the order of every unit stands under the mandate, or none is placed', async () => {
    const lot = await makeGoods(app, people, { inBase: 100_000_000n });
    const inHours = (hours: number) => new Date(app.clock.now().getTime() + hours * 3_600_000).toISOString();
    const pool = await openPool(
      app,
      people.buyer.clerk.token,
      poolTerms({
        categoryCode: '13',
        leastGrade: null,
        certificates: [],
        maximum: kg(1_000),
        minimum: kg(1_000),
        windows: [{ from: '2026-08-01', until: '2026-08-10', quantity: kg(1_000) }],
        gatheringDeadline: inHours(1),
        quoteDeadline: inHours(2),
      }),
    );
    const share = poolShare({ cap: { price: { amount: '90.00' }, priceUnit: 'kg' } });
    const houses = [people.buyer, people.otherBuyer];
    for (const { clerk, unitId } of houses)
      await joinPool(app, await signInAgain(app, clerk), { poolId: pool.id, unitId, share });
    const { requestId } = (await poolSeenBy(app, people.buyer.clerk.token, pool.id)) ?? {};
    const request = { id: requestId ?? '', revision: 1 };
    const asked = { request, lines: await linesOf(app, request.id) };
    const wish = { kg: '1000', minimumKg: '500', yuan: '50.00' };
    const quote = await submitQuote(app, people.supplier.token, asked, lot, wish);
    app.clock.advance(2 * 3_600_000);
    people = await allSignedInAgain(app, people);
    const decide = (one: object) => award(app, people.buyer.clerk.token, request.id, [one]);
    const over = { ...awardOf(quote), channelId };
    expect((await decide(over)).refusals).toEqual(['MANDATE_MISSING awards.0.channelId']);
    // What both may come to, weighed above the order, is above what the helper may sell.
    const low = await mandated(lot, { ceiling: { amount: '50000.00', currency: 'CNY' } });
    expect((await decide(over)).refusals).toEqual(['MANDATE_CEILING_EXCEEDED awards.0.channelId']);
    expect(await drawnOf(low)).toBe('0.00');
    await end(low);
    const mandate = await mandated(lot);
    expect((await decide(over)).refusals).toEqual([]);
    const orders = await app.database.query<{ id: string; buyer: string }>(
      `SELECT o.id, o.buyer_id AS buyer FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE l.lot_id = $1`,
      [lot.lotId],
    );
    expect(new Set(orders.map(({ buyer }) => buyer))).toEqual(new Set(houses.map(({ id }) => id)));
    for (const { id } of orders)
      expect(await soldOver(id)).toEqual({ channel: channelId, mandate: mandate.id });
  });

  it('carry it when a rescue round closes: each unit names its own, and gets nothing once its mandate has ended', async () => {
    const wish = {
      harvestedOn: '2026-05-01',
      expiresOn: '2026-08-01',
      leadDays: 3,
      inBase: 1_000_000n,
    };
    const gathering = async () => {
      const lot = await makeGoods(app, people, wish);
      const alarmId = await raiseAlarm(app, lot.lotId);
      const { id } = await rescued(app, people.agri, 'proposeRescueRound', roundTerms(alarmId));
      const agreed = { roundId: id, expectedVersion: 1, agree: true };
      await rescued(app, people.supplier.member, 'answerRescueRound', agreed);
      const join = async (buyer: { clerk: Person; unitId: string }, more: object = {}) => {
        const said = { roundId: id, unitId: buyer.unitId, want: kg(500), deliveryCounty: '330211', ...more };
        return (await rescue(app, buyer.clerk, 'joinRescueRound', said)).refusals;
      };
      return { id, lot, join };
    };
    const parts = async (id: string, buyer: { clerk: Person }) =>
      (await readRound(app, buyer.clerk, id))?.ownParts ?? [];
    const one = await gathering();
    const nowhere = '00000000-0000-4000-8000-00000000000a';
    expect(await one.join(people.buyer, { channelId: nowhere })).toEqual(['CHANNEL_CLOSED channelId']);
    expect(await one.join(people.buyer, { channelId })).toEqual(['MANDATE_MISSING channelId']);
    const mandate = await mandated(one.lot);
    expect(await one.join(people.buyer, { channelId })).toEqual([]);
    expect(await one.join(people.otherBuyer)).toEqual([]);
    await app.settle();
    const [own] = await parts(one.id, people.buyer);
    const [other] = await parts(one.id, people.otherBuyer);
    expect([own?.channelId, await soldOver(own?.orderId ?? '')]).toEqual([
      channelId,
      { channel: channelId, mandate: mandate.id },
    ]);
    expect(await soldOver(other?.orderId ?? '')).toEqual({ channel: null, mandate: null });
    const late = await gathering();
    const ending = await mandated(late.lot);
    expect(await late.join(people.buyer, { channelId })).toEqual([]);
    await end(ending);
    expect(await late.join(people.otherBuyer)).toEqual([]);
    await app.settle();
    expect((await parts(late.id, people.buyer)).map(({ orderId }) => orderId)).toEqual([null]);
    const [left] = await parts(late.id, people.otherBuyer);
    expect(await soldOver(left?.orderId ?? '')).toEqual({ channel: null, mandate: null });
  });

  it('stand under a mandate that stays as it was signed, whatever the code does', async () => {
    const { id } = await mandated(await makeGoods(app, people));
    const broken = (sql: string) => expect(app.database.query(sql, [id])).rejects;
    await broken('UPDATE help_sell_mandates SET ceiling_fen = ceiling_fen * 2 WHERE id = $1').toThrow(
      /stays/,
    );
    await broken(
      `UPDATE help_sell_mandates SET signed_at = signed_at - interval '1 day' WHERE id = $1`,
    ).toThrow(/stays/);
    await broken('UPDATE help_sell_products SET position = 9 WHERE mandate_id = $1').toThrow(/stay as/);
    await broken(
      `INSERT INTO help_sell_products SELECT mandate_id, 2, (SELECT min(p.id::text)::uuid FROM products p WHERE p.id <> product_id),
         supplier_id, channel_id FROM help_sell_products WHERE mandate_id = $1`,
    ).toThrow(/stay as/);
    for (const table of ['help_sell_products WHERE mandate_id', 'help_sell_mandates WHERE id'])
      await broken(`DELETE FROM ${table} = $1`).toThrow(/append-only/);
  });

  it('leave the books true', async () => {
    await app.settle();
    expect(await breaksOf(app)).toEqual([]);
  });
});
