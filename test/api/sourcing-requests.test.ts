import { freshKey, startTestApp, type TestApp } from '../support/app';
import { breaksOf } from '../support/money';
import { makePeople, signInAgain, type People } from '../support/people';
import {
  draftRequest,
  onRequest,
  riceLine,
  source,
  sourced,
  sourcingTerms,
  type ShownRequest,
} from '../support/sourcing';

const line = (more: object) => sourcingTerms({ lines: [riceLine(more)] });

describe('a sourcing request', () => {
  let app: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
  });
  afterAll(() => app.close());

  const clerk = () => people.buyer.clerk.token;
  const approver = () => people.buyer.approver.token;
  const draft = (terms: object = sourcingTerms()) => draftRequest(app, clerk(), people.buyer.unitId, terms);
  const publish = (request: ShownRequest) =>
    sourced(app, clerk(), 'publishSourcingRequest', onRequest(request));
  const reservedBy = async ({ id }: { id: string }) =>
    (
      await app.database.one<{ fen: bigint }>(
        `SELECT coalesce(sum(fen), 0)::bigint AS fen FROM budget_entries WHERE subject_kind = 'SourcingRequest' AND subject_id = $1`,
        [id],
      )
    )?.fen;
  const market = async (token: string) =>
    (
      await app.graphql<{ publishedRequests: { totalCount: number; edges: { node: { id: string } }[] } }>(
        '{ publishedRequests(first: 20) { totalCount edges { node { id } } } }',
        {},
        { token },
      )
    ).data.publishedRequests;
  const onMarket = async ({ id }: { id: string }) =>
    (await market(people.supplier.token)).edges.some(({ node }) => node.id === id);
  const tasksOn = async ({ id }: { id: string }) =>
    (
      await app.database.query<{ kind: string }>(
        'SELECT kind FROM tasks WHERE subject_id = $1 AND closed_at IS NULL',
        [id],
      )
    ).map(({ kind }) => kind);
  const limit = (token: string, amount: string | null, expectedVersion: number | null) =>
    app.graphql(
      'mutation ($input: SetApprovalLimitInput!) { setApprovalLimit(input: $input) { refusals { code } } }',
      {
        input: {
          idempotencyKey: freshKey(),
          organizationId: people.buyer.unitId,
          limit: amount === null ? null : { amount },
          expectedVersion,
        },
      },
      { token },
    );

  it('is published, amended while nobody has quoted, cancelled and opened again once; its reservation follows', async () => {
    const first = await draft();
    expect(first).toMatchObject({ state: 'DRAFT', revision: 1, worth: { amount: '16000.00' } });
    expect(first.number).toMatch(/^XJ20260709-\d{6}$/);
    expect([await onMarket(first), await reservedBy(first)]).toEqual([false, 0n]);

    const open = await publish(first);
    expect([open.state, await onMarket(open), await reservedBy(open)]).toEqual(['OPEN', true, 1_600_000n]);

    const terms = line({ cap: { price: { amount: '9.00' }, priceUnit: 'kg' } });
    const amended = await sourced(app, clerk(), 'amendSourcingRequest', onRequest(open, { terms }));
    expect(amended).toMatchObject({ state: 'OPEN', revision: 2, worth: { amount: '18000.00' } });
    expect(amended.lines).toHaveLength(1);
    expect(await reservedBy(amended)).toBe(1_800_000n);

    const cancelled = await sourced(
      app,
      clerk(),
      'cancelSourcingRequest',
      onRequest(amended, { reason: 'OTHER' }),
    );
    expect([cancelled.state, await onMarket(cancelled), await reservedBy(cancelled)]).toEqual([
      'CANCELLED',
      false,
      0n,
    ]);
    const again = await sourced(app, clerk(), 'reopenSourcingRequest', onRequest(cancelled, { terms }));
    expect(again).toMatchObject({ state: 'OPEN', revision: 3, reopened: true });
    expect([await onMarket(again), await reservedBy(again)]).toEqual([true, 1_800_000n]);
    const ended = await sourced(app, clerk(), 'cancelSourcingRequest', onRequest(again, { reason: 'OTHER' }));
    const thrice = await source(app, clerk(), 'reopenSourcingRequest', onRequest(ended, { terms }));
    expect(thrice.refusals).toEqual(['REOPENED_ALREADY sourcingRequestId']);
    const kinds = await app.database.query<{ kind: string }>(
      'SELECT kind FROM domain_events WHERE stream = $1 ORDER BY sequence',
      [`sourcing-request:${ended.id}`],
    );
    expect(kinds.map(({ kind }) => kind.replace('SourcingRequest', ''))).toEqual([
      'Published',
      'Published',
      'Closed',
      'Published',
      'Closed',
    ]);
  });

  it('above the limit of the unit waits for an approver who neither wrote nor submitted it', async () => {
    await limit(people.buyer.admin.token, '15000.00', null);
    const sent = await publish(await draft());
    expect([sent.state, await onMarket(sent), await reservedBy(sent), await tasksOn(sent)]).toEqual([
      'PENDING_APPROVAL',
      false,
      0n,
      ['APPROVE_SOURCING_REQUEST'],
    ]);
    const back = await sourced(
      app,
      approver(),
      'sendBackSourcingRequest',
      onRequest(sent, { note: '示例：数量过多' }),
    );
    expect([back.state, back.sentBackNote, await tasksOn(back)]).toEqual([
      'DRAFT',
      '示例：数量过多',
      ['MEND_SOURCING_REQUEST'],
    ]);
    const own = await sourced(app, approver(), 'publishSourcingRequest', onRequest(back));
    const selfApproved = await source(app, approver(), 'approveSourcingRequest', onRequest(own));
    expect(selfApproved.refusals).toEqual(['SELF_APPROVAL sourcingRequestId']);

    const mended = await sourced(
      app,
      clerk(),
      'amendSourcingRequest',
      onRequest(own, { terms: sourcingTerms() }),
    );
    const open = await sourced(app, approver(), 'approveSourcingRequest', onRequest(await publish(mended)));
    expect([open.state, open.approved, await onMarket(open), await reservedBy(open)]).toEqual([
      'OPEN',
      true,
      true,
      1_600_000n,
    ]);
    const dearer = await sourced(
      app,
      clerk(),
      'amendSourcingRequest',
      onRequest(open, { terms: line({ cap: { price: { amount: '9.00' }, priceUnit: 'kg' } }) }),
    );
    expect([dearer.state, dearer.approved, await onMarket(dearer), await reservedBy(dearer)]).toEqual([
      'PENDING_APPROVAL',
      false,
      false,
      0n,
    ]);
    const cheap = { cap: { price: { amount: '7.00' }, priceUnit: 'kg' } };
    expect((await publish(await draft(line(cheap)))).state).toBe('OPEN');
    await limit(people.buyer.admin.token, null, 1);
  });

  it('agrees with the books, and reconcile says so where it does not', async () => {
    expect(await breaksOf(app)).toEqual([]);
    const { id } = await publish(await draft());
    await app.database.query(`UPDATE sourcing_requests SET worth_fen = worth_fen + 1 WHERE id = $1`, [id]);
    expect(await breaksOf(app)).toEqual([
      `sourcing request ${id}: reserves 1600000 of a budget, should reserve 1600001 fen`,
      `sourcing request ${id}: its lines or windows do not add up`,
    ]);
  });

  it('ends at its deadline: the budget comes back and nobody can approve it any more', async () => {
    const open = await publish(await draft(sourcingTerms({ quoteDeadline: '2026-07-09T10:00:00+08:00' })));
    const late = await draft(sourcingTerms({ quoteDeadline: '2026-07-09T10:00:00+08:00' }));
    await limit(people.buyer.admin.token, '15000.00', 2);
    const soon = sourcingTerms({ quoteDeadline: '2026-07-09T10:00:00+08:00' });
    const waiting = await publish(await draft(soon));
    expect(waiting.state).toBe('PENDING_APPROVAL');
    await limit(people.buyer.admin.token, null, 3);
    app.clock.advance(3_600_000);
    const byApprover = await signInAgain(app, people.buyer.approver);
    const approved = await source(app, byApprover, 'approveSourcingRequest', onRequest(waiting));
    expect(approved.refusals).toEqual(['DEADLINE_PAST sourcingRequestId']);
    const token = await signInAgain(app, people.buyer.clerk);
    const supplier = await signInAgain(app, people.supplier.member);
    expect((await market(supplier)).edges.map(({ node }) => node.id)).not.toContain(open.id);
    await app.settle();
    const [row] = await app.database.query('SELECT state FROM sourcing_requests WHERE id = $1', [open.id]);
    expect([row, await reservedBy(open)]).toEqual([{ state: 'EXPIRED' }, 0n]);
    const tooLate = await source(app, token, 'publishSourcingRequest', onRequest(late));
    expect(tooLate.refusals).toEqual(['DEADLINE_PAST sourcingRequestId']);
    const draftCancelled = await sourced(
      app,
      token,
      'cancelSourcingRequest',
      onRequest(late, { reason: 'OTHER' }),
    );
    const never = await source(
      app,
      token,
      'reopenSourcingRequest',
      onRequest(draftCancelled, { terms: sourcingTerms() }),
    );
    expect(never.refusals).toEqual(['NEVER_PUBLISHED sourcingRequestId']);
  });
});
