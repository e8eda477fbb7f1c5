import { Owners } from '../../src/responsibility/index';
import { makeAgreement } from '../support/agreements';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { PLACES, addMember, addOrganization, makePeople, type People, type Person } from '../support/people';

interface Answer {
  refusals: { code: string; path: string[] }[];
  responsibility?: { id: string; version: number; side: string | null } | null;
}
interface Gap {
  kind: string;
  regionCode: string | null;
  commitmentId: string | null;
  side: string | null;
}

describe('who answers for what', () => {
  let app: TestApp;
  let people: People;
  let owner: Person;
  let next: Person;
  let agreement: string;
  let leaf: string;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    [owner, next] = await app.transactions.run(async (tx) => {
      const office = people.coordEast.city.organizationId;
      return [await addMember(app, tx, office, 'VERIFIER'), await addMember(app, tx, office, 'COORD_CITY')];
    });
    agreement = await makeAgreement(app, {
      leaves: [{ east: PLACES.eastCounty, west: PLACES.westCounty, fen: 5_000n }],
    });
    const found = await app.database.one<{ id: string }>(
      `SELECT id FROM commitments WHERE agreement_id = $1 AND leaf = 'PAIRING'`,
      [agreement],
    );
    leaf = found?.id ?? '';
  });
  afterAll(() => app.close());

  async function run(verb: string, person: Person, input: object): Promise<Answer> {
    const type = `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`;
    const answer = await app.graphql<Record<string, Answer>>(
      `mutation ($input: ${type}!) { ${verb}(input: $input) { responsibility { id version side } refusals { code path } } }`,
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: person.token },
    );
    const told = answer.data?.[verb];
    if (told) return told;
    return { refusals: (answer.errors ?? []).map(({ extensions }) => ({ code: extensions.code, path: [] })) };
  }
  const code = (answer: Answer) => answer.refusals[0]?.code;
  const assign = (person: Person, more: object = {}) =>
    run('assignResponsibility', person, {
      subjectKind: 'PLACE',
      regionCode: PLACES.eastCounty,
      memberId: owner.id,
      validFrom: '2026-07-09',
      ...more,
    });
  async function gaps(person: Person, kind: string, on = '2026-07-09'): Promise<Gap[]> {
    const { data, errors } = await app.graphql<{
      responsibilityGaps: { totalCount: number; edges: { node: Gap }[] };
    }>(
      `query ($on: BusinessDay, $kind: ResponsibilityGapKind) { responsibilityGaps(on: $on, kind: $kind, first: 100) {
        totalCount edges { node { kind regionCode commitmentId side } } } }`,
      { on, kind },
      { token: person.token },
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.responsibilityGaps.edges.map(({ node }) => node);
  }
  const placesOf = async (...asked: Parameters<typeof gaps>) =>
    (await gaps(...asked)).map(({ regionCode }) => regionCode);
  const ownerOn = async (on: string, subject: object = { kind: 'PLACE', regionCode: PLACES.eastCounty }) =>
    (await app.nest.get(Owners).of(app.database, subject as Parameters<Owners['of']>[1], on))?.memberId;

  it('is listed as a gap where nobody does: places, their alerts, both sides of a target, tasks nobody can take', async () => {
    const { city } = people.coordEast;
    expect(await placesOf(city, 'PLACE')).toContain(PLACES.eastCounty);
    expect(await placesOf(people.coordWest.county, 'ALERTS')).toEqual([PLACES.westCounty]);
    const targets = await gaps(city, 'TARGET');
    expect(targets).toHaveLength(2);
    expect(targets).toContainEqual({ kind: 'TARGET', regionCode: null, commitmentId: leaf, side: 'EAST' });
    expect((await gaps(people.coordWest.city, 'TARGET')).map(({ side }) => side)).toEqual(['WEST', 'WEST']);
    expect(await gaps(people.auditor, 'TARGET')).toHaveLength(4);
    expect(await gaps(city, 'TARGET', '2025-12-31')).toEqual([]);
    expect(await gaps(city, 'TASK')).toEqual([]);
    await app.transactions.run(async (tx) => {
      const department = { kind: 'COUNTY_DEPARTMENT', regionCode: PLACES.westCounty, side: 'WEST' } as const;
      await tx.query(
        `INSERT INTO tasks (id, organization_id, role, kind, subject_kind, subject_id, opened_at)
         VALUES (gen_random_uuid(), $1, 'COUNTY_AGRI', 'GIVE_COUNTY_OPINION', 'Admission', 'x', $2)`,
        [await addOrganization(tx, department), tx.at],
      );
    });
    expect(await gaps(people.coordWest.county, 'TASK')).toHaveLength(1);
  });

  it('is told by the names of the subject, the owner’s organization and the office in charge', async () => {
    interface Words {
      kind?: string;
      subjectName: string | null;
      officeName: string | null;
      organizationName?: string;
    }
    interface Told {
      responsibilityGaps: { edges: { node: Words }[] };
      responsibilities: { edges: { node: Words }[] };
    }
    const { city } = people.coordEast;
    await assign(city, { regionCode: PLACES.otherEastCounty, subjectKind: 'ALERTS', validTo: '2026-07-10' });
    const { data } = await app.graphql<Told>(
      `{ responsibilityGaps(on: "2026-07-09", first: 100) { edges { node { kind subjectName officeName } } }
        responsibilities { edges { node { subjectName officeName organizationName } } } }`,
      {},
      { token: city.token },
    );
    const names = await app.database.query<{ id: string; name: string }>(
      'SELECT id, name FROM organizations',
    );
    const office = names.find(({ id }) => id === city.organizationId)?.name;
    const gapsTold = data.responsibilityGaps.edges.map(({ node }) => node);
    expect(gapsTold.every(({ subjectName }) => /\p{Script=Han}/u.test(subjectName ?? ''))).toBe(true);
    expect(gapsTold.map(({ subjectName }) => subjectName)).toContain(
      '浙江省宁波市–四川省凉山彝族自治州 2026 年消费协作（本级）',
    );
    expect(gapsTold).toContainEqual({
      kind: 'TARGET',
      subjectName: '浙江省宁波市镇海区–四川省凉山彝族自治州金阳县 2026 年消费协作',
      officeName: office,
    });
    expect(data.responsibilities.edges[0]?.node).toEqual({
      subjectName: expect.stringMatching(/^浙江省宁波市.+[区县市]$/) as string,
      officeName: office,
      organizationName: office,
    });
  });

  it('is named by the region’s office, among those at hand, for days to come, one at a time', async () => {
    const { city, county } = people.coordEast;
    expect(code(await assign(people.coordWest.city))).toBe('NOT_YOURS_TO_ASSIGN');
    expect(code(await assign(people.buyer.approver))).toBe('NOT_YOURS_TO_ASSIGN');
    expect(code(await assign(city, { memberId: people.coordWest.city.id }))).toBe('OWNER_UNKNOWN');
    expect(code(await assign(county))).toBe('OWNER_UNKNOWN');
    expect(code(await assign(city, { validFrom: '2026-07-08' }))).toBe('DATES_WRONG');
    expect(code(await assign(city, { regionCode: '339999' }))).toBe('REGION_NOT_VALID');
    expect(code(await assign(city, { commitmentId: leaf }))).toBe('SUBJECT_UNCLEAR');
    expect(code(await assign(city, { subjectKind: 'TARGET' }))).toBe('SUBJECT_UNCLEAR');
    const [one, other] = await Promise.all([assign(city), assign(city, { memberId: next.id })]);
    expect([one, other].map((answer) => code(answer) ?? 'ASSIGNED').toSorted()).toEqual([
      'ASSIGNED',
      'OWNER_STANDS',
    ]);
    await expect(
      app.database.query(
        `INSERT INTO responsibilities (id, subject_kind, region_code, organization_id, member_id, valid_from, assigned_by, assigned_at)
         VALUES (gen_random_uuid(), 'PLACE', $1, $2, $3, '2026-08-01', $3, now())`,
        [PLACES.eastCounty, owner.organizationId, owner.id],
      ),
    ).rejects.toThrow('responsibilities_one_owner');
    expect(await placesOf(city, 'PLACE')).not.toContain(PLACES.eastCounty);
    // who answers for a place answers for its alerts, too
    expect(await placesOf(city, 'ALERTS')).not.toContain(PLACES.eastCounty);
    expect(await placesOf(city, 'PLACE', '2026-07-08')).toContain(PLACES.eastCounty);
  });

  it('is handed over without a day between, and ended into a gap; days that have passed stay', async () => {
    const { city } = people.coordEast;
    const place = { regionCode: PLACES.otherEastCounty };
    const { responsibility } = await assign(city, place);
    const hand = (more: object, version = responsibility?.version) =>
      run('handOverResponsibility', city, {
        responsibilityId: responsibility?.id,
        expectedVersion: version,
        toMemberId: next.id,
        validFrom: '2026-08-01',
        ...more,
      });
    expect(code(await hand({ toMemberId: owner.id }))).toBe('SAME_OWNER');
    expect(code(await hand({ validFrom: '2026-07-09' }))).toBe('DATES_WRONG');
    expect(code(await hand({}, 9))).toBe('STALE_VERSION');
    const after = (await hand({})).responsibility;
    const subject = { kind: 'PLACE', regionCode: PLACES.otherEastCounty };
    expect(await ownerOn('2026-07-31', subject)).toBe(owner.id);
    expect(await ownerOn('2026-08-01', subject)).toBe(next.id);
    const end = { responsibilityId: after?.id, expectedVersion: 1, lastDay: '2026-08-31' };
    expect(code(await run('endResponsibility', people.coordWest.city, end))).toBe('NOT_FOUND');
    expect(code(await run('endResponsibility', city, { ...end, lastDay: '2026-07-31' }))).toBe('DATES_WRONG');
    expect((await run('endResponsibility', city, end)).refusals).toEqual([]);
    expect(await ownerOn('2026-09-01', subject)).toBeUndefined();
    expect(await placesOf(city, 'PLACE', '2026-08-31')).not.toContain(PLACES.otherEastCounty);
    expect(await placesOf(city, 'PLACE', '2026-09-01')).toContain(PLACES.otherEastCounty);
  });

  it('of a target is named by each side for itself; who answers for the whole covers its leaves', async () => {
    const target = (commitmentId: string) => ({ subjectKind: 'TARGET', regionCode: null, commitmentId });
    expect(code(await assign(people.coordEast.county, target(leaf)))).toBe('NOT_YOURS_TO_ASSIGN');
    expect(code(await assign(people.buyer.approver, target(leaf)))).toBe('NOT_FOUND');
    expect((await assign(people.coordEast.city, target(leaf))).responsibility).toMatchObject({
      side: 'EAST',
    });
    const of = (side: string) => ownerOn('2026-07-09', { kind: 'TARGET', commitmentId: leaf, side });
    expect([await of('EAST'), await of('WEST')]).toEqual([owner.id, undefined]);
    const root = await app.database.one<{ id: string }>(
      'SELECT id FROM commitments WHERE agreement_id = $1 AND parent_id IS NULL',
      [agreement],
    );
    const west = people.coordWest.city;
    await assign(west, { ...target(root?.id ?? ''), memberId: west.id });
    expect(await of('WEST')).toBe(west.id);
    expect(await gaps(west, 'TARGET')).toEqual([]);
    expect(await gaps(people.coordEast.city, 'TARGET')).toHaveLength(1);
  });

  it('is a gap again once the member has left', async () => {
    await app.database.query('UPDATE members SET active = false WHERE id = ANY($1)', [[owner.id, next.id]]);
    expect(await ownerOn('2026-07-09')).toBeUndefined();
    expect(await placesOf(people.coordEast.city, 'PLACE')).toContain(PLACES.eastCounty);
  });
});
