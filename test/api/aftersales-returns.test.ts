import { KeepCaseClocks } from '../../src/aftersales/reactions/keep-case-clocks';
import { Reconciliation } from '../../src/platform/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { caseVerbs, giving, type ShownCase } from '../support/cases';
import { makeGoods, type Goods } from '../support/goods';
import { playOrder } from '../support/orders';
import { makePeople, signInAgain, type People } from '../support/people';

describe('goods of a case that come back', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  let says: ReturnType<typeof caseVerbs>;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people, { inBase: 90_000_000n, ladder: [[1n, 5_000n]] });
    says = caseVerbs(app);
  });
  afterAll(() => app.close());

  const kg = (value: string) => ({ value, unit: 'kg' });
  const words = '示例';
  /** All claimed is granted, for ten kilograms that have to come back. */
  const agreed = async (amount: string): Promise<ShownCase> => {
    const order = await playOrder(app, people, goods, { kg: '100' });
    const clerk = await signInAgain(app, people.buyer.clerk);
    const one = await says.done(clerk, 'openCase', {
      orderId: order.id,
      kind: 'RETURN',
      words,
      lines: [
        {
          settlementLineId: order.settlement?.lines[0]?.id,
          amount: { amount },
          quantity: kg('10'),
        },
      ],
    });
    return says.done(await signInAgain(app, people.supplier.member), 'replyToCase', {
      ...says.on(one),
      words,
      lines: giving(one, amount, { returnQuantity: kg('10') }),
    });
  };
  const sent = async (one: ShownCase) =>
    says.done(await signInAgain(app, people.buyer.clerk), 'sendCaseReturn', {
      ...says.on(one),
      carrier: '示例物流',
    });
  const received = async (one: ShownCase, weight: string) =>
    says.send(await signInAgain(app, people.supplier.member), 'confirmCaseReturn', {
      ...says.on(one),
      lines: one.lines.map(({ id }) => ({ caseLineId: id, quantity: kg(weight) })),
    });
  const stock = () =>
    app.database.one<{ shipped: bigint; loss: bigint; free: bigint }>(
      `SELECT shipped_base AS shipped, loss_base AS loss,
         in_base - reserved_base - shipped_base - loss_base - transformed_out_base AS free FROM lot_stock WHERE lot_id = $1`,
      [goods.lotId],
    );
  const breaks = async () => {
    const found: string[] = [];
    await app.nest.get(Reconciliation).run((proof) => found.push(...proof.breaks));
    return found;
  };
  const decide = async (token: string, decision: string) => {
    const held = await app.database.one<{ id: string; version: number }>(
      `SELECT id, version FROM returned_goods WHERE state = 'HELD' ORDER BY received_at, id LIMIT 1`,
    );
    return app.graphql<{ decideReturnedGoods: { refusals: { code: string }[] } }>(
      'mutation ($input: DecideReturnedGoodsInput!) { decideReturnedGoods(input: $input) { returnedGoods { state } refusals { code } } }',
      {
        input: {
          idempotencyKey: freshKey(),
          returnedGoodsId: held?.id,
          expectedVersion: held?.version,
          decision,
          note: words,
        },
      },
      { token },
    );
  };

  it('are refunded only when they came, leave what was shipped, and are for sale again by the county’s word alone', async () => {
    const one = await agreed('500.00');
    expect(one).toMatchObject({
      state: 'AGREED',
      lines: [{ refunded: { amount: '0.00' }, open: { amount: '500.00' } }],
    });
    expect((await received(one, '10')).refusals).toMatchObject([{ code: 'RETURN_NOT_SENT' }]);
    const before = await stock();
    const onWay = await sent(one);
    const more = await received(onWay, '10.001');
    expect(more.refusals).toMatchObject([{ code: 'RECEIVED_ABOVE_SENT' }]);
    const came = await received(onWay, '10');
    expect(came.afterSalesCase).toMatchObject({
      state: 'AGREED',
      lines: [{ refunded: { amount: '500.00' }, received: { value: '10.000' } }],
    });
    await app.settle();
    const after = await stock();
    expect(after).toEqual({
      shipped: (before?.shipped ?? 0n) - 10_000n,
      loss: (before?.loss ?? 0n) + 10_000n,
      free: before?.free,
    });
    const stranger = await decide(await signInAgain(app, people.otherAgri), 'PUT_BACK');
    expect(stranger.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const put = await decide(await signInAgain(app, people.agri), 'PUT_BACK');
    expect(put.data.decideReturnedGoods).toEqual({ returnedGoods: { state: 'PUT_BACK' }, refusals: [] });
    expect((await stock())?.free).toBe((before?.free ?? 0n) + 10_000n);
    expect(await breaks()).toEqual([]);
  });

  it('that are fewer than agreed are worth less until the buyer has said yes', async () => {
    const onWay = await sent(await agreed('500.00'));
    const short = (await received(onWay, '4')).afterSalesCase;
    expect(short).toMatchObject({ state: 'SUPPLIER_REPLY', lines: [{ offered: { amount: '200.00' } }] });
    if (!short) return;
    const taken = await says.done(
      await signInAgain(app, people.buyer.clerk),
      'acceptCaseOffer',
      says.on(short),
    );
    expect(taken).toMatchObject({ state: 'AGREED', lines: [{ refunded: { amount: '200.00' } }] });
    await app.settle();
    const written = await decide(await signInAgain(app, people.agri), 'WRITTEN_OFF');
    expect(written.data.decideReturnedGoods.refusals).toEqual([]);
    expect(await breaks()).toEqual([]);
  });

  /** Offered money is refused, and the platform awards more of it for ten kilograms that have to come back. */
  const awarded = async (lateDays = 0): Promise<ShownCase> => {
    const order = await playOrder(app, people, goods, { kg: '100' });
    const line = { settlementLineId: order.settlement?.lines[0]?.id, amount: { amount: '500.00' } };
    const one = await says.done(await signInAgain(app, people.buyer.clerk), 'openCase', {
      orderId: order.id,
      kind: 'RETURN',
      words,
      lines: [{ ...line, quantity: kg('10') }],
    });
    const supplier = await signInAgain(app, people.supplier.member);
    const back = { returnQuantity: kg('10') };
    const offer = { ...says.on(one), words, lines: giving(one, '300.00', back) };
    const offered = await says.done(supplier, 'replyToCase', offer);
    const clerk = await signInAgain(app, people.buyer.clerk);
    await says.done(clerk, 'escalateCase', { ...says.on(offered), words });
    app.clock.advance((lateDays + 5) * 86_400_000);
    await app.nest.get(KeepCaseClocks).tick();
    const ops = await signInAgain(app, people.ops);
    const waiting = await says.read(ops, one.id);
    expect(waiting).toMatchObject({ state: 'ESCALATED', late: lateDays > 0 });
    const award = { ...says.on(waiting), words, lines: giving(waiting, '400.00', back) };
    const proposed = await says.done(ops, 'proposeCaseAward', award);
    const second = await signInAgain(app, people.opsSecond);
    return says.done(second, 'confirmCaseAward', says.on(proposed));
  };

  it('that are fewer than awarded go before the platform again, and no offer for all of them stands', async () => {
    const short = (await received(await sent(await awarded()), '2')).afterSalesCase;
    expect(short).toMatchObject({ state: 'ESCALATED', offered: null, lines: [{ offered: null }] });
    if (!short) return;
    const clerk = await signInAgain(app, people.buyer.clerk);
    const taken = await says.send(clerk, 'acceptCaseOffer', says.on(short));
    expect(taken.refusals).toMatchObject([{ code: 'NO_OFFER' }]);
    await app.settle();
    expect(await breaks()).toEqual([]);
  });

  it('have their days after an award that came late, too', async () => {
    const [kept, silent] = [await awarded(15), await sent(await awarded(15))];
    app.clock.advance(16 * 86_400_000);
    await app.nest.get(KeepCaseClocks).tick();
    const clerk = await signInAgain(app, people.buyer.clerk);
    expect(await says.read(clerk, kept.id)).toMatchObject({
      state: 'CLOSED',
      lines: [{ open: { amount: '0.00' }, refunded: { amount: '0.00' } }],
    });
    expect(await says.read(clerk, silent.id)).toMatchObject({
      state: 'ARBITRATED',
      lines: [{ refunded: { amount: '400.00' } }],
    });
    await app.settle();
    expect(await breaks()).toEqual([]);
  });

  it('are paid by time where the supplier keeps silent, and not where the buyer never sent them', async () => {
    const [kept, silent] = [await agreed('100.00'), await sent(await agreed('100.00'))];
    app.clock.advance(16 * 86_400_000);
    await app.nest.get(KeepCaseClocks).tick();
    const clerk = await signInAgain(app, people.buyer.clerk);
    expect(await says.read(clerk, kept.id)).toMatchObject({
      state: 'CLOSED',
      lines: [{ open: { amount: '0.00' }, refunded: { amount: '0.00' } }],
    });
    expect(await says.read(clerk, silent.id)).toMatchObject({
      state: 'AGREED',
      lines: [{ refunded: { amount: '100.00' } }],
    });
    await app.settle();
    expect(await breaks()).toEqual([]);
  });
});
