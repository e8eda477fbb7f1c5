import { startTestApp, type TestApp } from '../support/app';
import { parkScene, parkTerms, parkVerb, parked, type ParkScene } from '../support/parks';
import { shareTelephone, type Person } from '../support/people';

describe('parks', () => {
  let app: TestApp;
  let scene: ParkScene;
  beforeAll(async () => {
    app = await startTestApp();
    scene = await parkScene(app);
  });
  afterAll(() => app.close());

  it('are shown to everybody once an office over the county has confirmed them, and to nobody else before', async () => {
    const { park } = await scene.register();
    if (!park) throw new Error('not registered');
    expect([park.state, park.current, park.resources]).toEqual(['PROPOSED', null, []]);
    expect(park.number).toMatch(/^CY20260709-\d{6}$/);
    for (const person of [
      scene.people.buyer.clerk,
      scene.people.supplier.member,
      scene.people.coordEast.county,
      scene.people.otherAgri,
    ])
      expect(await scene.seenBy(person, park.id)).toBeNull();
    for (const person of [
      scene.operator.second,
      scene.office,
      scene.people.coordWest.province,
      scene.people.ops,
      scene.people.auditor,
    ])
      expect((await scene.seenBy(person, park.id))?.wordings).toEqual([{ number: 1, state: 'PROPOSED' }]);
    const tasks = await scene.asked<{ myTasks: { edges: { node: { subjectId: string } }[] } }>(
      '{ myTasks(first: 100) { edges { node { subjectId } } } }',
      {},
      scene.office,
    );
    expect(tasks.myTasks.edges.map(({ node }) => node.subjectId)).toContain(park.id);
    const shown = await parked(app, scene.office, 'confirmPark', scene.about(park));
    expect([shown.state, shown.current]).toEqual(['CONFIRMED', { name: '示例产业园', number: 1 }]);
    expect(shown.resources).toContainEqual({
      resource: 'LAND',
      capacity: 100_000,
      slotted: 0,
      left: 100_000,
    });
    expect((await scene.seenBy(scene.people.buyer.clerk, park.id))?.wordings).toEqual([
      { number: 1, state: 'CONFIRMED' },
    ]);
  });

  it('are confirmed by nobody who said them, by no office elsewhere, and not unread', async () => {
    const { park } = await scene.register();
    if (!park) throw new Error('not registered');
    const tries = async (person: Person, version = park.version) =>
      (await parkVerb(app, person, 'confirmPark', { parkId: park.id, expectedVersion: version })).refusals;
    expect(await tries(scene.operator.second)).toEqual(['FORBIDDEN']);
    expect(await tries(scene.people.coordEast.county)).toEqual(['NOT_FOUND parkId']);
    expect(await tries(scene.office, park.version + 1)).toEqual(['STALE_VERSION expectedVersion']);
    await shareTelephone(app, 'one-person', scene.operator.manager, scene.office);
    expect(await tries(scene.office)).toEqual(['SAME_PERSON parkId']);
    await shareTelephone(app, null, scene.operator.manager, scene.office);
    await expect(
      app.database.query(
        `UPDATE park_wordings SET state = 'CONFIRMED', decided_by = said_by, decided_at = now() WHERE park_id = $1`,
        [park.id],
      ),
    ).rejects.toThrow(/park_wordings_four_eyes/);
    const amended = await parked(app, scene.operator.second, 'amendPark', {
      ...scene.about(park),
      terms: parkTerms(),
    });
    expect(amended.wordings).toEqual([
      { number: 1, state: 'REPLACED' },
      { number: 2, state: 'PROPOSED' },
    ]);
    expect(await tries(scene.office)).toEqual(['STALE_VERSION expectedVersion']);
    const rejected = await parked(app, scene.office, 'rejectPark', {
      ...scene.about(amended),
      note: '示例：面积有误',
    });
    expect(rejected.state).toBe('REJECTED');
    expect(
      (await parkVerb(app, scene.office, 'rejectPark', { ...scene.about(rejected), note: '示例' })).refusals,
    ).toEqual(['NOTHING_PROPOSED parkId']);
    expect(await scene.seenBy(scene.people.buyer.clerk, park.id)).toBeNull();
    const again = await parked(app, scene.operator.manager, 'amendPark', {
      ...scene.about(rejected),
      terms: parkTerms(),
    });
    expect(
      (await parked(app, scene.people.coordWest.province, 'confirmPark', scene.about(again))).state,
    ).toBe('CONFIRMED');
  });

  it('stand as they were confirmed while something else waits, and keep all that was confirmed', async () => {
    const park = await scene.confirmed();
    const said = { name: '示例更名产业园', capacities: [{ resource: 'LAND', capacity: 90_000 }] };
    const amended = await parked(app, scene.operator.manager, 'amendPark', {
      ...scene.about(park),
      terms: parkTerms(said),
    });
    expect([amended.state, amended.current?.name]).toEqual(['CONFIRMED', '示例产业园']);
    expect(amended.resources).toHaveLength(4);
    expect((await scene.seenBy(scene.people.buyer.clerk, park.id))?.wordings).toHaveLength(1);
    const now = await parked(app, scene.office, 'confirmPark', scene.about(amended));
    expect([now.current?.name, now.resources]).toEqual([
      '示例更名产业园',
      [{ resource: 'LAND', capacity: 90_000, slotted: 0, left: 90_000 }],
    ]);
    const { park: history } = await scene.asked<{ park: { wordings: object[] } }>(
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
    expect((await scene.register(said)).refusals).toEqual([told]);
  });

  it('are jointly built with partners of the east whose dates lie apart', async () => {
    const partner = (fromOn: string, untilOn: string | null, organizationId = scene.people.buyer.id) => ({
      organizationId,
      fromOn,
      untilOn,
    });
    const joint = async (...partners: object[]) =>
      (await scene.register({ kind: 'JOINT', partners })).refusals;
    expect(await joint(partner('2024-01-01', '2025-06-30'), partner('2025-06-30', null))).toEqual([
      'PARTNER_DATES_OVERLAP terms.partners.1',
    ]);
    expect(await joint(partner('2024-01-01', null, scene.people.supplier.id))).toEqual([
      'EASTERN_PARTNER_MISSING terms.partners',
    ]);
    expect(await joint(partner('2024-01-01', null, scene.operator.id))).toEqual([
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
});
