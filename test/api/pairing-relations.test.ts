import { Relations, type LeafQuestion } from '../../src/pairing/index';
import { startTestApp, type TestApp } from '../support/app';
import { PLACES, TEST_PASSWORD, makePeople, signInAgain, type People, type Person } from '../support/people';
import { codes, tell, type Agreement } from '../support/relating';

let app: TestApp;
let people: People;
const run = (verb: string, person: { token: string }, input: object) => tell(app, verb, person, input);

beforeAll(async () => {
  app = await startTestApp();
  people = await makePeople(app);
});
afterAll(() => app.close());

describe('a relation of an organization', () => {
  let relation: { id: string; version: number; state: string; level: string };
  let agreement: Agreement;
  let approver: Person;
  beforeAll(() => {
    approver = people.buyer.approver;
  });

  const wish = (more: object = {}) => ({
    kind: 'DESIGNATED_ASSISTANCE',
    helper: { organizationId: people.buyer.id },
    helped: { regionCode: PLACES.westCounty },
    validFrom: '2026-07-09',
    sourceDocument: '示例：定点帮扶结对通知',
    ...more,
  });
  const change = async (verb: string, person: { token: string }, input: object = {}) => {
    const told = await run(verb, person, {
      agreementId: agreement.id,
      expectedVersion: agreement.version,
      ...input,
    });
    if (told.agreement) agreement = told.agreement;
    return told;
  };
  const confirm = async (person: Person) => {
    const told = await run('confirmPairing', person, {
      pairingId: relation.id,
      expectedVersion: relation.version,
    });
    if (told.pairing) relation = told.pairing;
    return codes(told)[0] ?? told.pairing?.state;
  };
  const question = (more: Partial<LeafQuestion> = {}): LeafQuestion => ({
    scheme: 'DESIGNATED_ASSISTANCE',
    unitId: people.buyer.unitId,
    unitRegionCode: PLACES.eastCounty,
    countyCodes: [PLACES.westCounty],
    supplierId: people.supplier.id,
    on: '2026-07-10',
    ...more,
  });
  const leaves = async (more: Partial<LeafQuestion> = {}) =>
    (await app.nest.get(Relations).leavesFor(app.database, [question(more)]))[0];

  it('is proposed by one of its two sides, of what the scheme admits', async () => {
    const { clerk } = people.buyer;
    const refused = async (more: object, by: Person = clerk) =>
      (await run('relateOrganizations', by, wish(more))).refusals[0];
    expect(await refused({ kind: 'EAST_WEST' })).toMatchObject({ code: 'RELATION_ARRANGED_ELSEWHERE' });
    expect(await refused({ kind: 'BUDGET_RESERVE' })).toMatchObject({ code: 'RELATION_ARRANGED_ELSEWHERE' });
    expect(await refused({ helped: { regionCode: PLACES.westCity } })).toMatchObject({
      code: 'PAIRING_LEVEL_UNKNOWN',
    });
    expect(await refused({ helper: { regionCode: PLACES.eastCounty } })).toEqual({
      code: 'RELATION_SIDE_WRONG',
      path: ['helper'],
    });
    expect(await refused({ helper: { organizationId: people.supplier.id } })).toMatchObject({
      code: 'RELATION_SIDE_WRONG',
    });
    expect(await refused({ validFrom: '2026-07-08' })).toMatchObject({ code: 'VALID_FROM_PAST' });
    expect(await refused({}, people.otherBuyer.clerk)).toMatchObject({ code: 'NOT_YOUR_SIDE' });
    const told = await run('relateOrganizations', clerk, wish());
    expect(told).toMatchObject({ refusals: [], pairing: { state: 'PROPOSED', level: 'ORGANIZATION' } });
    relation = told.pairing as typeof relation;
  });

  it('is confirmed by the helping side, then by the other, not by a bystander', async () => {
    expect(await confirm(people.otherBuyer.approver)).toBe('NOT_FOUND');
    expect(await confirm(people.coordEast.county)).toBe('NOT_FOUND');
    expect(await confirm(people.coordWest.city)).toBe('ILLEGAL_TRANSITION');
    expect(await confirm(people.coordWest.county)).toBe('ILLEGAL_TRANSITION');
    expect(await confirm(approver)).toBe('CONFIRMED_EAST');
    expect(await confirm(people.coordWest.county)).toBe('ACTIVE');
    const again = await run('relateOrganizations', people.buyer.clerk, wish());
    relation = again.pairing as typeof relation;
    await confirm(approver);
    expect(await confirm(people.coordWest.county)).toBe('PAIRING_OVERLAPS');
    const read = async (person: Person) => {
      const query = '{ relations { totalCount } }';
      const { data } = await app.graphql<{ relations: { totalCount: number } }>(
        query,
        {},
        { token: person.token },
      );
      return data.relations.totalCount;
    };
    expect(await read(people.buyer.clerk)).toBe(2);
    expect(await read(people.otherBuyer.clerk)).toBe(0);
  });

  it('covers the organization’s units on its days, the organization nearest to the unit first', async () => {
    const [leaf] = (await leaves()) ?? [];
    expect(leaf).toMatchObject({
      level: 'ORGANIZATION',
      agreementId: null,
      helperOrganizationId: people.buyer.id,
    });
    expect(await leaves({ on: '2026-07-08' })).toEqual([]);
    expect(await leaves({ unitId: people.otherBuyer.unitId })).toEqual([]);
    expect(await leaves({ countyCodes: [PLACES.otherWestCounty] })).toEqual([]);
    expect(await leaves({ countyCodes: [PLACES.westCounty, PLACES.otherWestCounty] })).toEqual([]);
    expect(await leaves({ scheme: 'EAST_WEST' })).toMatchObject([
      { level: 'COUNTY', westRegionCode: PLACES.westCounty },
    ]);
    const obligated = await app.nest.get(Relations).obligated(
      app.database,
      [
        { unitId: people.otherBuyer.id },
        { unitId: people.buyer.unitId },
        { unitId: people.buyer.unitId, on: '2026-07-08' },
        { unitId: people.buyer.unitId, scheme: 'BUDGET_RESERVE' },
      ].map((asked) => ({ scheme: 'DESIGNATED_ASSISTANCE', on: '2026-07-10', ...asked })),
    );
    expect(obligated).toEqual([false, true, false, false]);
    relation = { ...relation, id: leaf?.pairingId ?? '' };
  });

  it('follows the codes its regions bear on the day', async () => {
    // 330103 (下城区) went up in 330105 in 2021; a relation named before keeps covering the place
    await app.database.query(
      `INSERT INTO pairings (id, kind, level, east_region_code, west_region_code, valid_from, state, exclusive, source_document, verified)
       VALUES (gen_random_uuid(), 'COUNTERPART_AID', 'COUNTY', '330103', $1, '2019-01-01', 'ACTIVE', false, '示例', false)`,
      [PLACES.westCounty],
    );
    const place = { scheme: 'COUNTERPART_AID', unitRegionCode: '330105' };
    expect(await leaves({ ...place, on: '2022-03-01' })).toMatchObject([{ eastRegionCode: '330103' }]);
    expect(await leaves({ ...place, unitRegionCode: '330106', on: '2022-03-01' })).toEqual([]);
  });

  it('has a yearly paper like any other: prepared by its buyers, signed by approver and county office', async () => {
    const { clerk } = people.buyer;
    const drafted = await run('draftAgreement', clerk, { pairingId: relation.id, year: 2026 });
    agreement = drafted.agreement as Agreement;
    expect(
      codes(await run('draftAgreement', people.coordEast.county, { pairingId: relation.id, year: 2026 })),
    ).toEqual(['NOT_FOUND']);
    const commit = (leavesOf: object[], ownTarget = '100.00') =>
      change('setCommitment', clerk, {
        indicator: 'CON-1',
        dueOn: '2026-11-30',
        ownTarget,
        leaves: leavesOf,
      });
    expect(codes(await commit([{ unitId: people.otherBuyer.unitId, target: '1' }]))).toEqual([
      'LEAF_UNIT_UNKNOWN',
    ]);
    expect(codes(await commit([{ unitId: people.buyer.unitId, target: '40.00' }]))).toEqual([]);
    await change('submitAgreement', clerk);
    const signed = { sha256: agreement.document?.sha256, password: TEST_PASSWORD };
    expect(codes(await change('signAgreement', clerk, signed))).toEqual(['FORBIDDEN']);
    await change('signAgreement', approver, signed);
    expect((await change('signAgreement', people.coordWest.county, signed)).agreement).toMatchObject({
      state: 'ACTIVE',
    });
    expect(await leaves()).toMatchObject([{ targetLeaf: 'UNIT', agreementId: agreement.id }]);
    expect(await leaves({ unitId: people.buyer.id })).toMatchObject([{ targetLeaf: 'OWN' }]);
    expect(await app.nest.get(Relations).parties(app.database, agreement.id)).toEqual([
      { side: 'EAST', organizationId: people.buyer.id, role: 'BUYER_APPROVER' },
      { side: 'WEST', organizationId: people.coordWest.county.organizationId, role: 'COORD_COUNTY' },
    ]);
    const visible = async (person: Person) => {
      const query = `query ($id: UUID!) { annualAgreement(id: $id) { kind } }`;
      const { data } = await app.graphql(query, { id: agreement.id }, { token: person.token });
      return Boolean(data);
    };
    const seen = [
      people.buyer.clerk,
      people.coordWest.city,
      people.coordEast.county,
      people.otherBuyer.clerk,
    ];
    expect(await Promise.all(seen.map(visible))).toEqual([true, true, false, false]);
  });

  it('is cut off after its last due day, reported by one side and checked by the other', async () => {
    expect(codes(await change('cutOffAgreement', approver))).toEqual(['YEAR_NOT_OVER']);
    const before = app.clock.now();
    app.clock.set(new Date('2027-01-05T09:00:00+08:00'));
    const now = async (person: Person) => ({ ...person, token: await signInAgain(app, person) });
    const [east, west, clerk, ops] = [
      await now(approver),
      await now(people.coordWest.county),
      await now(people.buyer.clerk),
      await now(people.ops),
    ];
    expect(codes(await change('selfReportAgreement', east, { statement: '示例自评' }))).toEqual([
      'ILLEGAL_TRANSITION',
    ]);
    expect((await change('cutOffAgreement', east)).agreement).toMatchObject({ state: 'CUTOFF' });
    expect(codes(await change('amendAgreement', clerk, { reason: '示例' }))).toEqual(['ILLEGAL_TRANSITION']);
    await change('selfReportAgreement', east, { statement: '示例自评' });
    expect(codes(await change('crossCheckAgreement', east, { statement: '示例' }))).toEqual([
      'REPORTED_BY_YOUR_SIDE',
    ]);
    expect((await change('crossCheckAgreement', west, { statement: '示例核验' })).agreement).toMatchObject({
      state: 'CROSS_CHECKED',
    });
    expect(codes(await change('assessAgreement', west, { statement: '示例' }))).toEqual(['FORBIDDEN']);
    await change('assessAgreement', ops, { statement: '示例：考核结果“好”，示例文件' });
    expect((await change('archiveAgreement', ops)).agreement).toMatchObject({ state: 'ARCHIVED' });
    app.clock.set(before);
  });
});
