import { KeepCaseClocks } from '../../src/aftersales/reactions/keep-case-clocks';
import { Reconciliation } from '../../src/platform/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { caseVerbs, giving, type ShownCase } from '../support/cases';
import { makeGoods, type Goods } from '../support/goods';
import { playOrder, readOrder, type PlayedOrder } from '../support/orders';
import { makePeople, signInAgain, type People } from '../support/people';

describe('an after-sales case', () => {
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

  const tokens = async () => ({
    clerk: await signInAgain(app, people.buyer.clerk),
    supplier: await signInAgain(app, people.supplier.member),
  });
  const settled = async (): Promise<{ order: PlayedOrder; lineId: string }> => {
    const order = await playOrder(app, people, goods, { kg: '100' });
    return { order, lineId: order.settlement?.lines[0]?.id ?? '' };
  };
  const claim = (
    { order, lineId }: { order: PlayedOrder; lineId: string },
    amount: string,
    more: { kind?: string; kg?: string | null } = {},
  ) => ({
    orderId: order.id,
    kind: more.kind ?? 'QUALITY',
    words: '示例：部分霉变',
    lines: [
      {
        settlementLineId: lineId,
        amount: { amount },
        ...(more.kg === null ? {} : { quantity: { value: more.kg ?? '10', unit: 'kg' } }),
      },
    ],
  });
  const opened = async (amount: string, more: object = {}) => {
    const sold = await settled();
    const one = await says.done(people.buyer.clerk.token, 'openCase', claim(sold, amount, more));
    return { ...sold, one };
  };
  const refunded = async (order: PlayedOrder) =>
    (await readOrder(app, (await tokens()).clerk, order.id)).settlement?.lines[0]?.refunded.amount;
  const breaks = async () => {
    const found: string[] = [];
    await app.nest.get(Reconciliation).run((proof) => found.push(...proof.breaks));
    return found;
  };
  const later = async (days: number) => {
    app.clock.advance(days * 86_400_000);
    await app.nest.get(KeepCaseClocks).tick();
  };
  const payBack = async (one: ShownCase) => {
    const due = await app.database.query<{ id: string; version: number }>(
      `SELECT p.id, p.version FROM refund_payments p JOIN aftersales_case_lines l ON l.refund_id = p.refund_id
        WHERE l.case_id = $1`,
      [one.id],
    );
    const token = await signInAgain(app, people.finance);
    for (const { id, version } of due) {
      const input = {
        idempotencyKey: freshKey(),
        refundPaymentId: id,
        expectedVersion: version,
        bankReference: `BACK-${freshKey()}`,
        paidAt: app.clock.now().toISOString(),
      };
      const paid = await app.graphql(
        'mutation ($input: ConfirmRefundPaidInput!) { confirmRefundPaid(input: $input) { refusals { code } } }',
        { input },
        { token },
      );
      expect(paid).toMatchObject({ data: { confirmRefundPaid: { refusals: [] } } });
    }
    await app.settle();
  };

  it('is answered with an offer, agreed and refunded; the bank’s word closes it', async () => {
    const { order, one } = await opened('800.00');
    expect(one).toMatchObject({ state: 'OPEN', kind: 'QUALITY', lines: [{ open: { amount: '800.00' } }] });
    const offered = await says.done(people.supplier.token, 'replyToCase', {
      ...says.on(one),
      words: '示例：同意部分赔付',
      lines: giving(one, '550.55'),
    });
    expect(offered).toMatchObject({ state: 'SUPPLIER_REPLY', lines: [{ offered: { amount: '550.55' } }] });
    const agreed = await says.done(people.buyer.clerk.token, 'acceptCaseOffer', says.on(offered));
    expect(agreed).toMatchObject({
      state: 'AGREED',
      lines: [{ open: { amount: '0.00' }, refunded: { amount: '550.55' } }],
    });
    expect(await refunded(order)).toBe('550.55');
    await payBack(agreed);
    const closed = await says.read(people.buyer.clerk.token, one.id);
    expect(closed.history.map(({ verb, side }) => [verb, side])).toEqual([
      ['openCase', 'BUYER'],
      ['reply', 'SUPPLIER'],
      ['acceptOffer', 'BUYER'],
      ['finish', 'SYSTEM'],
    ]);
    expect(closed.state).toBe('CLOSED');
    expect(await breaks()).toEqual([]);
  });

  it('is agreed at once where the supplier gives all that is claimed', async () => {
    const { order, one } = await opened('300.00', { kind: 'SHORTAGE' });
    const granted = await says.done(people.supplier.token, 'replyToCase', {
      ...says.on(one),
      words: '示例：同意',
      lines: giving(one, '300.00'),
    });
    expect(granted.state).toBe('AGREED');
    expect(await refunded(order)).toBe('300.00');
  });

  it('claims no more of a line than is left of it by refunds, cases and requests together', async () => {
    const sold = await settled();
    const token = people.buyer.clerk.token;
    const code = async (amount: string, more: object = {}) =>
      (await says.send(token, 'openCase', claim(sold, amount, more))).refusals.map((refusal) => refusal.code);
    expect(await code('5000.01')).toEqual(['CASE_AMOUNT_ABOVE_LINE']);
    expect(await code('10.00', { kg: '100.001' })).toEqual(['CASE_QUANTITY_ABOVE_ACCEPTED']);
    expect(await code('10.00', { kg: null })).toEqual(['CASE_QUANTITY_MISSING']);
    expect(await code('10.00', { kind: 'PRICE_ERROR', kg: null })).toEqual([]);
    expect(await code('4000.00')).toEqual([]);
    const asked = await app.graphql<{ requestRefund: { refusals: { code: string; message: string }[] } }>(
      'mutation ($input: RequestRefundInput!) { requestRefund(input: $input) { refusals { code message } } }',
      {
        input: {
          idempotencyKey: freshKey(),
          settlementLineId: sold.lineId,
          amount: { amount: '990.01' },
          reason: 'QUALITY',
          note: '示例',
        },
      },
      { token },
    );
    expect(asked.data.requestRefund.refusals).toMatchObject([
      { code: 'AMOUNT_ABOVE_LINE', message: '超过该结算行可退余额 990.00 元' },
    ]);
    expect(await code('990.00')).toEqual([]);
    expect(await code('0.01')).toEqual(['CASE_AMOUNT_ABOVE_LINE']);
  });

  it('is one of many opened at the same moment: together they claim what there is', async () => {
    const sold = await settled();
    const token = people.buyer.clerk.token;
    const tries = await Promise.all(
      Array.from({ length: 6 }, () => says.send(token, 'openCase', claim(sold, '2000.00'))),
    );
    expect(tries.filter(({ afterSalesCase }) => afterSalesCase)).toHaveLength(2);
    const line =
      'SELECT sum(live_fen)::bigint AS fen FROM aftersales_case_lines WHERE settlement_line_id = $1';
    expect(await app.database.one(line, [sold.lineId])).toEqual({ fen: 400_000n });
    const forced = app.transactions.run((tx) =>
      tx.query(
        'UPDATE aftersales_case_lines SET claimed_fen = 300000, live_fen = 300000 WHERE settlement_line_id = $1',
        [sold.lineId],
      ),
    );
    await expect(forced).rejects.toThrow('fen are refunded or claimed of');
  });

  it('is refunded once, however many accept the offer', async () => {
    const { order, one } = await opened('700.00');
    const reply = { ...says.on(one), words: '示例', lines: giving(one, '500.00') };
    const offered = await says.done(people.supplier.token, 'replyToCase', reply);
    const tries = await Promise.all(
      Array.from({ length: 6 }, () =>
        says.send(people.buyer.clerk.token, 'acceptCaseOffer', says.on(offered)),
      ),
    );
    expect(tries.filter(({ refusals }) => refusals.length === 0)).toHaveLength(1);
    expect(await refunded(order)).toBe('500.00');
    expect(await breaks()).toEqual([]);
  });

  it('is decided by two people of the platform, after both sides were heard', async () => {
    const { order, one } = await opened('900.00');
    const contested = await says.done(people.supplier.token, 'replyToCase', {
      ...says.on(one),
      words: '示例：交货合格',
    });
    expect(contested).toMatchObject({ state: 'SUPPLIER_REPLY', offered: false });
    const none = await says.send(people.buyer.clerk.token, 'acceptCaseOffer', says.on(contested));
    expect(none.refusals).toMatchObject([{ code: 'NO_OFFER' }]);
    const escalated = await says.done(people.buyer.clerk.token, 'escalateCase', {
      ...says.on(contested),
      words: '示例：请裁定',
    });
    const award = (of: ShownCase) => ({
      ...says.on(of),
      words: '示例：酌情退款',
      lines: giving(of, '400.00'),
    });
    const early = await says.send(people.ops.token, 'proposeCaseAward', award(escalated));
    expect(early.refusals).toMatchObject([{ code: 'CASE_HEARING_OPEN' }]);
    const heard = await says.done(people.supplier.token, 'addCaseStatement', {
      ...says.on(escalated),
      words: '示例：补充检测报告',
    });
    const proposed = await says.done(people.ops.token, 'proposeCaseAward', award(heard));
    expect(proposed.lines[0]?.awarded?.amount).toBe('400.00');
    const seen = await says.read(people.supplier.token, one.id);
    expect(seen.lines[0]?.awarded).toBeNull();
    expect(seen.history.map(({ verb }) => verb)).not.toContain('proposeAward');
    const alone = await says.send(people.ops.token, 'confirmCaseAward', says.on(proposed));
    expect(alone.refusals).toMatchObject([{ code: 'CASE_FOUR_EYES' }]);
    const decided = await says.done(people.opsSecond.token, 'confirmCaseAward', says.on(proposed));
    expect(decided.state).toBe('ARBITRATED');
    expect(await refunded(order)).toBe('400.00');
    expect((await says.read(people.supplier.token, one.id)).lines[0]?.awarded?.amount).toBe('400.00');
    expect(await breaks()).toEqual([]);
  });

  it('is nobody else’s: one answer for strangers, and nothing written', async () => {
    const { order, lineId, one } = await opened('50.00');
    const stranger = people.otherBuyer.clerk.token;
    const foreign = await says.call(stranger, 'openCase', claim({ order, lineId }, '1.00'));
    expect(foreign.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const other = await signInAgain(app, people.otherSupplier.member);
    const reply = { ...says.on(one), words: '示例', lines: giving(one, '50.00') };
    for (const [token, operation, input] of [
      [other, 'replyToCase', reply],
      [stranger, 'withdrawCase', says.on(one)],
      [stranger, 'addCaseStatement', { ...says.on(one), words: '示例' }],
    ] as const)
      expect((await says.call(token, operation, input)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    await expect(says.read(other, one.id)).rejects.toThrow('NOT_FOUND');
    expect(await says.read(people.buyer.clerk.token, one.id)).toMatchObject({ version: 1, state: 'OPEN' });
    const withdrawn = await says.done(people.buyer.clerk.token, 'withdrawCase', says.on(one));
    expect(withdrawn).toMatchObject({ state: 'WITHDRAWN', lines: [{ open: { amount: '0.00' } }] });
  });

  it('goes on by time: reminded, before the platform, late; what was offered is taken for a silent buyer', async () => {
    const { order, one } = await opened('600.00');
    const second = await opened('600.00');
    const contested = await opened('600.00');
    const words = '示例';
    await says.done(people.supplier.token, 'replyToCase', {
      ...says.on(second.one),
      words,
      lines: giving(second.one, '100.00'),
    });
    await says.done(people.supplier.token, 'replyToCase', { ...says.on(contested.one), words });
    await later(3);
    const reminded = await app.database.query(
      `SELECT organization_id AS id FROM notices WHERE kind = 'CASE_REMINDER' AND subject_id = $1`,
      [one.id],
    );
    expect(reminded).toEqual([{ id: people.supplier.id }]);
    await later(2);
    expect((await says.read((await tokens()).clerk, one.id)).state).toBe('OPEN');
    await later(1);
    expect(await says.read((await tokens()).clerk, one.id)).toMatchObject({
      state: 'ESCALATED',
      late: false,
    });
    await later(2);
    const taken = await says.read((await tokens()).clerk, second.one.id);
    expect(taken).toMatchObject({ state: 'AGREED', lines: [{ refunded: { amount: '100.00' } }] });
    expect(await says.read((await tokens()).clerk, contested.one.id)).toMatchObject({ state: 'CLOSED' });
    expect(await refunded(contested.order)).toBe('0.00');
    await later(14);
    expect(await says.read((await tokens()).clerk, one.id)).toMatchObject({ state: 'ESCALATED', late: true });
    const owner = await app.database.query(
      `SELECT role FROM tasks WHERE kind = 'CHASE_CASE_ARBITRATION' AND subject_id = $1 AND closed_at IS NULL`,
      [one.id],
    );
    expect(owner).toEqual([{ role: 'ORG_ADMIN' }]);
    const clerk = (await tokens()).clerk;
    const late = await says.send(
      clerk,
      'openCase',
      claim({ order, lineId: one.lines[0]?.settlementLineId ?? '' }, '1.00', { kind: 'SHORTAGE' }),
    );
    expect(late.refusals).toMatchObject([
      { code: 'CASE_TOO_LATE', path: ['lines', '0', 'settlementLineId'] },
    ]);
    expect(await breaks()).toEqual([]);
  });
});
