import { freshKey, startTestApp, type TestApp } from '../support/app';
import { makeRice, matched, openRice, RUN, sellersOf, type ShownRun } from '../support/matching';
import {
  addMember,
  addOrganization,
  makePeople,
  makeSupplier,
  type People,
  type Supplier,
} from '../support/people';
import { joinPool, kg, openPool, poolSeenBy, poolShare, poolTerms } from '../support/pooling';
import { onRequest, riceLine, sourced, sourcingTerms, type ShownRequest } from '../support/sourcing';
import { Role } from '../../src/organizations/index';

interface Proposal {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

describe('what becomes of a proposal', () => {
  let app: TestApp;
  let people: People;
  let ordinary: Supplier;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    ordinary = await app.transactions.run((tx) => makeSupplier(app, tx, 'COOPERATIVE', '532924'));
    await makeRice(app, sellersOf(people.supplier), 612n);
    await makeRice(app, sellersOf(ordinary), 590n, { countyCode: '532924' });
  });
  afterAll(() => app.close());

  const ops = () => people.ops.token;
  const clerk = () => people.buyer.clerk.token;
  const asked = async <Answer>(token: string, query: string, variables: object = {}) => {
    const { data, errors } = await app.graphql<Record<string, Answer> | null>(query, variables, { token });
    return errors?.[0]?.extensions.code ?? (Object.values(data ?? {})[0] as Answer);
  };
  const proposalOf = async ({ id }: ShownRequest) =>
    (await asked<Proposal>(
      clerk(),
      'query ($id: UUID!) { matchProposal(sourcingRequestId: $id) { id version state } }',
      { id },
    )) as Proposal;
  const decided = async (token: string, verb: 'accept' | 'override', seen: Proposal, more: object = {}) => {
    const name = `${verb}MatchProposal`;
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const input = {
      idempotencyKey: freshKey(),
      matchProposalId: seen.id,
      expectedVersion: seen.version,
      ...more,
    };
    const answer = await asked<{
      matchProposal: Proposal | null;
      refusals: { code: string; path: (string | number)[] }[];
    }>(
      token,
      `mutation ($input: ${type}!) { ${name}(input: $input) { matchProposal { id version state } refusals { code path } } }`,
      { input },
    );
    if (typeof answer === 'string') return answer;
    return (
      answer.matchProposal?.state ?? answer.refusals.map(({ code, path }) => `${code} ${path.join('.')}`)
    );
  };
  const open = async () => {
    const request = await openRice(app, people.buyer);
    const run = await matched(app, ops());
    return { request, run, proposal: await proposalOf(request) };
  };

  it('accepted, it asks its suppliers to quote, once', async () => {
    const { request, run, proposal } = await open();
    expect(proposal.state).toBe('PROPOSED');
    expect(await decided(people.otherBuyer.clerk.token, 'accept', proposal)).toBe('NOT_FOUND');
    expect(await decided(people.supplier.token, 'accept', proposal)).toBe('FORBIDDEN');
    expect(await decided(clerk(), 'accept', proposal)).toBe('ACCEPTED');
    expect(await decided(clerk(), 'accept', proposal)).toEqual(['STALE_VERSION expectedVersion']);
    const again = { ...proposal, version: proposal.version + 1 };
    expect(
      await decided(clerk(), 'override', again, { reason: 'LOGISTICS', supplierIds: [ordinary.id] }),
    ).toEqual(['ILLEGAL_TRANSITION matchProposalId']);
    const invited = await app.database.query<{ id: string; run: string }>(
      'SELECT supplier_id AS id, match_run_id AS run FROM quote_invitations WHERE request_id = $1 ORDER BY supplier_id',
      [request.id],
    );
    const supplierIds = [people.supplier.id, ordinary.id].toSorted();
    expect(invited).toEqual(supplierIds.map((id) => ({ id, run: run.id })));
  });

