import { startTestApp, type TestApp } from '../support/app';
import { uploaded } from '../support/claims';
import { pdf } from '../support/file-samples';
import { breaksOf } from '../support/money';
import {
  PARK,
  confirmedPark,
  makeOperator,
  parkTerms,
  parkVerb,
  parked,
  slotTerms,
  slotted,
  type ShownPark,
} from '../support/parks';
import { PLACES, makePeople, shareTelephone, signInAgain, type People, type Person } from '../support/people';

const countyCode = PLACES.westCounty;

describe('parks', () => {
  let app: TestApp;
  let people: People;
  let operator: Awaited<ReturnType<typeof makeOperator>>;
  let office: Person;
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    operator = await makeOperator(app, countyCode);
    office = people.coordWest.county;
  });
  afterAll(() => app.close());

  const register = (more: object = {}, county = countyCode) =>
    parkVerb(app, operator.manager, 'registerPark', { countyCode: county, terms: parkTerms(more) });
  const confirmed = (terms: object = {}) =>
    confirmedPark(app, operator.manager, office, { countyCode, terms });
  const seenBy = async (person: Person, id: string): Promise<ShownPark | null> => {
    const { data } = await app.graphql<{ park: ShownPark | null } | null>(
      `query ($id: UUID!) { park(id: $id) { ${PARK} } }`,
      { id },
      { token: await signInAgain(app, person) },
    );
    return data?.park ?? null;
  };
  const asked = async <Data>(query: string, variables: object = {}, person: Person = people.buyer.clerk) => {
    const { data, errors } = await app.graphql<Data>(query, variables, {
      token: await signInAgain(app, person),
    });
    expect(errors).toBeUndefined();
    return data;
  };
  const about = ({ id, version }: ShownPark) => ({ parkId: id, expectedVersion: version });
  const stateOf = async (id: string) => (await seenBy(operator.manager, id))?.state;
  const addSlot = async (park: ShownPark, code: string, more: object = {}, kind = 'PLANT') =>
    parkVerb(app, operator.manager, 'addParkSlot', {
      ...about(park),
      code,
      kind,
      terms: slotTerms(more),
    });

  it('are shown to everybody once an office over the county has confirmed them, and to nobody else before', async () => {
    const { park } = await register();
    if (!park) throw new Error('not registered');
    expect([park.state, park.current, park.resources]).toEqual(['PROPOSED', null, []]);
    expect(park.number).toMatch(/^CY20260709-\d{6}$/);
    for (const person of [
      people.buyer.clerk,
      people.supplier.member,
      people.coordEast.county,
      people.otherAgri,
    ])
      expect(await seenBy(person, park.id)).toBeNull();
    for (const person of [operator.second, office, people.coordWest.province, people.ops, people.auditor])
      expect((await seenBy(person, park.id))?.wordings).toEqual([{ number: 1, state: 'PROPOSED' }]);
    const tasks = await asked<{ myTasks: { edges: { node: { subjectId: string } }[] } }>(
      '{ myTasks(first: 100) { edges { node { subjectId } } } }',
      {},
      office,
    );
    expect(tasks.myTasks.edges.map(({ node }) => node.subjectId)).toContain(park.id);
    const shown = await parked(app, office, 'confirmPark', about(park));
    expect([shown.state, shown.current]).toEqual(['CONFIRMED', { name: '示例产业园', number: 1 }]);
    expect(shown.resources).toContainEqual({
      resource: 'LAND',
      capacity: 100_000,
      slotted: 0,
      left: 100_000,
    });
    expect((await seenBy(people.buyer.clerk, park.id))?.wordings).toEqual([
      { number: 1, state: 'CONFIRMED' },
    ]);
  });

  it('are confirmed by nobody who said them, by no office elsewhere, and not unread', async () => {
    const { park } = await register();
    if (!park) throw new Error('not registered');
    const tries = async (person: Person, version = park.version) =>
      (await parkVerb(app, person, 'confirmPark', { parkId: park.id, expectedVersion: version })).refusals;
    expect(await tries(operator.second)).toEqual(['FORBIDDEN']);
    expect(await tries(people.coordEast.county)).toEqual(['NOT_FOUND parkId']);
    expect(await tries(office, park.version + 1)).toEqual(['STALE_VERSION expectedVersion']);
    await shareTelephone(app, 'one-person', operator.manager, office);
    expect(await tries(office)).toEqual(['SAME_PERSON parkId']);
    await shareTelephone(app, null, operator.manager, office);
    await expect(
      app.database.query(
        `UPDATE park_wordings SET state = 'CONFIRMED', decided_by = said_by, decided_at = now() WHERE park_id = $1`,
        [park.id],
      ),
    ).rejects.toThrow(/park_wordings_four_eyes/);
    const amended = await parked(app, operator.second, 'amendPark', { ...about(park), terms: parkTerms() });
    expect(amended.wordings).toEqual([
      { number: 1, state: 'REPLACED' },
      { number: 2, state: 'PROPOSED' },
    ]);
    expect(await tries(office)).toEqual(['STALE_VERSION expectedVersion']);
    const rejected = await parked(app, office, 'rejectPark', { ...about(amended), note: '示例：面积有误' });
    expect(rejected.state).toBe('REJECTED');
    expect(
      (await parkVerb(app, office, 'rejectPark', { ...about(rejected), note: '示例' })).refusals,
    ).toEqual(['NOTHING_PROPOSED parkId']);
    expect(await seenBy(people.buyer.clerk, park.id)).toBeNull();
    const again = await parked(app, operator.manager, 'amendPark', {
      ...about(rejected),
      terms: parkTerms(),
    });
    expect((await parked(app, people.coordWest.province, 'confirmPark', about(again))).state).toBe(
      'CONFIRMED',
    );
  });

  it('stand as they were confirmed while something else waits, and keep all that was confirmed', async () => {
    const park = await confirmed();
    const said = { name: '示例更名产业园', capacities: [{ resource: 'LAND', capacity: 90_000 }] };
    const amended = await parked(app, operator.manager, 'amendPark', {
      ...about(park),
      terms: parkTerms(said),
    });
    expect([amended.state, amended.current?.name]).toEqual(['CONFIRMED', '示例产业园']);
    expect(amended.resources).toHaveLength(4);
    expect((await seenBy(people.buyer.clerk, park.id))?.wordings).toHaveLength(1);
    const now = await parked(app, office, 'confirmPark', about(amended));
    expect([now.current?.name, now.resources]).toEqual([
      '示例更名产业园',
      [{ resource: 'LAND', capacity: 90_000, slotted: 0, left: 90_000 }],
    ]);
    const { park: history } = await asked<{ park: { wordings: object[] } }>(
      'query ($id: UUID!) { park(id: $id) { wordings { number name longitude latitude capacities { resource capacity unit } } } }',
      { id: park.id },
    );
    expect(history.wordings).toMatchObject([
      { number: 1, name: '示例产业园', longitude: '103.25', latitude: '27.70' },
      { number: 2, capacities: [{ resource: 'LAND', capacity: 90_000, unit: 'm²' }] },
    ]);
    for (const sql of [
      'UPDATE park_wording_capacities SET capacity = 1 WHERE park_id = $1',
      'DELETE FROM park_wording_industries WHERE park_id = $1',
      `UPDATE park_wordings SET name = 'x' WHERE park_id = $1`,
      `UPDATE park_wordings SET decision_note = 'x' WHERE park_id = $1`,
    ])
      await expect(app.database.query(sql, [park.id])).rejects.toThrow(/append-only|decided once/);
  });

  it.each([
    [
      'an unknown industry',
      { wantedIndustries: ['13', '9999'] },
      'INDUSTRY_UNKNOWN terms.wantedIndustries.1',
    ],
    [
      'an industry wanted and excluded',
      { excludedIndustries: ['13'] },
      'INDUSTRY_TWICE terms.excludedIndustries.0',
    ],
    ['no capacity', { capacities: [] }, 'CAPACITIES_MISSING terms.capacities'],
    [
      'a negative capacity',
      { capacities: [{ resource: 'LAND', capacity: -5 }] },
      'CAPACITY_OUT_OF_RANGE terms.capacities.0.capacity',
    ],
    [
      'a resource twice',
      { capacities: [1, 2].map((capacity) => ({ resource: 'LAND', capacity })) },
      'RESOURCE_TWICE terms.capacities.1.resource',
    ],
    [
      'swapped coordinates',
      { longitude: '27.69', latitude: '103.24' },
      'COORDINATES_OUTSIDE terms.longitude',
    ],
    ['another province', { longitude: '121.71', latitude: '29.95' }, 'COORDINATES_OUTSIDE terms.longitude'],
    ['reversed days', { validFrom: '2030-01-01', validTo: '2029-12-31' }, 'DATES_REVERSED terms.validTo'],
    ['a day long past', { validFrom: '1949-10-01' }, 'DATE_OUT_OF_RANGE terms.validFrom'],
    ['a joint park of one side', { kind: 'JOINT' }, 'EASTERN_PARTNER_MISSING terms.partners'],
    [
      'labour from nowhere',
      { labour: { workers: 0, withinKm: 10 } },
      'LABOUR_OUT_OF_RANGE terms.labour.workers',
    ],
    [
      'a market twice',
      { markets: [1, 2].map((km) => ({ kind: 'PORT', name: '示例港', km })) },
      'MARKET_TWICE terms.markets.1',
    ],
  ])('are not registered with %s', async (_, said, told) => {
    expect((await register(said)).refusals).toEqual([told]);
  });

  it('are jointly built with partners of the east whose dates lie apart', async () => {
    const partner = (fromOn: string, untilOn: string | null, organizationId = people.buyer.id) => ({
      organizationId,
      fromOn,
      untilOn,
    });
    const joint = async (...partners: object[]) => (await register({ kind: 'JOINT', partners })).refusals;
    expect(await joint(partner('2024-01-01', '2025-06-30'), partner('2025-06-30', null))).toEqual([
      'PARTNER_DATES_OVERLAP terms.partners.1',
    ]);
    expect(await joint(partner('2024-01-01', null, people.supplier.id))).toEqual([
      'EASTERN_PARTNER_MISSING terms.partners',
    ]);
    expect(await joint(partner('2024-01-01', null, operator.id))).toEqual([
      'PARTNER_IS_OPERATOR terms.partners.0.organizationId',
    ]);
    expect(await joint(partner('2024-01-01', null, '00000000-0000-4000-8000-000000000000'))).toEqual([
      'PARTNER_UNKNOWN terms.partners.0.organizationId',
    ]);
    expect(await joint(partner('2024-01-01', '2025-06-30'), partner('2025-07-01', null))).toEqual([]);
    await expect(
      app.database.query(
        `INSERT INTO park_wording_partners SELECT park_id, wording, 9, organization_id, from_on, until_on FROM park_wording_partners LIMIT 1`,
      ),
    ).rejects.toThrow(/park_partners_dates_apart/);
  });

  it('show their files to everybody once they are confirmed, and no longer once they are taken away', async () => {
    const { park } = await register();
    if (!park) throw new Error('not registered');
    const [photo, paper] = [await uploaded(app, operator.manager), await pdfOf(operator.manager)];
    const files = [
      { kind: 'PHOTO', fileId: photo },
      { kind: 'DOCUMENT', fileId: paper },
    ];
    const wrong = { ...about(park), files: [{ kind: 'PHOTO', fileId: paper }] };
    expect((await parkVerb(app, operator.manager, 'attachParkFiles', wrong)).refusals).toEqual([
      'FILE_NOT_A_PHOTO files.0.fileId',
    ]);
    const foreign = await uploaded(app, people.buyer.clerk);
    const stolen = { ...about(park), files: [{ kind: 'PHOTO', fileId: foreign }] };
    expect((await parkVerb(app, operator.manager, 'attachParkFiles', stolen)).refusals).toEqual([
      'FILE_NOT_YOURS files',
    ]);
    const held = await parked(app, operator.manager, 'attachParkFiles', { ...about(park), files });
    const twice = { ...about(held), files };
    expect((await parkVerb(app, operator.manager, 'attachParkFiles', twice)).refusals).toEqual([
      'FILE_ATTACHED_ALREADY files',
    ]);
    const read = async (person: Person, id: string) =>
      (
        await fetch(`${app.url}/files/${id}`, {
          headers: { authorization: `Bearer ${await signInAgain(app, person)}` },
        })
      ).status;
    expect([await read(office, photo), await read(people.buyer.clerk, photo)]).toEqual([200, 404]);
    const shown = await parked(app, office, 'confirmPark', about(held));
    expect([await read(people.buyer.clerk, photo), await read(people.buyer.clerk, paper)]).toEqual([
      200, 200,
    ]);
    const policy = {
      ...about(shown),
      kind: 'RENT',
      title: '示例租金优惠',
      documentNo: '示府发〔2026〕1号',
      summary: '示例政策摘要',
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
      fileId: paper,
    };
    const ruled = await parked(app, operator.manager, 'recordParkPolicy', policy);
    const overlapping = {
      ...policy,
      expectedVersion: ruled.version,
      validFrom: '2026-12-31',
      validTo: '2027-12-31',
    };
    expect((await parkVerb(app, operator.manager, 'recordParkPolicy', overlapping)).refusals).toEqual([
      'POLICY_OVERLAPS validFrom',
    ]);
    const gone = await parked(app, operator.manager, 'removeParkFile', { ...about(ruled), fileId: photo });
    expect([await read(people.buyer.clerk, photo), await read(operator.second, photo)]).toEqual([404, 200]);
    expect(
      (await parkVerb(app, operator.manager, 'removeParkFile', { ...about(gone), fileId: photo })).refusals,
    ).toEqual(['FILE_NOT_ATTACHED fileId']);
    const { park: seen } = await asked<{ park: { files: object[]; policies: object[] } }>(
      'query ($id: UUID!) { park(id: $id) { files { fileId kind mediaType } policies { documentNo validTo fileId } } }',
      { id: park.id },
    );
    expect(seen).toEqual({
      files: [{ fileId: paper, kind: 'DOCUMENT', mediaType: 'application/pdf' }],
      policies: [{ documentNo: policy.documentNo, validTo: '2026-12-31', fileId: paper }],
    });
  });

  async function pdfOf(person: Person): Promise<string> {
    const answer = await fetch(`${app.url}/files`, {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        authorization: `Bearer ${await signInAgain(app, person)}`,
        'x-file-name': 'a.pdf',
      },
      body: new Uint8Array(pdf({})),
    });
    return ((await answer.json()) as { id: string }).id;
  }
});
