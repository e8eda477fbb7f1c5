import { Role } from '../../src/organizations/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { newPaper } from '../support/claims';
import { addMember, addOrganization, signInAgain, type Person } from '../support/people';
import {
  about,
  brought,
  makeInvesting,
  lead,
  projectSeen,
  projectVerb,
  projected,
  type Investing,
  type ShownProject,
} from '../support/projects';
import { reached, submitted, toLetter } from '../support/projects-course';

describe('who knows of a park project', () => {
  let app: TestApp;
  let investing: Investing;
  /** Of the same operator’s kind, of another investor, of offices elsewhere, the platform, auditors. */
  let strangers: Person[];
  beforeAll(async () => {
    app = await startTestApp();
    investing = await makeInvesting(app);
    strangers = await app.transactions.run(async (tx) => {
      const regionCode = '451026';
      const operator = await addOrganization(tx, { kind: 'PARK_OPERATOR', regionCode, side: 'WEST' });
      const office = await addOrganization(tx, {
        kind: 'COLLABORATION_OFFICE',
        regionCode: '450000',
        side: 'WEST',
      });
      const investor = await addOrganization(tx, { kind: 'ENTERPRISE', regionCode: '330211', side: 'EAST' });
      return [
        await addMember(app, tx, operator, Role.PARK_MANAGER),
        await addMember(app, tx, office, Role.COORD_PROV, Role.VERIFIER),
        await addMember(app, tx, investor, Role.ENTERPRISE_INVESTOR),
      ];
    });
  });
  afterAll(() => app.close());

  const asked = async <Data>(person: Person, query: string, variables: object = {}) =>
    (await app.graphql<Data | null>(query, variables, { token: await signInAgain(app, person) })).data;
  const listed = async (person: Person) => {
    const data = await asked<{
      parkProjects: { totalCount: number; edges: { node: { id: string } }[] };
    }>(person, '{ parkProjects(first: 100) { totalCount edges { node { id } } } }');
    const ids = data?.parkProjects.edges.map(({ node }) => node.id) ?? [];
    expect(data?.parkProjects.totalCount).toBe(ids.length);
    return ids;
  };
  const sees = async (person: Person, { id }: ShownProject) => {
    const shown = (await projectSeen(app, person, id)) !== null;
    expect((await listed(person)).includes(id)).toBe(shown);
    return shown;
  };
  const trail = async (id: string) => {
    const data = await asked<{ auditTrail: { totalCount: number; edges: { node: { action: string } }[] } }>(
      investing.people.auditor,
      `query ($id: ShortText!) { auditTrail(first: 100, subject: { kind: "ParkProject", id: $id }) { totalCount edges { node { action } } } }`,
      { id },
    );
    const actions = data?.auditTrail.edges.map(({ node }) => node.action) ?? [];
    expect(data?.auditTrail.totalCount).toBe(actions.length);
    return actions;
  };
  const file = async (person: Person, id: string) =>
    (
      await fetch(`${app.url}/files/${id}`, {
        headers: { authorization: `Bearer ${await signInAgain(app, person)}` },
      })
    ).status;
  const told = (organizationId: string, id: string) =>
    app.database.query(
      'SELECT kind FROM notices WHERE organization_id = $1 AND subject_id::text = $2 UNION ALL SELECT kind FROM tasks WHERE organization_id = $1 AND subject_id::text = $2',
      [organizationId, id],
    );

  it('before it is signed: who introduced it, who invests, who wrote it down and whom it is released to; the trail tells nobody', async () => {
    const { coordEast: east, coordWest: west } = investing.people;
    const manager = investing.operator.manager;
    let project = await lead(investing);
    for (const person of [investing.county, east.city, investing.investor])
      expect(await sees(person, project)).toBe(true);
    const outside = [manager, west.city, west.province, east.province, ...strangers];
    for (const person of outside) {
      expect(await sees(person, project)).toBe(false);
      expect(await told(person.organizationId, project.id)).toEqual([]);
      for (const [verb, more] of [
        ['advanceParkProject', { occurredOn: '2026-07-09' }],
        ['endParkProject', { occurredOn: '2026-07-09', note: '示例' }],
        ['resumeParkProject', { note: '示例' }],
      ] as const)
        expect((await projectVerb(app, person, verb, { ...about(project), ...more })).refusals).toEqual([
          'NOT_FOUND projectId',
        ]);
    }
    expect(await trail(project.id)).toEqual([]);
    for (const person of [investing.people.ops, investing.people.auditor])
      expect(
        (
          await projectVerb(app, person, 'advanceParkProject', {
            ...about(project),
            occurredOn: '2026-07-09',
          })
        ).refusals,
      ).toEqual(['FORBIDDEN']);
    const dwell = async (person: Person) =>
      (await asked<{ projectDwell: object[] }>(person, '{ projectDwell { stage standing } }'))?.projectDwell;
    const totalsOf = async (person: Person) =>
      (
        await asked<{ parkProjectTotals: { signedProjects: number } }>(
          person,
          '{ parkProjectTotals { signedProjects } }',
        )
      )?.parkProjectTotals;
    expect([await dwell(manager), await totalsOf(manager)]).toEqual([[], { signedProjects: 0 }]);
    const { project: papered } = await brought(app, investing.county, project, 'OTHER');
    const fileId = papered.evidence[0]?.fileId ?? '';
    expect(await file(manager, fileId)).toBe(404);
    project = await projected(app, investing.county, 'releaseParkProject', {
      ...about(papered),
      organizationIds: [investing.operator.id],
    });
    expect(await sees(manager, project)).toBe(true);
    expect(await file(manager, fileId)).toBe(200);
    expect(await told(investing.operator.id, project.id)).toHaveLength(1);
    for (const person of [west.city, east.province, ...strangers])
      expect(await sees(person, project)).toBe(false);
    expect(await trail(project.id)).toEqual([]);
  });

  it('no export of a person names it to others, nor ever what happened before it was signed; his own house’s names all', async () => {
    const { county, people } = investing;
    const admin = await app.transactions.run((tx) =>
      addMember(app, tx, county.organizationId, Role.ORG_ADMIN),
    );
    const exported = async (person: Person) => {
      const { data } = await app.graphql<{ exportPerson: { value: string } }>(
        'mutation ($input: ExportPersonInput!) { exportPerson(input: $input) { value } }',
        {
          input: {
            idempotencyKey: freshKey(),
            memberId: county.id,
            purpose: 'DATA_SUBJECT_REQUEST',
            note: '示例申请',
          },
        },
        { token: await signInAgain(app, person) },
      );
      const { references } = JSON.parse(data.exportPerson.value) as { references: Record<string, unknown> };
      return Object.keys(references).filter((name) => /project/.test(name));
    };
    const { project } = await brought(app, county, await lead(investing), 'OTHER');
    await projected(app, county, 'planProjectVisit', {
      ...about(project),
      kind: 'MEETING',
      subject: '示例洽谈',
      plannedOn: '2026-07-20',
    });
    const tables = ['park_projects', 'project_evidence', 'project_owners', 'project_releases'];
    const all = [...tables, 'project_steps', 'project_visits'];
    const names = new Set((await exported(admin)).map((name) => name.split('.')[0] ?? ''));
    expect([...names].toSorted((a, b) => (a < b ? -1 : 1))).toEqual(all);
    const before = await exported(people.ops);
    expect(before.filter((name) => !name.startsWith('project_steps'))).toEqual([]);
    const signed = await reached(investing, 'SIGNED');
    const [steps] = await app.database.query<{ shut: number; open: number }>(
      `SELECT count(*) FILTER (WHERE opens_at > now() + interval '100 years')::int AS shut,
         count(*) FILTER (WHERE opens_at = (SELECT signed_at FROM park_projects WHERE id = $1))::int AS open
         FROM project_steps WHERE project_id = $1`,
      [signed.id],
    );
    expect(steps).toEqual({ shut: 4, open: 1 });
    expect(await exported(people.ops)).toEqual(['project_steps.member_id']);
  });

  it('once it is signed also the offices over the park and over the paired east, and the trail from then on', async () => {
    const { coordEast: east, coordWest: west } = investing.people;
    const letter = await toLetter(investing);
    for (const person of [west.city, west.province, east.province])
      expect(await sees(person, letter)).toBe(false);
    const signed = await reached(investing, 'SIGNED', letter);
    for (const person of [west.city, west.province, east.province, investing.operator.second])
      expect(await sees(person, signed)).toBe(true);
    for (const person of strangers) expect(await sees(person, signed)).toBe(false);
    expect(await trail(signed.id)).toEqual(['advanceParkProject']);
    expect(await file(west.city, signed.evidence[0]?.fileId ?? '')).toBe(200);
    expect(await file(strangers[0] as Person, signed.evidence[0]?.fileId ?? '')).toBe(404);
    const { record } = await submitted(investing, signed);
    for (const person of strangers) {
      const data = await asked<{ capitalRecords: { totalCount: number } }>(
        person,
        '{ capitalRecords(first: 5) { totalCount } }',
      );
      expect(data?.capitalRecords?.totalCount ?? 0).toBe(0);
      const one = await asked<{ capitalRecord: object } | null>(
        person,
        'query ($id: UUID!) { capitalRecord(id: $id) { id } }',
        { id: record.id },
      );
      expect(one?.capitalRecord ?? null).toBeNull();
    }
  });

  it('a paper that stands under a project one may not know of is shared with nothing', async () => {
    const hidden = await lead(investing);
    const shown = await reached(investing, 'SIGNED');
    const bytes = newPaper();
    await brought(app, investing.county, hidden, { kind: 'BANK_RECEIPT', bytes });
    const { project } = await brought(app, investing.operator.manager, shown, {
      kind: 'BANK_RECEIPT',
      bytes,
    });
    expect(project.evidence.flatMap(({ alsoUnder }) => alsoUnder)).toEqual([]);
    const mine = await projectSeen(app, investing.county, shown.id);
    expect(mine?.evidence.flatMap(({ alsoUnder }) => alsoUnder)).toEqual([hidden.id]);
  });
});
