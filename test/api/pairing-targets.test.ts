import { Organizations } from '../../src/organizations/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { PLACES, addOrganization, makePeople, type People, type Person } from '../support/people';

interface Answer {
  refusals: { code: string; path: string[] }[];
  countedFrom?: string | null;
}

describe('where a unit stands', () => {
  let app: TestApp;
  let people: People;
  let organizations: Organizations;
  let schools: { bureau: string; school: string; canteen: string };
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    organizations = app.nest.get(Organizations);
    schools = await app.transactions.run(async (tx) => {
      const unit = (parentId: string) =>
        addOrganization(tx, { kind: 'PUBLIC_UNIT', regionCode: PLACES.eastCounty, side: 'EAST', parentId });
      const bureau = await unit(people.buyer.id);
      const school = await unit(bureau);
      return { bureau, school, canteen: await unit(school) };
    });
  });
  afterAll(() => app.close());

  const move = async (unitId: string, parentId: string, by: Person = people.buyer.admin, version = 0) => {
    const [row] = await app.database.query<{ version: number }>(
      'SELECT version FROM organizations WHERE id = $1',
      [unitId],
    );
    const answer = await app.graphql<{ moveUnit: Answer }>(
      `mutation ($input: MoveUnitInput!) { moveUnit(input: $input) { countedFrom refusals { code path } } }`,
      { input: { idempotencyKey: freshKey(), unitId, parentId, expectedVersion: version || row?.version } },
      { token: by.token },
    );
    return (
      answer.data?.moveUnit ?? { refusals: [{ code: answer.errors?.[0]?.extensions.code ?? '', path: [] }] }
    );
  };
  const lineOn = async (unitId: string, on: string) =>
    (await organizations.linesOn(app.database, [{ unitId, on }]))[0]?.line;

  it('moves it from the next day on, and no day before', async () => {
    const before = [schools.canteen, schools.school, schools.bureau, people.buyer.id];
    expect(await lineOn(schools.canteen, '2026-07-10')).toEqual(before);
    expect(await move(schools.school, people.buyer.unitId)).toEqual({
      countedFrom: '2026-07-10',
      refusals: [],
    });
    expect(await lineOn(schools.canteen, '2026-07-09')).toEqual(before);
    expect(await lineOn(schools.canteen, '2025-12-31')).toEqual(before);
    const after = [schools.canteen, schools.school, people.buyer.unitId, people.buyer.id];
    expect(await lineOn(schools.canteen, '2026-07-10')).toEqual(after);
    const on = (day: string) => organizations.on(app.database, schools.school, day);
    expect(await on('2026-07-09')).toMatchObject({ parentId: schools.bureau, regionCode: PLACES.eastCounty });
    expect(await on('2027-01-01')).toMatchObject({ parentId: people.buyer.unitId });
    expect(await organizations.unitsUnder(app.database, people.buyer.unitId)).toContain(schools.canteen);
  });

  it('takes the last of several moves of one day', async () => {
    await move(schools.school, people.buyer.id);
    expect(await lineOn(schools.school, '2026-07-10')).toEqual([schools.school, people.buyer.id]);
    await move(schools.school, schools.bureau);
    expect(await lineOn(schools.school, '2026-07-10')).toEqual([
      schools.school,
      schools.bureau,
      people.buyer.id,
    ]);
  });

  it('refuses a circle, the place it has, an old version and everybody else’s units', async () => {
    const { bureau, school, canteen } = schools;
    const code = async (answer: Promise<Answer>) => (await answer).refusals[0]?.code;
    expect(await move(bureau, canteen)).toMatchObject({
      refusals: [{ code: 'UNIT_TREE_CYCLIC', path: ['parentId'] }],
    });
    expect(await code(move(bureau, bureau))).toBe('UNIT_TREE_CYCLIC');
    expect(await code(move(school, bureau))).toBe('UNIT_STANDS_THERE');
    expect(await code(move(school, people.buyer.unitId, people.buyer.admin, 1))).toBe('STALE_VERSION');
    expect(await code(move(people.buyer.id, bureau))).toBe('NOT_FOUND');
    expect(await code(move(school, people.otherBuyer.id))).toBe('NOT_FOUND');
    expect(await code(move(school, bureau, people.buyer.clerk))).toBe('FORBIDDEN');
  });

  it('lets two moves that close a circle together not both happen, in the database neither', async () => {
    const [one, other] = await app.transactions.run(async (tx) => {
      const unit = () =>
        addOrganization(tx, {
          kind: 'PUBLIC_UNIT',
          regionCode: PLACES.eastCounty,
          parentId: people.buyer.id,
        });
      return [await unit(), await unit()];
    });
    const answers = await Promise.all([move(one, other), move(other, one)]);
    expect(answers.map(({ refusals }) => refusals[0]?.code ?? 'MOVED').toSorted()).toEqual([
      'MOVED',
      'UNIT_TREE_CYCLIC',
    ]);
    await expect(
      app.database.query('UPDATE organizations SET parent_id = $2 WHERE id = $1', [
        schools.bureau,
        schools.canteen,
      ]),
    ).rejects.toThrow('would stand below itself');
    await expect(app.database.query('DELETE FROM organization_facts')).rejects.toThrow();
  });
});
