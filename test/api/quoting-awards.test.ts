import { freshKey, startTestApp, type TestApp } from '../support/app';
import { AWARD, award, awardOf, lastWaiting, versionOf, type ShownAward } from '../support/awarding';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf } from '../support/money';
import { PLACES, makePeople, type People } from '../support/people';
import {
  pepperLine,
  pepperTerms,
  publishedRequest,
  quotes,
  submitQuote,
  type QuoteWish,
  type RequestLine,
  type ShownQuote,
} from '../support/quoting';
import { allSignedInAgain, quotingReads } from '../support/quoting-reads';
import { onRequest, sourced, type ShownRequest } from '../support/sourcing';
import { unitBudgets } from '../support/unit-budgets';

interface Asked {
  readonly request: ShownRequest;
  readonly lines: readonly RequestLine[];
}

describe('an award', () => {
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
  const clerk = () => people.buyer.clerk.token;
  const budgets = () => unitBudgets(app, people);
  /** A request of a unit with this budget that closes in an hour. */
  const open = async (unitId: string, more: object = {}): Promise<Asked> =>
    publishedRequest(
      app,
      { token: clerk(), unitId },
      pepperTerms({ quoteDeadline: new Date(app.clock.now().getTime() + 3_600_000).toISOString(), ...more }),
    );
  const mine = (asked: Asked, wish: QuoteWish = {}) =>
    submitQuote(app, people.supplier.token, asked, goods, wish);
  const theirs = (asked: Asked, wish: QuoteWish = {}) =>
    submitQuote(app, people.otherSupplier.token, asked, other, wish);
  const afterDeadline = async () => {
    app.clock.advance(3_600_000);
    people = await allSignedInAgain(app, people);
  };
  const stateOf = async (id: string) =>
    (await app.database.one<{ state: string }>('SELECT state FROM sourcing_requests WHERE id = $1', [id]))
      ?.state;
  const ordersOf = (ids: readonly string[] = []) =>
    app.database.query<{
      state: string;
      supplier_id: string;
      goods_fen: bigint;
      freight_fen: bigint;
      approval_required: boolean;
    }>(
      'SELECT state, supplier_id, goods_fen, freight_fen, approval_required FROM orders WHERE id = ANY($1::uuid[]) ORDER BY goods_fen',
      [ids],
    );
  const reservedOf = async (lotId: string) =>
    (
      await app.database.one<{ base: bigint }>(
        'SELECT reserved_base AS base FROM lot_stock WHERE lot_id = $1',
        [lotId],
      )
    )?.base ?? 0n;

  it('becomes one order with its lots and its budget, closes what it beats, and gives the rest back', async () => {
    const unitId = await budgets().newUnit();
    await budgets().setBudget(unitId, 150_000);
    const asked = await open(unitId);
    const dear = await mine(asked, { yuan: '65.00' });
    const cheap = await theirs(asked, {
      yuan: '58.00',
      freight: { kind: 'PER_KG', amount: { amount: '0.50' } },
    });
    expect((await award(app, clerk(), asked.request.id, [awardOf(cheap)])).refusals).toEqual([
      'AWARD_BEFORE_DEADLINE sourcingRequestId',
    ]);
    await afterDeadline();
    const before = await reservedOf(other.lotId);
    expect(await budgets().budgetOf(unitId)).toMatchObject({ taken: 14_000_000n });
    const input = {
      idempotencyKey: freshKey(),
      expectedVersion: await versionOf(app, asked.request.id),
    };
    const done = await award(app, clerk(), asked.request.id, [awardOf(cheap)], input);
    const again = await award(app, clerk(), asked.request.id, [awardOf(cheap)], input);
    expect(again).toEqual(done);
    expect(done.node).toMatchObject([
      { state: 'ORDERED', total: { amount: '117000.00' }, orderIds: [expect.any(String)] },
    ]);
    expect(await ordersOf(done.node?.[0]?.orderIds)).toMatchObject([
      {
        state: 'PLACED',
        supplier_id: people.otherSupplier.id,
        goods_fen: 11_600_000n,
        freight_fen: 100_000n,
      },
    ]);
    expect((await reservedOf(other.lotId)) - before).toBe(2_000_000n);
    expect(await budgets().budgetOf(unitId)).toMatchObject({ taken: 11_700_000n, written: 11_700_000n });
    expect(await stateOf(asked.request.id)).toBe('AWARDED');
    expect(await one(people.supplier.token, dear.id)).toMatchObject({
      state: 'REJECTED',
      endReason: 'ANOTHER_AWARDED',
    });
    expect(await noticesOf(people.supplier.id, dear.id)).toEqual(['QUOTE_REJECTED']);
    expect(await one(people.otherSupplier.token, cheap.id)).toMatchObject({ state: 'ACCEPTED' });
    const twice = await award(app, clerk(), asked.request.id, [awardOf(cheap)]);
    expect(twice.refusals).toEqual(['ILLEGAL_TRANSITION sourcingRequestId']);
    await app.settle();
    expect(await breaksOf(app)).toEqual([]);
  });

  it('goes to several suppliers in parts; closing gives back what is not awarded', async () => {
    const unitId = await budgets().newUnit();
    await budgets().setBudget(unitId, 150_000);
    const asked = await open(unitId);
    const first = await mine(asked, { kg: '1200', minimumKg: '500' });
    const second = await theirs(asked, { kg: '1500', minimumKg: '500' });
    await afterDeadline();
    const both = await award(app, clerk(), asked.request.id, [awardOf(first), awardOf(second)]);
    expect(both.refusals).toEqual(['AWARDED_ABOVE_WANTED awards.1']);
    const parts = await award(app, clerk(), asked.request.id, [
      awardOf(first, '1000'),
      awardOf(second, '600'),
    ]);
    expect(parts.node?.map(({ state, total }) => [state, total.amount]).toSorted()).toEqual([
      ['ORDERED', '36000.00'],
      ['ORDERED', '60000.00'],
    ]);
    expect(await stateOf(asked.request.id)).toBe('PARTLY_AWARDED');
    // 400 kg at the cap are still reserved beside the two orders
    expect(await budgets().budgetOf(unitId)).toMatchObject({ taken: 12_400_000n });
    expect(await breaksOf(app)).toEqual([]);
    const closed = await sourced(
      app,
      clerk(),
      'closeSourcingRequest',
      onRequest({ id: asked.request.id, version: await versionOf(app, asked.request.id) }),
    );
    expect(closed.state).toBe('CLOSED');
    expect(await budgets().budgetOf(unitId)).toMatchObject({ taken: 9_600_000n, written: 9_600_000n });
    expect(await breaksOf(app)).toEqual([]);
  });

  it('of less than the supplier bound himself to waits for him: he takes it, a part of it, or declines', async () => {
    const asked = await open(people.buyer.unitId);
    const quote = await mine(asked, { kg: '2000', minimumKg: '1500' });
    await afterDeadline();
    const answerOn = async (verb: string, shown: ShownAward | undefined, more: object = {}) =>
      quotes<ShownAward>(
        app,
        people.supplier.token,
        verb,
        { awardId: shown?.id, expectedVersion: shown?.version, ...more },
        `award { ${AWARD} }`,
      );
    const { node: offered } = await award(app, clerk(), asked.request.id, [awardOf(quote, '1000')]);
    expect(offered).toMatchObject([{ state: 'OFFERED', orderIds: [] }]);
    expect(await stateOf(asked.request.id)).toBe('AWARDING');
    const again = await award(app, clerk(), asked.request.id, [awardOf(quote)]);
    expect(again.refusals).toEqual(['AWARDED_ALREADY awards.0.quoteId']);
    const foreign = await quotes(
      app,
      people.otherSupplier.token,
      'declineAward',
      { awardId: offered?.[0]?.id, expectedVersion: 1, reason: 'OTHER' },
      'award { id }',
    );
    expect(foreign.refusals).toEqual(['NOT_FOUND awardId']);
    const no = await answerOn('declineAward', offered?.[0], { reason: 'TERMS' });
    expect(no.node).toMatchObject({ state: 'DECLINED', declineReason: 'TERMS' });
    expect(await noticesOf(people.buyer.id, offered?.[0]?.id ?? '')).toEqual(['AWARD_DECLINED']);
    const { node: anew } = await award(app, clerk(), asked.request.id, [awardOf(quote, '1200')]);
    const open2 = anew?.find(({ state }) => state === 'OFFERED');
    const line = open2?.lines[0]?.quoteLineId;
    const much = await answerOn('takeAward', open2, {
      lines: [{ quoteLineId: line, quantity: { value: '1201', unit: 'kg' } }],
    });
    expect(much.refusals).toEqual(['AWARDED_ABOVE_QUOTE lines.0.quantity']);
    const taken = await answerOn('takeAward', open2, {
      lines: [{ quoteLineId: line, quantity: { value: '900', unit: 'kg' } }],
    });
    expect(taken.node).toMatchObject({
      state: 'ORDERED',
      total: { amount: '54000.00' },
      lines: [{ quantity: { value: '1200.000' }, taken: { value: '900.000' } }],
    });
    const [placed] = await app.database.query(
      'SELECT placed_by AS by, goods_fen AS fen FROM orders WHERE id = $1',
      [taken.node?.orderIds[0]],
    );
    expect(placed).toEqual({ by: people.buyer.clerk.id, fen: 5_400_000n });
    expect(await stateOf(asked.request.id)).toBe('PARTLY_AWARDED');
    expect((await answerOn('takeAward', open2)).refusals).toEqual(['STALE_VERSION expectedVersion']);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('above the limit is approved already where the request was, by another than who awards, and never on credit', async () => {
    const unitId = await budgets().newUnit();
    await app.database.query(
      'INSERT INTO approval_limits (id, limit_fen, set_by, version) VALUES ($1, 1000000, $2, 1)',
      [people.buyer.id, people.buyer.admin.id],
    );
    const approved = async () => {
      const asked = await open(unitId);
      expect(asked.request.state).toBe('PENDING_APPROVAL');
      const request = await sourced(app, approver(), 'approveSourcingRequest', onRequest(asked.request));
      return { ...asked, request };
    };
    const approvedOf = async (wish: QuoteWish, token: () => string) => {
      const asked = await approved();
      const quote = await mine(asked, wish);
      await afterDeadline();
      const { node, refusals } = await award(app, token(), asked.request.id, [awardOf(quote)]);
      expect(refusals).toEqual([]);
      const placed = 'SELECT approved_by AS by FROM orders WHERE id = $1';
      return (await app.database.one<{ by: string | null }>(placed, [node?.[0]?.orderIds[0]]))?.by === null;
    };
    const approver = () => people.buyer.approver.token;
    expect({
      asApproved: await approvedOf({ yuan: '70.00' }, clerk),
      dearer: await approvedOf({ yuan: '70.01' }, clerk),
      onCredit: await approvedOf({ yuan: '60.00', paymentTerms: 'POSTPAID' }, clerk),
      byTheApprover: await approvedOf({ yuan: '60.00' }, approver),
    }).toEqual({ asApproved: false, dearer: true, onCredit: true, byTheApprover: true });
    const inPieces = async () => {
      const asked = await approved();
      const pieces = [await mine(asked, { kg: '100', minimumKg: '1', yuan: '60.00' })];
      pieces.push(await theirs(asked, { kg: '100', minimumKg: '1', yuan: '60.01' }));
      await afterDeadline();
      return { id: asked.request.id, pieces: pieces.map((quote) => awardOf(quote)) };
    };
    const atOnce = await inPieces();
    await award(app, approver(), atOnce.id, atOnce.pieces);
    expect(await lastWaiting(app, people.buyer.approver.id)).toEqual(['6000.00 waits', '6001.00 waits']);
    const oneByOne = await inPieces();
    await award(app, approver(), oneByOne.id, oneByOne.pieces.slice(0, 1));
    await award(app, approver(), oneByOne.id, oneByOne.pieces.slice(1));
    expect(await lastWaiting(app, people.buyer.approver.id)).toEqual(['6000.00', '6001.00 waits']);
    await app.database.query('DELETE FROM approval_limits');
  });

  it('to the last tonnes of a lot: a hundred at once never promise more than there is, and each hears it plainly', async () => {
    const supplier = people.supplier;
    const last = await makeGoods(app, { supplier }, { verifiedMu: null, inBase: 10_000_000n });
    const asked: Asked[] = [];
    for (let index = 0; index < 20; index += 1)
      asked.push(await open(people.buyer.unitId, { lines: [pepperLine()] }));
    const said = await Promise.all(asked.map((one) => submitQuote(app, supplier.token, one, last)));
    await afterDeadline();
    const versions = await Promise.all(asked.map(({ request }) => versionOf(app, request.id)));
    /** Who is told that the house is too busy comes again with the same words. */
    const tried = async (index: number) => {
      const requestId = asked[index]?.request.id ?? '';
      const input = { idempotencyKey: freshKey(), expectedVersion: versions[index] };
      for (;;) {
        const answer = await award(app, clerk(), requestId, [awardOf(said[index] as ShownQuote)], input);
        if (!/^(UNAVAILABLE|TOO_BUSY)/.test(answer.refusals[0] ?? '')) return answer;
      }
    };
    const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => tried(index % 20)));
    const won = new Set(answers.flatMap(({ node }) => node?.flatMap(({ orderIds }) => orderIds) ?? []));
    expect(won.size).toBe(5);
    expect(await reservedOf(last.lotId)).toBe(10_000_000n);
    const told = new Set(answers.flatMap(({ refusals }) => refusals));
    expect(told).toContain('LOT_SHORT awards.0');
    for (const word of told)
      expect(word).toMatch(
        /^(LOT_SHORT awards\.0|STALE_VERSION expectedVersion|ILLEGAL_TRANSITION sourcingRequestId)$/,
      );
    const [count] = await app.database.query(
      'SELECT count(*)::integer AS orders, count(DISTINCT quote_version_id)::integer AS versions FROM orders WHERE quote_version_id = ANY($1::uuid[])',
      [said.map(({ versions }) => versions[0]?.id)],
    );
    expect(count).toEqual({ orders: 5, versions: 5 });
    expect(await breaksOf(app)).toEqual([]);
    const [line] = asked[0]?.lines ?? [];
    await app.database.query('UPDATE sourcing_awarded SET awarded_base = 1 WHERE line_id = ANY($1::uuid[])', [
      asked.flatMap(({ lines }) => lines.map(({ id }) => id)),
    ]);
    expect(line && (await breaksOf(app)).filter((one) => one.includes('counted as awarded'))).toHaveLength(5);
  });
});
