import { Organizations } from '../../src/organizations/index';
import { PairingReference, Relations } from '../../src/pairing/index';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import {
  PLACES,
  TEST_PASSWORD,
  addMember,
  addOrganization,
  makePeople,
  type People,
  type Person,
} from '../support/people';
import { codes, tell, type Agreement, type Refusal } from '../support/relating';

interface Answer {
  refusals: Refusal[];
  countedFrom?: string | null;
}

let app: TestApp;
let people: People;
const run = (verb: string, person: { token: string }, input: object) => tell(app, verb, person, input);

beforeAll(async () => {
  app = await startTestApp();
  people = await makePeople(app);
});
afterAll(() => app.close());

describe('a tree of targets', () => {
  let agreement: Agreement;
  let county: string;
  let school: string;
  let canteen: string;
  beforeAll(async () => {
    const pairing = async (east: string, west: string) => {
      const found = await app.database.one<{ id: string }>(
        `SELECT id FROM pairings WHERE kind = 'EAST_WEST' AND east_region_code = $1 AND west_region_code = $2`,
        [east, west],
      );
      return found?.id ?? '';
    };
    county = await pairing(PLACES.eastCounty, PLACES.westCounty);
    const pairingId = await pairing(PLACES.eastCity, PLACES.westCity);
    const drafted = await run('draftAgreement', people.coordEast.city, { pairingId, year: 2026 });
    agreement = drafted.agreement as Agreement;
    [school, canteen] = await app.transactions.run(async (tx) => {
      const unit = (parentId: string) =>
        addOrganization(tx, { kind: 'PUBLIC_UNIT', regionCode: PLACES.eastCounty, side: 'EAST', parentId });
      const id = await unit(people.buyer.id);
      return [id, await unit(id)];
    });
  });

  const commit = async (leavesOf: object[], more: object = {}, person: Person = people.coordEast.city) => {
    const told = await run('setCommitment', person, {
      agreementId: agreement.id,
      expectedVersion: agreement.version,
      indicator: 'CON-1',
      dueOn: '2026-11-30',
      ownTarget: '1000.00',
      leaves: leavesOf,
      ...more,
    });
    if (told.agreement) agreement = told.agreement;
    return told;
  };
  const node = (unitId: string | null, isLeaf: boolean) =>
    agreement.draftCommitments[0]?.nodes.find(
      (one) => one.pairingId === county && one.unitId === unitId && one.isLeaf === isLeaf,
    );
  const tree = (parts: object[]) => [{ pairingId: county, target: '50.00', parts }];

  it('rolls up from its leaves: units, the rest of the county, the rest of the agreement', async () => {
    await commit([{ pairingId: county, target: '50.00' }]);
    const before = node(null, true);
    const told = await commit(
      tree([{ unitId: school, target: '20.00', parts: [{ unitId: canteen, target: '5.00' }] }]),
    );
    expect(told.refusals).toEqual([]);
    const sums = agreement.draftCommitments[0]?.nodes.map(({ target, isLeaf }) => [target, isLeaf]);
    expect(sums).toHaveLength(7);
    expect(agreement.draftCommitments[0]?.nodes.find(({ parentId }) => parentId === null)?.target).toBe(
      '1075.00',
    );
    expect(node(null, false)?.target).toBe('75.00');
    expect(node(school, false)).toMatchObject({ target: '25.00', parentId: node(null, false)?.id });
    // what was counted on the county's leaf stays on a leaf: it is the rest of the inner node now
    expect(node(null, true)).toMatchObject({
      id: before?.id,
      target: '50.00',
      parentId: node(null, false)?.id,
    });
  });

  it('refuses circles, other units of measure, strangers and what hangs elsewhere', async () => {
    const refused = async (...args: Parameters<typeof commit>) => (await commit(...args)).refusals[0];
    expect(
      await refused(tree([{ unitId: canteen, target: '1', parts: [{ unitId: school, target: '1' }] }])),
    ).toEqual({
      code: 'TARGET_TREE_CYCLIC',
      path: ['leaves', '0', 'parts', '0', 'parts', '0', 'unitId'],
    });
    expect(
      await refused(tree([{ unitId: school, target: '1', parts: [{ unitId: school, target: '1' }] }])),
    ).toMatchObject({
      code: 'TARGET_TREE_CYCLIC',
    });
    expect(await refused(tree([{ unitId: school, target: '1', unit: 'PERSON' }]))).toMatchObject({
      code: 'TARGET_UNITS_MIXED',
    });
    expect(await refused(tree([{ unitId: people.otherBuyer.id, target: '1' }]))).toMatchObject({
      code: 'LEAF_UNIT_UNKNOWN',
    });
    expect(await refused(tree([{ unitId: school, pairingId: county, target: '1' }]))).toMatchObject({
      code: 'TARGET_NODE_UNCLEAR',
    });
    expect(await refused(tree([{ unitId: canteen, target: '1' }]))).toMatchObject({
      code: 'TARGET_NODE_ELSEWHERE',
    });
    expect(
      await refused(
        tree([
          { unitId: school, target: '1' },
          { unitId: school, target: '2' },
        ]),
      ),
    ).toMatchObject({
      code: 'LEAF_PAIRING_UNKNOWN',
    });
  });

  it('is kept a tree by the database, whoever writes', async () => {
    const [leaf, inner] = [node(school, true), node(null, false)];
    const hang = (id?: string, parent?: string) =>
      app.database.query('UPDATE commitments SET parent_id = $2 WHERE id = $1', [id, parent]);
    await expect(hang(inner?.id, node(school, false)?.id)).rejects.toThrow('below itself');
    await expect(hang(inner?.id, leaf?.id)).rejects.toThrow('is a leaf');
    const add = (indicator: string, unit: string) =>
      app.database.query(
        `INSERT INTO commitments (id, agreement_id, parent_id, indicator, unit, leaf, unit_id)
         VALUES (gen_random_uuid(), $1, $2, $3, $4, 'UNIT', $5)`,
        [agreement.id, inner?.id, indicator, unit, people.buyer.id],
      );
    await expect(add('CON-1', 'PERSON')).rejects.toThrow('another tree');
    await expect(add('LAB-1', 'YUAN')).rejects.toThrow('another tree');
    await expect(
      app.database.query('INSERT INTO commitment_targets VALUES ($1, 1, $2, 1, $3)', [
        agreement.id,
        inner?.id,
        '2026-11-30',
      ]),
    ).rejects.toThrow('only a leaf');
  });

  it('is signed as a whole, and a unit’s purchases count on its own leaf', async () => {
    const second = await app.transactions.run((tx) =>
      addMember(app, tx, people.coordEast.city.organizationId, 'COORD_CITY'),
    );
    const step = async (verb: string, person: Person, input: object = {}) => {
      const told = await run(verb, person, {
        agreementId: agreement.id,
        expectedVersion: agreement.version,
        ...input,
      });
      if (told.agreement) agreement = told.agreement;
      return codes(told);
    };
    await step('submitAgreement', people.coordEast.city);
    expect(agreement.document?.content).toContain(`"unitId":"${canteen}"`);
    const signed = { sha256: agreement.document?.sha256, password: TEST_PASSWORD };
    expect(await step('signAgreement', second, signed)).toEqual([]);
    expect(await step('signAgreement', people.coordWest.city, signed)).toEqual([]);
    const leafOf = async (unitId: string, unitRegionCode: string = PLACES.eastCounty) => {
      const question = { scheme: 'EAST_WEST', unitId, unitRegionCode, countyCodes: [PLACES.westCounty] };
      const asked = { ...question, supplierId: people.supplier.id, on: '2026-07-10' };
      const [[leaf] = []] = await app.nest.get(Relations).leavesFor(app.database, [asked]);
      return [leaf?.targetLeaf, leaf?.commitmentId];
    };
    expect(await leafOf(canteen)).toEqual(['UNIT', node(canteen, true)?.id]);
    expect(await leafOf(school)).toEqual(['UNIT', node(school, true)?.id]);
    expect(await leafOf(people.buyer.unitId)).toEqual(['PAIRING', node(null, true)?.id]);
    const elsewhere = { scheme: 'EAST_WEST', unitId: people.otherBuyer.id, unitRegionCode: '330203' };
    const own = {
      ...elsewhere,
      countyCodes: [PLACES.westCounty],
      supplierId: people.supplier.id,
      on: '2026-07-10',
    };
    expect(
      (await app.nest.get(Relations).leavesFor(app.database, [own, own])).map(([leaf]) => leaf?.targetLeaf),
    ).toEqual(['OWN', 'OWN']);
    expect(await app.nest.get(PairingReference).load()).toBe(0);
  });
});

describe('where a unit stands', () => {
  let organizations: Organizations;
  let schools: { bureau: string; school: string; canteen: string };
  beforeAll(async () => {
    organizations = app.nest.get(Organizations);
    schools = await app.transactions.run(async (tx) => {
      const unit = (parentId: string) =>
        addOrganization(tx, { kind: 'PUBLIC_UNIT', regionCode: PLACES.eastCounty, side: 'EAST', parentId });
      const bureau = await unit(people.buyer.id);
      const school = await unit(bureau);
      return { bureau, school, canteen: await unit(school) };
    });
  });
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