  it('overridden, it says why, and every office reads it beside what key counties lose', async () => {
    const { run, proposal } = await open();
    const wish = { reason: 'KNOWN_QUALITY', supplierIds: [ordinary.id] };
    expect(await decided(clerk(), 'override', proposal, { ...wish, reason: 'OTHER' })).toEqual([
      'NOTE_NEEDED note',
    ]);
    expect(await decided(clerk(), 'override', proposal, { ...wish, supplierIds: [] })).toEqual([
      'SUPPLIERS_MISSING supplierIds',
    ]);
    const both = [ordinary.id, people.supplier.id];
    expect(await decided(clerk(), 'override', proposal, { ...wish, supplierIds: both })).toEqual([
      'SUPPLIERS_AS_PROPOSED supplierIds',
    ]);
    expect(
      await decided(clerk(), 'override', proposal, { ...wish, supplierIds: [ordinary.id, ordinary.id] }),
    ).toEqual(['SUPPLIER_NAMED_TWICE supplierIds.1']);
    expect(
      await decided(clerk(), 'override', proposal, { ...wish, supplierIds: [people.otherBuyer.id] }),
    ).toEqual(['SUPPLIER_NOT_SELLING supplierIds.0']);
    expect(await decided(clerk(), 'override', proposal, { ...wish, note: '示例：口感更好' })).toBe(
      'OVERRIDDEN',
    );

    const [lost] = await app.database.query<{ fen: bigint }>(
      `SELECT sum(goods_fen)::bigint AS fen FROM match_edges WHERE proposal_id = $1 AND supplier_id = $2`,
      [proposal.id, people.supplier.id],
    );
    const amount = (Number(lost?.fen) / 100).toFixed(2);
    for (const { token } of [
      people.ops,
      people.coordWest.county,
      people.coordEast.province,
      people.auditor,
    ]) {
      const shown = await asked<object>(
        token,
        `query ($id: UUID!) { matchOverrides(matchRunId: $id, first: 5) { totalCount edges { node { reason note buyerId
          floorLoss { amount } } } } }`,
        { id: run.id },
      );
      expect(shown).toEqual({
        totalCount: 1,
        edges: [
          {
            node: {
              reason: 'KNOWN_QUALITY',
              note: '示例：口感更好',
              buyerId: people.buyer.id,
              floorLoss: { amount },
            },
          },
        ],
      });
    }
    const decisions = await asked<object>(
      ops(),
      `query ($id: UUID!) { matchRun(id: $id) { decisions { accepted overridden floorLoss { amount } } } }`,
      { id: run.id },
    );
    expect(decisions).toEqual({ decisions: { accepted: 0, overridden: 1, floorLoss: { amount } } });
  });

  it('is out of date once the request says something else', async () => {
    const { request, proposal } = await open();
    const terms = sourcingTerms({
      lines: [riceLine({ certificates: [], cap: { price: { amount: '9.00' }, priceUnit: 'kg' } })],
    });
    await sourced(app, clerk(), 'amendSourcingRequest', onRequest(request, { terms }));
    expect(await decided(clerk(), 'accept', proposal)).toEqual(['PROPOSAL_OUT_OF_DATE matchProposalId']);
    await matched(app, ops());
    const fresh = await proposalOf(request);
    expect(fresh.id).not.toBe(proposal.id);
    // told once for every revision, however often it is matched
    await matched(app, ops());
    expect(
      await app.database.query(
        `SELECT organization_id AS buyer, count(*)::int FROM notices WHERE kind = 'MATCH_PROPOSED' AND subject_id = $1 GROUP BY 1`,
        [request.id],
      ),
    ).toEqual([{ buyer: people.buyer.id, count: 2 }]);
    expect(await decided(clerk(), 'accept', proposal)).toEqual(['STALE_VERSION expectedVersion']);
    expect(await decided(clerk(), 'accept', await proposalOf(request))).toBe('ACCEPTED');
  });

  it('is explained to the offices of both regions, to operations with what others would pay, to others not at all', async () => {
    const { run, request } = await open();
    const elsewhere = await app.transactions.run(async (tx) => {
      const id = await addOrganization(tx, {
        kind: 'COLLABORATION_OFFICE',
        regionCode: '440300',
        side: 'EAST',
      });
      return addMember(app, tx, id, Role.COORD_CITY);
    });
    const lines = (token: string) =>
      asked<{
        totalCount: number;
        edges: { node: Record<string, unknown> & { explanation: { supplies: object[] } } }[];
      }>(
        token,
        `query ($id: UUID!) { runLines(matchRunId: $id, first: 15) { totalCount edges { node { sourcingRequestId windowId
          served { value } explanation { supplies { supply { id } quantity { value } floors { floorId premium { yuan per } }
          insteadOf { dearerBy { yuan } } fillsUp scarcity { yuan } unreliability { yuan } } losing { id }
          failures { filter supplies } missingCause } } } } }`,
        { id: run.id },
      );
    const byOps = await lines(ops());
    const byOffice = await lines(people.coordWest.county.token);
    if (typeof byOps === 'string' || typeof byOffice === 'string')
      throw new Error(JSON.stringify([byOps, byOffice]).slice(0, 300));
    expect(byOps.edges).toHaveLength(byOps.totalCount);
    expect(byOps.edges.some(({ node }) => node.sourcingRequestId === request.id)).toBe(true);
    expect(byOffice.totalCount).toBe(byOps.totalCount); // everything here comes from its county in part
    const supplies = ({ edges }: typeof byOps) => edges.flatMap(({ node }) => node.explanation.supplies);
    expect(supplies(byOps)[0]).toMatchObject({ scarcity: { yuan: '0.00' }, unreliability: { yuan: '0.00' } });
    for (const one of supplies(byOffice)) expect(one).toMatchObject({ scarcity: null, unreliability: null });
    expect(await lines(elsewhere.token)).toEqual({ totalCount: 0, edges: [] });
    expect([await lines(clerk()), await lines(people.supplier.token)]).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    const shown = JSON.stringify(byOffice);
    for (const word of ['WITHIN_CAP', '8.00', '16000'])
      expect([word, shown.includes(word)]).toEqual([word, false]);
    expect(
      await asked<ShownRun>(clerk(), `query ($id: UUID!) { matchRun(id: $id) { ${RUN} } }`, { id: run.id }),
    ).toBe('FORBIDDEN');
  });

