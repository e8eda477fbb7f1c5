import { startTestApp, type TestApp } from '../support/app';
import { parkScene, parkTerms, parkVerb, parked, type ParkScene, type ShownPark } from '../support/parks';
import { PLACES, type Person } from '../support/people';

describe('parks that close, and enclaves', () => {
  let app: TestApp;
  let scene: ParkScene;
  beforeAll(async () => {
    app = await startTestApp();
    scene = await parkScene(app);
  });
  afterAll(() => app.close());

  const propose = (park: ShownPark, person: Person = scene.office, more: object = {}) =>
    parkVerb(app, person, 'proposeParkClosing', {
      ...scene.about(park),
      closedOn: '2026-06-30',
      reason: '示例：到期不再续建',
      ...more,
    });
  const decide = async (verb: string, park: ShownPark, person: Person, more: object = {}) =>
    (await parkVerb(app, person, verb, { ...scene.about(park), ...more })).refusals;

  it('close when an office of each side has said so, and take nothing new then', async () => {
    const park = await scene.confirmed();
    const { slot } = await scene.addSlot(park, 'A-1');
    const held = await scene.seenBy(scene.office, park.id);
    if (!held || !slot) throw new Error('not there');
    const { coordEast: east, coordWest: west } = scene.people;
    expect((await propose(held, east.city)).refusals).toEqual(['CLOSING_BY_PARKS_OFFICE parkId']);
    expect((await propose(held, scene.office, { closedOn: '2026-07-10' })).refusals).toEqual([
      'CLOSING_DAY_WRONG closedOn',
    ]);
    expect((await propose(held, scene.office, { closedOn: '2023-12-31' })).refusals).toEqual([
      'CLOSING_DAY_WRONG closedOn',
    ]);
    expect(await decide('confirmParkClosing', held, east.city)).toEqual(['NO_CLOSING_PROPOSED parkId']);
    const { park: waiting } = await propose(held);
    if (!waiting) throw new Error('not proposed');
    expect(waiting.state).toBe('CONFIRMED');
    expect((await propose(waiting, west.city)).refusals).toEqual(['CLOSING_PROPOSED_ALREADY parkId']);
    expect(await decide('confirmParkClosing', held, east.city)).toEqual(['STALE_VERSION expectedVersion']);
    expect(await decide('confirmParkClosing', waiting, scene.office)).toEqual(['SAME_PERSON parkId']);
    expect(await decide('confirmParkClosing', waiting, west.province)).toEqual([
      'CLOSING_BY_OTHER_SIDE parkId',
    ]);
    expect(await decide('rejectParkClosing', waiting, east.city, { note: '示例：仍在经营' })).toEqual([]);
    const rejected = await scene.seenBy(scene.office, park.id);
    if (!rejected) throw new Error('gone');
    const { park: again } = await propose(rejected);
    if (!again) throw new Error('not proposed');
    expect(await decide('confirmParkClosing', again, east.county)).toEqual([]);
    await closed(park.id, scene);
    expect((await scene.addSlot({ ...again, version: again.version + 1 }, 'A-2')).refusals).toEqual([
      'ILLEGAL_TRANSITION parkId',
    ]);
    const found = await scene.asked<{ parkSlots: { totalCount: number } }>(
      'query ($id: UUID!) { parkSlots(first: 5, filter: { parkId: $id }) { totalCount } }',
      { id: park.id },
    );
    expect(found.parkSlots.totalCount).toBe(0);
    const events = await app.database.query<{ kind: string; payload: object }>(
      'SELECT kind, payload FROM domain_events WHERE stream = $1 ORDER BY sequence',
      [`park:${park.id}`],
    );
    expect(events).toMatchObject([
      { kind: 'ParkConfirmed', payload: { homeCountyCode: PLACES.westCounty, on: '2026-07-09' } },
      { kind: 'ParkClosed', payload: { parkId: park.id, kind: 'GENERAL', on: '2026-06-30' } },
    ]);
    await expect(
      app.database.query(`UPDATE parks SET state = 'CONFIRMED', closed_on = NULL WHERE id = $1`, [park.id]),
    ).rejects.toThrow(/closed by two offices/);
    const other = await scene.confirmed();
    await expect(
      app.database.query(`UPDATE parks SET state = 'CLOSED', closed_on = '2026-06-30' WHERE id = $1`, [
        other.id,
      ]),
    ).rejects.toThrow(/closed by two offices/);
    await expect(
      app.database.query(`UPDATE park_closings SET reason = 'x' WHERE park_id = $1`, [park.id]),
    ).rejects.toThrow(/decided once/);
  });

  it('stay open where who proposed it takes it back before the other side has decided', async () => {
    const park = await scene.confirmed();
    const { coordEast: east, coordWest: west } = scene.people;
    const note = { note: '示例：决定续建' };
    const back = (seen: ShownPark, person: Person) => decide('withdrawParkClosing', seen, person, note);
    expect(await back(park, scene.office)).toEqual(['NO_CLOSING_PROPOSED parkId']);
    const { park: waiting } = await propose(park, west.city);
    if (!waiting) throw new Error('not proposed');
    for (const person of [east.city, east.province, west.county])
      expect(await back(waiting, person)).toEqual(['CLOSING_BY_PROPOSER parkId']);
    expect(await back(waiting, scene.operator.manager)).toEqual(['FORBIDDEN']);
    expect(await back(park, west.city)).toEqual(['STALE_VERSION expectedVersion']);
    const asked = "kind = 'CONFIRM_PARK_CLOSING' AND subject_id = $1";
    const open = () =>
      app.database.query(`SELECT FROM tasks WHERE ${asked} AND closed_at IS NULL`, [park.id]);
    expect((await open()).length).toBeGreaterThan(0);
    expect(await back(waiting, west.city)).toEqual([]);
    expect(await open()).toEqual([]);
    const after = await scene.seenBy(scene.office, park.id);
    if (!after) throw new Error('gone');
    expect(after.state).toBe('CONFIRMED');
    // What was read before it was taken back decides nothing, and there is nothing to decide.
    expect(await decide('confirmParkClosing', waiting, east.city)).toEqual(['STALE_VERSION expectedVersion']);
    expect(await decide('confirmParkClosing', after, east.city)).toEqual(['NO_CLOSING_PROPOSED parkId']);
    await expect(
      app.database.query(`UPDATE park_closings SET state = 'CONFIRMED' WHERE park_id = $1`, [park.id]),
    ).rejects.toThrow(/decided once/);
    const { park: again } = await propose(after, scene.office);
    if (!again) throw new Error('not proposed');
    expect(await back(again, west.province)).toEqual([]);
    const { park: shown } = await scene.asked<{ park: { closings: object[] } }>(
      'query ($id: UUID!) { park(id: $id) { closings { number state decisionNote } } }',
      { id: park.id },
      east.county,
    );
    const taken = { state: 'WITHDRAWN', decisionNote: note.note };
    expect(shown.closings).toEqual([
      { number: 1, ...taken },
      { number: 2, ...taken },
    ]);
  });

  it('are taken back or closed, never both, when both come at once', async () => {
    const { coordEast: east, coordWest: west } = scene.people;
    const { park: waiting } = await propose(await scene.confirmed(), west.city);
    if (!waiting) throw new Error('not proposed');
    const answers = await Promise.all([
      decide('withdrawParkClosing', waiting, west.city, { note: '示例' }),
      decide('confirmParkClosing', waiting, east.city),
      decide('withdrawParkClosing', waiting, west.province, { note: '示例' }),
      decide('rejectParkClosing', waiting, east.province, { note: '示例' }),
    ]);
    expect(answers.filter((refusals) => refusals.length === 0)).toHaveLength(1);
    expect(answers.flat()).toEqual(Array(3).fill('STALE_VERSION expectedVersion'));
  });

  async function closed(id: string, { asked, people }: ParkScene) {
    const { park } = await asked<{ park: { state: string; closedOn: string; closings: object[] } }>(
      'query ($id: UUID!) { park(id: $id) { state closedOn closings { number state closedOn reason decisionNote } } }',
      { id },
      people.coordEast.county,
    );
    expect(park).toMatchObject({
      state: 'CLOSED',
      closedOn: '2026-06-30',
      closings: [
        { number: 1, state: 'REJECTED', decisionNote: '示例：仍在经营' },
        { number: 2, state: 'CONFIRMED', closedOn: '2026-06-30' },
      ],
    });
    const { park: elsewhere } = await asked<{ park: { closings: object[] } }>(
      'query ($id: UUID!) { park(id: $id) { closings { number } } }',
      { id },
    );
    expect(elsewhere.closings).toEqual([{ number: 2 }]);
  }

  it('count in the name of the western county an enclave was built for, whose office confirms them', async () => {
    const near = { longitude: '121.72', latitude: '29.95' };
    const say = (more: object, terms: object) =>
      parkVerb(app, scene.operator.manager, 'registerPark', {
        countyCode: PLACES.eastCounty,
        ...more,
        terms: parkTerms({ ...near, ...terms }),
      });
    const home = { homeCountyCode: PLACES.westCounty };
    expect((await say({}, { kind: 'ENCLAVE' })).refusals).toEqual(['ENCLAVE_NAMES_HOME terms.kind']);
    expect((await say(home, { kind: 'GENERAL' })).refusals).toEqual(['ENCLAVE_NAMES_HOME terms.kind']);
    for (const homeCountyCode of [PLACES.otherEastCounty, PLACES.westCity, PLACES.eastCounty, '519999'])
      expect((await say({ homeCountyCode }, { kind: 'ENCLAVE' })).refusals).toEqual([
        'HOME_COUNTY_WRONG homeCountyCode',
      ]);
    const { park } = await say(home, { kind: 'ENCLAVE' });
    if (!park) throw new Error('not registered');
    const { coordEast: east, coordWest: west } = scene.people;
    for (const person of [east.county, west.county, west.province])
      expect(await scene.seenBy(person, park.id)).not.toBeNull();
    expect(await decide('confirmPark', park, east.county)).toEqual(['NOT_FOUND parkId']);
    const confirmed = await parked(app, west.county, 'confirmPark', scene.about(park));
    const { park: shown } = await scene.asked<{ park: object }>(
      'query ($id: UUID!) { park(id: $id) { countyCode homeCountyCode } }',
      { id: park.id },
    );
    expect(shown).toEqual({ countyCode: PLACES.eastCounty, ...home });
    await expect(
      app.database.query('UPDATE parks SET home_county_code = county_code WHERE id = $1', [park.id]),
    ).rejects.toThrow(/stays where it is/);
    expect((await propose(confirmed, east.county)).refusals).toEqual(['CLOSING_BY_PARKS_OFFICE parkId']);
    const { park: waiting } = await propose(confirmed, west.county);
    if (!waiting) throw new Error('not proposed');
    expect(await decide('confirmParkClosing', waiting, east.county)).toEqual([]);
  });
});
