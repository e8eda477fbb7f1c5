import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../support/app';
import { done, onIntents, onReleases, released, releasesOf, stated } from '../support/investing';
import { breaksOf } from '../support/money';
import { confirmedPark, makeOperator } from '../support/parks';
import { PLACES, signInAgain, type Person } from '../support/people';
import {
  about,
  makeInvesting,
  projectTerms,
  projectVerb,
  projected,
  type Investing,
} from '../support/projects';

describe('a project that came of an intent', () => {
  let app: TestApp;
  let investing: Investing;
  let manager: Person;
  let investor: Person;
  beforeAll(async () => {
    app = await startTestApp();
    investing = await makeInvesting(app);
    ({ investor } = investing);
    ({ manager } = investing.operator);
  });
  afterAll(() => app.close());

  const said = (intentId: string, more: object = {}) => ({
    parkId: investing.parkId,
    investor: { organizationId: investing.investorId },
    intentId,
    terms: projectTerms(investing),
    introducerId: investing.people.coordEast.city.organizationId,
    leadOn: '2026-06-10',
    ...more,
  });
  const tries = async (person: Person, input: object) =>
    (await projectVerb(app, person, 'registerParkProject', input)).refusals;
  async function intentSeen(person: Person, id: string): Promise<string | null | undefined> {
    const { data } = await app.graphql<{ parkProject: { intentId: string | null } | null } | null>(
      'query ($id: UUID!) { parkProject(id: $id) { intentId } }',
      { id },
      { token: await signInAgain(app, person) },
    );
    return data?.parkProject?.intentId;
  }
  const registered = () =>
    app.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM park_projects`).then(([row]) => row?.n);

  it('says so to its investor and to the park that is shown it, and to nobody else who sees the project', async () => {
    const { intent } = await released(app, investor.token, investing.parkId);
    const project = await projected(app, manager, 'registerParkProject', said(intent.id));
    const { county, people } = investing;
    const shared = await projected(app, manager, 'releaseParkProject', {
      ...about(project),
      organizationIds: [county.organizationId],
    });
    expect(shared.releasedTo).toContain(county.organizationId);
    for (const one of [investor, manager]) expect(await intentSeen(one, project.id)).toBe(intent.id);
    for (const one of [county, people.coordEast.city]) expect(await intentSeen(one, project.id)).toBeNull();
    const rows = await app.database.query(
      `SELECT FROM audit_rows WHERE subject_id = $1 AND to_jsonb(audit_rows)::text LIKE '%' || $2 || '%'`,
      [project.id, intent.id],
    );
    expect(rows).toEqual([]);

    const [release] = await releasesOf(app, investor.token, intent.id);
    done(
      await onReleases(app, investor.token, 'recallIntent', {
        releaseId: release?.id,
        expectedVersion: release?.version,
      }),
    );
    expect(await intentSeen(manager, project.id)).toBeNull();
    expect(await intentSeen(investor, project.id)).toBe(intent.id);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('names no intent the caller may not know of: it reads like one that is not there', async () => {
    const { intent } = await released(app, investor.token, investing.parkId);
    const rival = await makeOperator(app, PLACES.westCounty);
    const elsewhere = await confirmedPark(app, rival.manager, investing.county, {
      countyCode: PLACES.westCounty,
    });
    const before = await registered();
    for (const [person, parkId] of [
      [investing.county, investing.parkId],
      [investing.people.coordEast.city, investing.parkId],
      [rival.manager, elsewhere.id],
      [rival.manager, investing.parkId],
      [manager, elsewhere.id],
    ] as const)
      for (const intentId of [intent.id, randomUUID()])
        expect(await tries(person, said(intentId, { parkId }))).toEqual(['NOT_FOUND intentId']);
    expect(await registered()).toBe(before);
  });

  it('is of the intent’s investor, in a park it is released to, and one while it runs', async () => {
    const hidden = await stated(app, investor.token);
    expect(await tries(manager, said(hidden.id))).toEqual(['NOT_FOUND intentId']);
    expect(await tries(investor, said(hidden.id))).toEqual(['INTENT_NOT_SHOWN intentId']);
    const { intent } = await released(app, investor.token, investing.parkId);
    const other = { organizationId: investing.people.buyer.id };
    for (const someone of [other, { name: '示例投资有限公司', uscc: '91513430MB0000001N' }])
      expect((await tries(manager, said(intent.id, { investor: someone })))[0]).toMatch(
        /^(INTENT_OF_ANOTHER|USCC_INVALID)/,
      );
    expect(await tries(manager, said(intent.id, { investor: other }))).toEqual([
      'INTENT_OF_ANOTHER investor',
    ]);
    const project = await projected(app, investor, 'registerParkProject', said(intent.id));
    expect(await tries(manager, said(intent.id))).toEqual(['INTENT_HAS_PROJECT intentId']);
    for (const change of [
      `UPDATE park_projects SET intent_id = NULL WHERE id = '${project.id}'`,
      `UPDATE park_projects SET intent_id = '${hidden.id}' WHERE id = '${project.id}'`,
    ])
      await expect(app.database.query(change)).rejects.toThrow(/append-only|cannot|refuse|stays/i);
    await projected(app, investor, 'endParkProject', {
      ...about(project),
      occurredOn: '2026-07-01',
      note: '示例',
    });
    const [one, two] = await Promise.all([tries(manager, said(intent.id)), tries(investor, said(intent.id))]);
    expect([one, two].filter((refusals) => refusals.length === 0)).toHaveLength(1);
    done(await onIntents(app, investor.token, 'withdrawIntent', { intentId: hidden.id, expectedVersion: 1 }));
    expect(await tries(investor, said(hidden.id))).toEqual(['INTENT_NOT_SHOWN intentId']);
  });
});