  it('is there for the office whose pool became the request, without what a cap decides', async () => {
    const office = people.coordEast.city.token;
    const filled = async (amount: string) => {
      const windows = [{ from: '2026-08-01', until: '2026-08-05', quantity: kg(500) }];
      const terms = poolTerms({ certificates: [], minimum: kg(500), maximum: kg(500), windows });
      const pool = await openPool(app, office, terms);
      const share = poolShare({ cap: { price: { amount }, priceUnit: 'kg' } });
      await joinPool(app, clerk(), { poolId: pool.id, unitId: people.buyer.unitId, share });
      return (await poolSeenBy(app, office, pool.id))?.requestId ?? '';
    };
    // one lot is above the first cap, both above the second
    const [id, dear] = [await filled('6.00'), await filled('1.00')];
    await matched(app, ops());
    const shown = async (requestId: string) => {
      const proposal = await asked<Proposal & { windows: object[] }>(
        office,
        `query ($id: UUID!) { matchProposal(sourcingRequestId: $id) { id version state
          windows { served { value } failures { filter } refused { failed } missing { cause relaxations { changes { kind } } } } } }`,
        { id: requestId },
      );
      if (typeof proposal === 'string') throw new Error(proposal);
      return proposal;
    };
    const quick = (requestId: string) =>
      asked<object>(
        office,
        `query ($id: UUID!) { proposalsFor(sourcingRequestId: $id) { windows { reachesMinimum relaxations { changes { kind } } } } }`,
        { id: requestId },
      );
    const proposal = await shown(id);
    expect(proposal.windows).toEqual([
      { served: { value: '500.000' }, failures: [], refused: [], missing: null },
    ]);
    expect((await shown(dear)).windows).toMatchObject([{ failures: [], refused: [] }]);
    expect(JSON.stringify([await shown(dear), await quick(dear)])).not.toMatch(/CAP|DEARER/);
    expect(await quick(id)).toEqual({ windows: [{ reachesMinimum: true, relaxations: [] }] });
    expect(await decided(people.coordEast.province.token, 'accept', proposal)).toBe('NOT_FOUND');
    expect(await decided(office, 'accept', proposal)).toBe('ACCEPTED');
  });

  // last, for it shuts one of the two suppliers out
  it('accepted after one of its suppliers was suspended, it asks the others', async () => {
    const { request, proposal } = await open();
    const [admission] = await app.database.query<{ id: string; version: number }>(
      'SELECT id, version FROM supplier_admissions WHERE supplier_id = $1',
      [ordinary.id],
    );
    for (const [turn, step] of ['REVIEW', 'SUSPEND'].entries())
      await asked(
        ops(),
        'mutation ($input: SuperviseAdmissionInput!) { superviseAdmission(input: $input) { refusals { code } } }',
        {
          input: {
            idempotencyKey: freshKey(),
            admissionId: admission?.id,
            expectedVersion: Number(admission?.version) + turn,
            step,
            reason: '示例：抽查不合格',
          },
        },
      );
    expect(await decided(clerk(), 'accept', proposal)).toBe('ACCEPTED');
    const invited = await app.database.query<{ id: string }>(
      'SELECT supplier_id AS id FROM quote_invitations WHERE request_id = $1',
      [request.id],
    );
    expect(invited).toEqual([{ id: people.supplier.id }]);
  });
});
