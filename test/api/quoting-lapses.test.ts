import { startTestApp, type TestApp } from '../support/app';
import { AWARD, award, awardOf, versionOf, type ShownAward } from '../support/awarding';
import { makeGoods, type Goods } from '../support/goods';
import { breaksOf } from '../support/money';
import { PLACES, makePeople, type People } from '../support/people';
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
  type ShownQuote,
} from '../support/quoting';
import { allSignedInAgain, quotingReads } from '../support/quoting-reads';
import { onRequest, sourced } from '../support/sourcing';
import { unitBudgets } from '../support/unit-budgets';

describe('a quote whose ground has gone', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  let other: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people, { inBase: 100_000_000n });
    const far = { countyCode: PLACES.otherWestCounty, verifiedMu: null, inBase: 100_000_000n };
    other = await makeGoods(app, { supplier: people.otherSupplier }, far);
  });
  afterAll(() => app.close());

  const { one, stateOf, noticesOf, received, trail } = quotingReads(() => app);
  const budgets = () => unitBudgets(app, people);
  const clerk = () => people.buyer.clerk.token;
  const inAnHour = () => new Date(app.clock.now().getTime() + 3_600_000).toISOString();
  const open = (more: object = {}) =>
    publishedRequest(
      app,
      { token: clerk(), unitId: people.buyer.unitId },
      pepperTerms({ quoteDeadline: inAnHour(), ...more }),
    );
  const afterDeadline = async () => {
    app.clock.advance(3_600_000);
    people = await allSignedInAgain(app, people);
  };
  const answer = (token: string, verb: string, shown: ShownAward | undefined) =>
    quotes<ShownAward>(
      app,
      token,
      verb,
      { awardId: shown?.id, expectedVersion: shown?.version },
      `award { ${AWARD} }`,
    );
  const awardsOf = async (requestId: string) =>
    (
      await app.graphql<{ quoteAwards: { edges: { node: { state: string } }[] } }>(
        'query ($id: UUID!) { quoteAwards(sourcingRequestId: $id, first: 9) { edges { node { state } } } }',
        { id: requestId },
        { token: clerk() },
      )
    ).data.quoteAwards.edges.map(({ node }) => node.state);
  const openTasks = async (id = '') =>
    (
      await app.database.query<{ kind: string }>(
        'SELECT kind FROM tasks WHERE subject_id = $1 AND closed_at IS NULL',
        [id],
      )
    ).map(({ kind }) => kind);

  it('of an agent binds nobody once the mandate is over', async () => {
    const mandate = (
      await app.database.query<{ id: string }>(
        `INSERT INTO agency_mandates (id, agent_id, principal_id, valid_from, valid_to, state, text_hash, proposed_by,
           proposed_at, signed_by, signed_at, version)
         VALUES (gen_random_uuid(), $1, $2, '2026-01-01', '2026-12-31', 'ACTIVE', repeat('a', 64), $3, $5, $4, $5, 1)
         RETURNING id`,
        [
          people.otherSupplier.id,
          people.supplier.id,
          people.buyer.clerk.id,
          people.buyer.clerk.id,
          '2026-01-02T00:00:00Z',
        ],
      )
    )[0];
    const asked = await open();
    const quote = await submitQuote(app, people.otherSupplier.token, asked, goods, {
      kg: '2000',
      minimumKg: '1500',
    });
    await afterDeadline();
    const { node: offered } = await award(app, clerk(), asked.request.id, [awardOf(quote, '1000')]);
    await app.database.query(
      `UPDATE agency_mandates SET valid_to = '2026-01-31', state = 'ENDED' WHERE id = $1`,
      [mandate?.id],
    );
    const taken = await answer(people.otherSupplier.token, 'takeAward', offered?.[0]);
    expect(taken.refusals).toEqual(['QUOTER_SELLS_NO_MORE lines']);
    const declined = await quotes(
      app,
      people.otherSupplier.token,
      'declineAward',
      { awardId: offered?.[0]?.id, expectedVersion: 1, reason: 'OTHER' },
      'award { id }',
    );
    expect(declined.refusals).toEqual([]);
    const whole = await award(app, clerk(), asked.request.id, [awardOf(quote)]);
    expect(whole.refusals).toEqual(['QUOTER_SELLS_NO_MORE awards.0']);
  });

  it('is through when its request was ended and opened again before anybody looked', async () => {
    const asked = await open();
    const quote = await submitQuote(app, people.supplier.token, asked, goods, { minimumKg: '1500' });
    await afterDeadline();
    const { node: offered } = await award(app, clerk(), asked.request.id, [awardOf(quote, '1000')]);
    expect(await openTasks(offered?.[0]?.id)).toEqual(['ANSWER_AWARD']);
    const version = await versionOf(app, asked.request.id);
    const cancelled = await sourced(
      app,
      clerk(),
      'cancelSourcingRequest',
      onRequest({ ...asked.request, version }, { reason: 'OTHER' }),
    );
    await sourced(
      app,
      clerk(),
      'reopenSourcingRequest',
      onRequest(cancelled, { terms: pepperTerms({ quoteDeadline: inAnHour() }) }),
    );
    expect((await answer(people.supplier.token, 'takeAward', offered?.[0])).refusals).toEqual([
      'AWARD_LAPSED awardId',
    ]);
    await app.settle();
    expect((await stateOf(asked.request.id))?.state).toBe('OPEN');
    expect(await one(people.supplier.token, quote.id)).toMatchObject({
      state: 'EXPIRED',
      endReason: 'REQUEST_ENDED',
    });
    expect(await openTasks(offered?.[0]?.id)).toEqual([]);
    expect(await awardsOf(asked.request.id)).toEqual(['LAPSED']);
    const late = { awardId: offered?.[0]?.id, expectedVersion: 2, reason: 'OTHER' };
    const declined = await quotes(app, people.supplier.token, 'declineAward', late, 'award { id }');
    expect(declined.refusals).toEqual(['AWARD_LAPSED awardId']);
  });

  it('ends its request after the deadline when it was the last that stood, with the budget, and the buyer hears it', async () => {
    const unitId = await budgets().newUnit();
    await budgets().setBudget(unitId, 280_000);
    const buyer = { token: clerk(), unitId };
    const asked = await publishedRequest(app, buyer, pepperTerms({ quoteDeadline: inAnHour() }));
    const part = await publishedRequest(app, buyer, pepperTerms({ quoteDeadline: inAnHour() }));
    const { id } = asked.request;
    const wish = { minimumKg: '500' };
    const mine = await submitQuote(app, people.supplier.token, asked, goods, { minimumKg: '1500' });
    const theirs = await submitQuote(app, people.otherSupplier.token, asked, other, wish);
    const taken = await submitQuote(app, people.supplier.token, part, goods, wish);
    const beside = await submitQuote(app, people.otherSupplier.token, part, other, wish);
    await afterDeadline();
    await app.settle();
    const { node: offered } = await award(app, clerk(), id, [awardOf(mine, '1000')]);
    await quoted(app, people.otherSupplier.token, 'withdrawQuote', onQuote(theirs));
    expect((await stateOf(id))?.state).toBe('AWARDING');
    expect((await budgets().budgetOf(unitId))?.taken).toBe(28_000_000n);
    await quoted(app, clerk(), 'rejectQuote', onQuote(mine, { reason: 'PRICE' }));
    expect((await stateOf(id))?.state).toBe('EXPIRED');
    expect((await budgets().budgetOf(unitId))?.taken).toBe(14_000_000n);
    expect([await awardsOf(id), await openTasks(offered?.[0]?.id), await openTasks(id)]).toEqual([
      ['LAPSED'],
      [],
      [],
    ]);
    expect(await noticesOf(people.buyer.id, id)).toContain('SOURCING_REQUEST_EXPIRED');

    await award(app, clerk(), part.request.id, [awardOf(taken, '1500')]);
    expect(await openTasks(part.request.id)).toEqual(['AWARD_QUOTES']);
    await quoted(app, people.otherSupplier.token, 'withdrawQuote', onQuote(beside));
    expect((await stateOf(part.request.id))?.state).toBe('CLOSED');
    expect(await noticesOf(people.buyer.id, part.request.id)).toContain('SOURCING_REQUEST_RAN_OUT');
    expect((await budgets().budgetOf(unitId))?.taken).toBe(9_000_000n);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('under a seal leaves nothing to read on what is opened again without one, until its own deadline', async () => {
    const seen = async (sealedQuote: boolean) => {
      const deadline = new Date(app.clock.now().getTime() + 5 * 3_600_000).toISOString();
      const asked = await open({ sealed: true, quoteDeadline: deadline });
      const first = sealedQuote ? await submitQuote(app, people.supplier.token, asked, goods) : null;
      const cancelled = await sourced(
        app,
        clerk(),
        'cancelSourcingRequest',
        onRequest(asked.request, { reason: 'OTHER' }),
      );
      const again = await sourced(
        app,
        clerk(),
        'reopenSourcingRequest',
        onRequest(cancelled, { terms: pepperTerms({ quoteDeadline: inAnHour() }) }),
      );
      // whoever ends what was quoted before finds the request open again, and unsealed
      await app.settle();
      const lines = await linesOf(app, again.id);
      const said = await submitQuote(app, people.supplier.token, { request: again, lines }, goods);
      const shown = (await one(clerk(), said.id)) as ShownQuote;
      const { edges } = await trail(people.auditor.token, 'Quote', first?.id ?? said.id);
      return {
        first,
        told: {
          request: (await stateOf(again.id))?.version,
          quote: shown.version,
          number: shown.currentNumber,
          versions: shown.versions.map(({ number }) => number),
          received: ((await received(clerk(), again.id)) as { totalCount: number }).totalCount,
        },
        trail: edges.map(({ node }) => node.action),
      };
    };
    const [told, plain] = [await seen(true), await seen(false)];
    expect(told.told).toEqual(plain.told);
    expect(told.told).toMatchObject({ number: 1, received: 1 });
    expect([told.trail, plain.trail]).toEqual([[], ['submit']]);
    expect(await one(clerk(), told.first?.id ?? '')).toBe('NOT_FOUND');
    expect(await one(people.supplier.token, told.first?.id ?? '')).toMatchObject({ state: 'EXPIRED' });
  });

  it('is refused where it costs more than can be kept, by freight or all lines together; nobody else is hurt', async () => {
    const asked = await open();
    const line = asked.lines[0]?.id ?? '';
    const said = async (terms: object) =>
      (
        await quotes(app, people.supplier.token, 'submitQuote', {
          sourcingRequestId: asked.request.id,
          requestRevision: 1,
          terms,
        })
      ).refusals;
    const perKg = { kind: 'PER_KG', amount: { amount: '999999999999999.99' } };
    expect(await said(quoteTerms(line, goods, { kg: '2000', freight: perKg }))).toEqual([
      'AMOUNT_OUT_OF_RANGE terms.deliveries',
    ]);
    const compared = await app.graphql(
      'query ($id: UUID!) { quoteComparison(sourcingRequestId: $id) { lines { sourcingLineId } } }',
      { id: asked.request.id },
      { token: clerk() },
    );
    expect(compared.errors).toBeUndefined();
    const good: ShownQuote = await submitQuote(app, people.supplier.token, asked, goods);
    expect(good.state).toBe('SUBMITTED');
  });

  it('is not taken from a house that reads the request with its caps: one above the buyer or the unit', async () => {
    const asked = await open();
    const above = (parent: string | null) =>
      app.database.query('UPDATE organizations SET parent_id = $2 WHERE id = $1', [people.buyer.id, parent]);
    await above(people.otherSupplier.id);
    const terms = quoteTerms(asked.lines[0]?.id ?? '', goods);
    const input = { sourcingRequestId: asked.request.id, requestRevision: 1, terms };
    const said = await quotes(app, people.otherSupplier.token, 'submitQuote', input);
    await above(null);
    expect(said.refusals).toEqual(['OWN_REQUEST sourcingRequestId']);
    const paidBy = (unitId: string) =>
      app.database.query('UPDATE sourcing_requests SET unit_id = $2 WHERE id = $1', [
        asked.request.id,
        unitId,
      ]);
    await paidBy(people.otherSupplier.id);
    const ofUnit = await quotes(app, people.otherSupplier.token, 'submitQuote', input);
    await paidBy(people.buyer.unitId);
    expect(ofUnit.refusals).toEqual(['OWN_REQUEST sourcingRequestId']);
  });

  it('awarded in the next year gives back to the year that reserved it and takes of the year it is bought in', async () => {
    const windows = [{ from: '2027-02-01', until: '2027-02-10', quantity: { value: '2000', unit: 'kg' } }];
    const asked = await open({ lines: [pepperLine({ windows })] });
    const late = { deliveryOn: '2027-02-05', validUntil: '2027-01-31', minimumKg: '500' };
    const quote = await submitQuote(app, people.supplier.token, asked, goods, late);
    await afterDeadline();
    app.clock.advance(new Date('2027-01-10T02:00:00Z').getTime() - app.clock.now().getTime());
    people = await allSignedInAgain(app, people);
    const done = await award(app, clerk(), asked.request.id, [awardOf(quote, '1500')]);
    expect(done.refusals).toEqual([]);
    const held = await app.database.query<{ kind: string; year: number; fen: bigint }>(
      `SELECT subject_kind AS kind, year, sum(fen)::bigint AS fen FROM budget_entries
        WHERE subject_id = ANY($1::uuid[]) GROUP BY 1, 2 ORDER BY 1, 2`,
      [[asked.request.id, ...(done.node?.[0]?.orderIds ?? [])]],
    );
    expect(held).toEqual([
      { kind: 'Order', year: 2027, fen: 9_000_000n },
      { kind: 'SourcingRequest', year: 2026, fen: 3_500_000n },
    ]);
    expect(await breaksOf(app)).toEqual([]);
  });
});
