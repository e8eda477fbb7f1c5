import { startTestApp, type TestApp } from '../support/app';
import { AWARD, award, awardOf, type ShownAward } from '../support/awarding';
import { callingOff, type CallingOff } from '../support/calling-off';
import { makeGoods, type Goods } from '../support/goods';
import { HelpSelling, type ShownHelpSellMandate } from '../support/helpselling';
import { breaksOf } from '../support/money';
import { PLACES, addMember, addOrganization, makePeople, type People, type Person } from '../support/people';
import { pepperTerms, publishedRequest, quotes, submitQuote } from '../support/quoting';
import { allSignedInAgain } from '../support/quoting-reads';

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
