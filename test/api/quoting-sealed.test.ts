import { freshKey, startTestApp, type TestApp } from '../support/app';
import { makeGoods, type Goods } from '../support/goods';
import { PLACES, makePeople, type People } from '../support/people';
import { allSignedInAgain, quotingReads } from '../support/quoting-reads';
import {
  onQuote,
  pepperTerms,
  publishedRequest,
  quoteTerms,
  quoted,
  quotes,
  submitQuote,
} from '../support/quoting';
import { onRequest, source } from '../support/sourcing';

describe('a sealed quote', () => {
  let app: TestApp;
  let people: People;
  let goods: Goods;
  let other: Goods;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    goods = await makeGoods(app, people);
    const supplier = people.otherSupplier;
    other = await makeGoods(app, { supplier }, { countyCode: PLACES.otherWestCounty, verifiedMu: null });
  });
  afterAll(() => app.close());

  const buyer = () => ({ token: people.buyer.clerk.token, unitId: people.buyer.unitId });
  const supplier = () => people.supplier.token;
  const rival = () => people.otherSupplier.token;
  const open = (more: object = {}) => publishedRequest(app, buyer(), pepperTerms(more));
  const { received, one, stateOf, trail, noticesOf } = quotingReads(() => app);

  it('on a sealed request is there for its supplier alone until the deadline, and so is its number', async () => {
    const asked = await open({ sealed: true, quoteDeadline: '2026-07-09T10:00:00+08:00' });
    const { id } = asked.request;
    const invited = await quoted<{ id: string; version: number; supplierId: string }[]>(
      app,
      buyer().token,
      'inviteSuppliers',
      { sourcingRequestId: id, supplierIds: [people.supplier.id, people.otherSupplier.id] },
      'invitations { id version state supplierId }',
    );
    const before = JSON.stringify([
      await stateOf(id),
      await trail(people.auditor.token, 'SourcingRequest', id),
    ]);
    const whole = (
      await app.graphql<{ auditTrail: { totalCount: number } }>(
        '{ auditTrail(first: 1) { totalCount } }',
        {},
        { token: people.auditor.token },
      )
    ).data.auditTrail.totalCount;
    const mine = await submitQuote(app, supplier(), asked, goods, { yuan: '61.00' });
    const terms = quoteTerms(asked.lines[0]?.id ?? '', goods, { yuan: '59.00' });
    const revised = await quoted(app, supplier(), 'reviseQuote', onQuote(mine, { terms }));
    const declining = invited.find(({ supplierId }) => supplierId === people.otherSupplier.id);
    await quoted(
      app,
      rival(),
      'declineInvitation',
      { invitationId: declining?.id, expectedVersion: declining?.version, reason: 'NO_CAPACITY' },
      'invitation { state }',
    );
    const readers = [buyer().token, people.buyer.approver.token, people.ops.token, people.auditor.token];
    for (const token of readers) {
      expect(await received(token, id)).toEqual({ totalCount: 0, edges: [] });
      expect(await one(token, mine.id)).toBe('NOT_FOUND');
    }
    expect(await one(supplier(), mine.id)).toMatchObject({ versions: [{ number: 1 }, { number: 2 }] });
    expect(
      JSON.stringify([await stateOf(id), await trail(people.auditor.token, 'SourcingRequest', id)]),
    ).toBe(before);
    for (const kind of ['Quote', 'QuoteInvitation'])
      expect(
        (
          await trail(people.auditor.token, kind, kind === 'Quote' ? mine.id : (declining?.id ?? ''))
        ).edges.map(({ node }) => node.action),
      ).toEqual(kind === 'Quote' ? [] : ['invite']);
    const now = (
      await app.graphql<{ auditTrail: { totalCount: number } }>(
        '{ auditTrail(first: 1) { totalCount } }',
        {},
        { token: people.auditor.token },
      )
    ).data.auditTrail.totalCount;
    expect(now).toBe(whole);
    expect(await noticesOf(people.buyer.id, mine.id)).toEqual([]);
    expect(
      await app.database.query('SELECT FROM domain_events WHERE stream LIKE $1', [`%${mine.id}%`]),
    ).toEqual([]);
    const sent = await app.graphql<{
      quoteInvitations: { edges: { node: { state: string; version: number } }[] };
    }>(
      'query ($id: UUID!) { quoteInvitations(sourcingRequestId: $id, first: 9) { edges { node { state version } } } }',
      { id },
      { token: buyer().token },
    );
    expect(sent.data.quoteInvitations.edges.map(({ node }) => node)).toEqual([
      { state: 'INVITED', version: 1 },
      { state: 'INVITED', version: 1 },
    ]);
    expect(await exported(mine.versions[0]?.id ?? '')).toEqual({ submitted: false, named: false });
    const amended = await source(
      app,
      buyer().token,
      'amendSourcingRequest',
      onRequest(asked.request, { terms: pepperTerms() }),
    );
    expect(amended.refusals).toEqual(['SEALED_STAYS_AS_PUBLISHED sourcingRequestId']);

    app.clock.advance(3_600_000);
    await signAllIn();
    expect(await exported(mine.versions[0]?.id ?? '')).toEqual({ submitted: true, named: true });
    expect(await received(buyer().token, id)).toMatchObject({
      totalCount: 1,
      edges: [{ node: { id: mine.id } }],
    });
    expect(await received(people.auditor.token, id)).toMatchObject({ totalCount: 1 });
    expect(
      (await trail(people.auditor.token, 'Quote', mine.id)).edges.map(({ node }) => node.action),
    ).toEqual(['revise', 'submit']);
    await app.settle();
    expect((await stateOf(id))?.state).toBe('AWARDING');
    expect(await noticesOf(people.buyer.id, id)).toContain('QUOTES_OPEN');
    const late = await quotes(app, supplier(), 'reviseQuote', onQuote(revised, { terms }));
    expect(late.refusals).toEqual(['NOTHING_COUNTERED quoteId']);
    const tooLate = await quotes(app, rival(), 'submitQuote', {
      sourcingRequestId: id,
      requestRevision: 1,
      terms: quoteTerms(asked.lines[0]?.id ?? '', other),
    });
    expect(tooLate.refusals).toEqual(['NOT_FOUND sourcingRequestId']);
  });

  /** What operations read of the supplier's person who quoted. */
  const exported = async (versionId: string) => {
    const [member] = await app.database.query<{ id: string }>(
      'SELECT said_by AS id FROM quote_versions WHERE id = $1',
      [versionId],
    );
    const { data, errors } = await app.graphql<{ exportPerson: { value: string } }>(
      'mutation ($input: ExportPersonInput!) { exportPerson(input: $input) { value } }',
      {
        input: {
          idempotencyKey: freshKey(),
          memberId: member?.id,
          purpose: 'DATA_SUBJECT_REQUEST',
          note: '示例申请',
        },
      },
      { token: people.ops.token },
    );
    expect(errors).toBeUndefined();
    const { acts, references } = JSON.parse(data.exportPerson.value) as {
      acts: { action: string; subjectKind: string }[];
      references: Record<string, unknown>;
    };
    return {
      submitted: acts.some(({ subjectKind }) => subjectKind === 'Quote'),
      named: JSON.stringify(references).includes(versionId),
    };
  };

  const signAllIn = async () => {
    people = await allSignedInAgain(app, people);
  };
});
