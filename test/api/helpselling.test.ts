import { Reconciliation } from '../../src/platform/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import {
  asBuyer,
  buyingEnterprise,
  codes,
  HelpSelling,
  type ShownHelpSellMandate,
} from '../support/helpselling';
import {
  accept,
  arrive,
  basketOf,
  pay,
  readOrder,
  send,
  ship,
  sign,
  type PlayedOrder,
} from '../support/orders';
import { makePeople, signInAgain, shareTelephone } from '../support/people';
import type { Buyer, People, Person } from '../support/people';

/** Per kilogram in fen; a tenth of a ton is 1,000.00 yuan. */
const PRICE = 1_000n;

describe('help-selling', () => {
  let app: TestApp;
  let people: People;
  let selling: HelpSelling;
  let helper: Person;
  let goods: Goods;
  let channelId: string;

  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    selling = new HelpSelling(app);
    helper = await enterprise();
    goods = await newGoods();
    channelId = await selling.channel(people.ops, helper.organizationId);
  });
  afterAll(() => app.close());

  const enterprise = (parentId: string | null = null) => buyingEnterprise(app, parentId);
  const newGoods = () =>
    makeGoods(app, people, { ladder: [[1_000n, PRICE]], moqBase: 1_000n, packSizeBase: 1_000n });
  const place = async (kg: string, more: object = {}, buyer: Buyer = people.buyer, of: Goods = goods) =>
    send(app, await signInAgain(app, buyer.clerk), 'placeOrder', {
      ...basketOf(app, buyer, of, { kg }),
      channelId,
      ...more,
    });
  const placed = async (kg: string, of: Goods = goods): Promise<PlayedOrder> => {
    const answer = await place(kg, {}, people.buyer, of);
    const [order] = answer.orders ?? [];
    if (!order) throw new Error(JSON.stringify(answer.refusals));
    return order;
  };
  const drawnOf = async ({ id }: ShownHelpSellMandate) => (await selling.read(helper, id))?.drawn.amount;

  describe('a mandate', () => {
    it('names products the supplier offers, a period to come and a ceiling', async () => {
      const refusedFor = async (more: object) =>
        codes(await selling.say(helper, 'offerHelpSellMandate', selling.terms(goods, channelId, more)));
      expect(await refusedFor({ productIds: [] })).toEqual(['PRODUCTS_MISSING productIds']);
      expect(await refusedFor({ productIds: [goods.productId, goods.productId] })).toEqual([
        'PRODUCT_REPEATED productIds',
      ]);
      expect(await refusedFor({ supplierId: people.otherSupplier.id })).toEqual([
        'PRODUCT_UNKNOWN productIds 0',
      ]);
      expect(await refusedFor({ ceiling: { amount: '0.00', currency: 'CNY' } })).toEqual([
        'CEILING_ZERO ceiling',
      ]);
      expect(await refusedFor({ validTo: '2026-07-08' })).toEqual(['MANDATE_DATES validTo']);
      expect(await refusedFor({ validTo: '2027-07-10' })).toEqual(['MANDATE_TOO_LONG validTo']);
      // A typed date never makes a mandate older than it is.
      expect(await refusedFor({ validFrom: '2026-07-08' })).toEqual(['MANDATE_FROM_PAST validFrom']);
    });

    it('is refused between two of one house or with one bank account', async () => {
      const own = await enterprise(people.supplier.id);
      const terms = selling.terms(goods, channelId);
      expect(codes(await selling.say(own, 'offerHelpSellMandate', terms))).toEqual([
        'MANDATE_PARTIES_RELATED supplierId',
      ]);
      const shared = await enterprise();
      await selling.shareAccount(shared, people.supplier.id);
      expect(codes(await selling.say(shared, 'offerHelpSellMandate', terms))).toEqual([
        'MANDATE_PARTIES_RELATED supplierId',
      ]);
    });

    it('is signed by its supplier alone, with the password, for the text that was read', async () => {
      const offered = await selling.offered(helper, selling.terms(await newGoods(), channelId));
      expect(JSON.parse(offered.text)).toMatchObject({ ceilingFen: '10000000', validTo: '2026-12-31' });
      const { member, second } = people.supplier;
      expect(codes(await selling.sign(people.otherSupplier.member, offered))).toEqual(['NOT_FOUND']);
      expect(codes(await selling.sign(helper, offered))).toEqual(['FORBIDDEN']);
      expect(codes(await selling.sign(member, offered, { password: 'falsch-falsch-1' }))).toEqual([
        'PASSWORD_WRONG password',
      ]);
      expect(codes(await selling.sign(member, offered, { sha256: '0'.repeat(64) }))).toEqual([
        'MANDATE_CHANGED sha256',
      ]);
      await shareTelephone(app, 'x', helper, second);
      expect(codes(await selling.sign(second, offered))).toEqual(['MANDATE_SAME_PERSON']);
      await shareTelephone(app, null, helper, second);
      const { mandate } = await selling.sign(second, offered);
      expect(mandate).toMatchObject({ state: 'SIGNED', signedAt: expect.any(String) });
      expect(codes(await selling.sign(member, mandate ?? offered))).toEqual(['ILLEGAL_TRANSITION']);
    });

    it('stands alone for a supplier’s product on a channel: of eight signed at once one holds', async () => {
      const fresh = await newGoods();
      const offers = await Promise.all(
        Array.from({ length: 8 }, () => selling.offered(helper, selling.terms(fresh, channelId))),
      );
      const answers = await Promise.all(offers.map((one) => selling.sign(people.supplier.member, one)));
      expect(answers.flatMap(codes).toSorted()).toEqual(Array<string>(7).fill('MANDATE_OVERLAPS'));
      const elsewhere = await selling.channel(people.ops, helper.organizationId, '示例消费帮扶二馆');
      await selling.signed(helper, people.supplier.member, selling.terms(fresh, elsewhere));
      await expect(
        app.database.query(
          `UPDATE help_sell_products SET live = tstzrange(now() - interval '9 years', NULL) WHERE product_id = $1`,
          [fresh.productId],
        ),
      ).rejects.toThrow(/one_live_mandate_per_supplier_product_channel/);
    });

    it('gives way to another once it has ended, and covers nothing from then on', async () => {
      const fresh = await newGoods();
      const terms = selling.terms(fresh, channelId);
      const first = await selling.signed(helper, people.supplier.member, terms);
      await placed('100', fresh);
      const seen = await selling.read(helper, first.id);
      const end = { mandateId: first.id, expectedVersion: seen?.version };
      expect((await selling.say(people.supplier.member, 'endHelpSellMandate', end)).mandate?.state).toBe(
        'ENDED',
      );
      expect(codes(await place('100', {}, people.buyer, fresh))).toEqual(['MANDATE_MISSING channelId']);
      const second = await selling.signed(await enterprise(), people.supplier.member, terms);
      expect(second.state).toBe('SIGNED');
      const withdrawn = await selling.offered(helper, terms);
      const withdrawal = { mandateId: withdrawn.id, expectedVersion: withdrawn.version };
      expect((await selling.say(helper, 'withdrawHelpSellMandate', withdrawal)).mandate?.state).toBe(
        'WITHDRAWN',
      );
    });
  });

  describe('an order over a channel', () => {
    let mandate: ShownHelpSellMandate;
    beforeAll(async () => {
      goods = await newGoods();
    });

    it('needs a mandate signed before it', async () => {
      const offered = await selling.offered(helper, selling.terms(goods, channelId));
      expect(codes(await place('100'))).toEqual(['MANDATE_MISSING channelId']);
      ({ mandate = offered } = (await selling.sign(people.supplier.member, offered)) as {
        mandate: ShownHelpSellMandate;
      });
      // At the very instant of the signature it is not after it.
      expect(codes(await place('100'))).toEqual(['MANDATE_MISSING channelId']);
      app.clock.advance(1000);
      const order = await placed('100');
      const [line] = await app.database.query<object>(
        `SELECT o.channel_id AS channel, l.mandate_id AS mandate FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE o.id = $1`,
        [order.id],
      );
      expect(line).toEqual({ channel: channelId, mandate: mandate.id });
      // 1,000.00 and 5 % that may be delivered above, and a fen of rounding.
      expect(await drawnOf(mandate)).toBe('1050.01');
      await expect(
        app.database.query(`UPDATE order_lines SET mandate_id = $2 WHERE order_id = $1`, [
          (
            await send(
              app,
              people.buyer.clerk.token,
              'placeOrder',
              basketOf(app, people.buyer, goods, { kg: '100' }),
            )
          ).orders?.[0]?.id,
          mandate.id,
        ]),
      ).rejects.toThrow(/not covered by mandate/);
    });

    it('is refused to the helper’s own house, which can buy without the channel', async () => {
      const below = await enterprise(helper.organizationId);
      for (const buyer of [helper, below].map(asBuyer)) {
        expect(codes(await place('100', {}, buyer))).toEqual(['MANDATE_BUYER_RELATED channelId']);
        expect(codes(await place('100', { channelId: null }, buyer))).toEqual([]);
      }
      const shared = await enterprise();
      await selling.shareAccount(shared, helper.organizationId);
      expect(codes(await place('100', {}, asBuyer(shared)))).toEqual(['MANDATE_BUYER_RELATED channelId']);
      // A stranger who runs the canteen of the house buys for the house.
      const contractor = await enterprise();
      for (const unitId of [helper.organizationId, below.organizationId]) {
        await selling.mayBuyFor(contractor, unitId, helper);
        expect(codes(await place('100', { unitId }, asBuyer(contractor)))).toEqual([
          'MANDATE_BUYER_RELATED channelId',
        ]);
        expect(codes(await place('100', { unitId, channelId: null }, asBuyer(contractor)))).toEqual([]);
      }
    });

    it('holds what it settles for, and nothing once it is cancelled', async () => {
      const before = await drawnOf(mandate);
      const cancelled = await placed('200');
      expect(await drawnOf(mandate)).not.toBe(before);
      await send(app, await signInAgain(app, people.buyer.clerk), 'cancelOrder', {
        orderId: cancelled.id,
        expectedVersion: cancelled.version,
        reason: 'NO_LONGER_NEEDED',
      });
      expect(await drawnOf(mandate)).toBe(before);
      const supplier = await signInAgain(app, people.supplier.member);
      let order = await sign(app, supplier, await placed('300'));
      order = await sign(app, await signInAgain(app, people.buyer.approver), order);
      await pay(app, people, order.id);
      await ship(app, await signInAgain(app, people.supplier.member), order.id, '300');
      const clerk = await signInAgain(app, people.buyer.clerk);
      order = await arrive(app, clerk, await readOrder(app, clerk, order.id));
      order = await accept(app, clerk, order, '250');
      expect(order.state).toBe('SETTLED');
      expect(await drawnOf(mandate)).toBe('3550.01');
    });

    it('never goes above the ceiling: of fifty at once there is room for nine', async () => {
      const fresh = await newGoods();
      const ceiling = { amount: '10000.00', currency: 'CNY' };
      const small = await selling.signed(
        helper,
        people.supplier.member,
        selling.terms(fresh, channelId, { ceiling }),
      );
      const token = await signInAgain(app, people.buyer.clerk);
      const wish = { ...basketOf(app, people.buyer, fresh, { kg: '100' }), channelId };
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => send(app, token, 'placeOrder', wish)),
      );
      expect(answers.filter(({ orders }) => orders?.length === 1)).toHaveLength(9);
      expect(new Set(answers.flatMap(codes))).toEqual(new Set(['MANDATE_CEILING_EXCEEDED channelId']));
      expect(await drawnOf(small)).toBe('9450.09');
    });

    it('waits for nobody’s end: a mandate ends before it or after it', async () => {
      const fresh = await newGoods();
      const { id, version } = await selling.signed(
        helper,
        people.supplier.member,
        selling.terms(fresh, channelId),
      );
      const token = await signInAgain(app, people.buyer.clerk);
      const wish = { ...basketOf(app, people.buyer, fresh, { kg: '10' }), channelId };
      const said = { mandateId: id, expectedVersion: version };
      const [ended, ...orders] = await Promise.all([
        selling.say(people.supplier.member, 'endHelpSellMandate', said),
        ...Array.from({ length: 10 }, () => send(app, token, 'placeOrder', wish)),
      ]);
      expect(ended?.mandate?.state).toBe('ENDED');
      expect(orders.flatMap(codes).every((code) => code === 'MANDATE_MISSING channelId')).toBe(true);
    });

    it('is not placed over a closed channel', async () => {
      const extra = await selling.channel(people.ops, helper.organizationId, '示例消费帮扶专柜');
      await selling.signed(helper, people.supplier.member, selling.terms(goods, extra));
      const close = { channelId: extra, expectedVersion: 1 };
      expect((await selling.say(people.ops, 'closeSalesChannel', close)).channel?.state).toBe('CLOSED');
      expect(codes(await place('100', { channelId: extra }))).toEqual(['CHANNEL_CLOSED channelId']);
      expect(codes(await selling.say(helper, 'offerHelpSellMandate', selling.terms(goods, extra)))).toEqual([
        'CHANNEL_CLOSED channelId',
      ]);
      expect(codes(await place('100', { channelId: freshKey() }))).toEqual(['CHANNEL_CLOSED channelId']);
    });
  });

  it('is nobody else’s business, and stands up to reconciliation', async () => {
    const { data } = await app.graphql<{ helpSellMandates: { totalCount: number } }>(
      '{ helpSellMandates { totalCount } }',
      {},
      { token: await signInAgain(app, people.otherBuyer.clerk) },
    );
    expect(data.helpSellMandates.totalCount).toBe(0);
    const breaks: string[] = [];
    let examined = 0;
    await app.nest.get(Reconciliation).run((line) => {
      breaks.push(...line.breaks);
      if (line.invariant === 'I11') examined += line.examined;
    });
    expect(breaks).toEqual([]);
    expect(examined).toBeGreaterThan(20);
  });
});
