import { gunzipSync } from 'node:zlib';
import { thawedParks } from '../../src/allocating/domain/thawed-parks';
import { Role } from '../../src/organizations/index';
import { pairingIdOf } from '../support/access-pairing';
import { allocatingScene, ranOf, type AllocatingScene } from '../support/allocating';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { breaksOf } from '../support/money';
import { parkTerms, parked } from '../support/parks';
import { PLACES, addMember, addOrganization, signInAgain, type Person } from '../support/people';

jest.setTimeout(300_000);

describe('a run of park matching for a pairing', () => {
  let app: TestApp;
  let scene: AllocatingScene;
  let pairingId: string;
  beforeAll(async () => {
    app = await startTestApp();
    scene = await allocatingScene(app);
    pairingId = await app.transactions.run((tx) => pairingIdOf(tx, PLACES.eastCity, PLACES.westCity));
  });
  afterAll(() => app.close());

  const office = (regionCode: string, side: 'EAST' | 'WEST', role: Role) =>
    app.transactions.run(async (tx) =>
      addMember(app, tx, await addOrganization(tx, { kind: 'COLLABORATION_OFFICE', regionCode, side }), role),
    );
  const asked = async (person: Person, input: object) => {
    const { data, errors } = await app.graphql<{
      requestParkRun: { run: { id: string } | null; refusals: { code: string; path: string[] }[] };
    } | null>(
      'mutation ($input: RequestParkRunInput!) { requestParkRun(input: $input) { run { id } refusals { code path } } }',
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: await signInAgain(app, person) },
    );
    const [refusal] = data?.requestParkRun.refusals ?? [];
    return refusal ? `${refusal.code} ${refusal.path.join('.')}` : (errors?.[0]?.extensions.code ?? 'ASKED');
  };
  const inputOf = async (id: string) => {
    const row = await app.database.one<{ compressed: Buffer }>(
      'SELECT compressed FROM park_run_inputs WHERE run_id = $1',
      [id],
    );
    return thawedParks(gunzipSync(row?.compressed ?? Buffer.alloc(0)).toString());
  };

  it('is asked for by an office of either side or over it, one scope at a time', async () => {
    const { people, manager, investor } = scene;
    const { coordEast: east, coordWest: west } = people;
    for (const person of [east.city, east.province, west.city, west.province])
      expect(await asked(person, { pairingId })).toBe('ASKED');
    // Below the sides, elsewhere, and no office.
    for (const person of [east.county, west.county, await office('440300', 'EAST', Role.COORD_CITY), manager])
      expect(await asked(person, { pairingId })).toBe('PAIRING_OF_OTHERS pairingId');
    expect(await asked(investor, { pairingId })).toBe('FORBIDDEN');
    const [two, none] = [{ pairingId, regionCode: PLACES.westCity }, { pairingId: freshKey() }];
    expect(await asked(west.city, two)).toBe('PARK_RUN_SCOPE pairingId');
    expect(await asked(west.city, {})).toBe('PARK_RUN_SCOPE parkId');
    expect(await asked(west.city, none)).toBe('PAIRING_NOT_IN_FORCE pairingId');
    await app.database.query(`UPDATE pairings SET state = 'SUSPENDED' WHERE id = $1`, [pairingId]);
    expect(await asked(west.city, { pairingId })).toBe('PAIRING_NOT_IN_FORCE pairingId');
    await app.database.query(`UPDATE pairings SET state = 'ACTIVE' WHERE id = $1`, [pairingId]);
    await app.settle();
  });

  it('stands between enterprises of the east and parks of the west, their enclaves too, and shows the office that it was done', async () => {
    const { people, manager, investor } = scene;
    const { park } = await scene.withSlots(['A-1', 'A-2']);
    const terms = parkTerms({ kind: 'ENCLAVE', longitude: '121.72', latitude: '29.95' });
    const said = { countyCode: PLACES.eastCounty, homeCountyCode: PLACES.westCounty, terms };
    const enclave = await parked(app, manager, 'registerPark', said);
    await parked(app, people.coordWest.county, 'confirmPark', {
      parkId: enclave.id,
      expectedVersion: enclave.version,
    });
    const regionCode = '440307';
    const outsider = await app.transactions.run(async (tx) => {
      const of = { kind: 'ENTERPRISE', regionCode, side: 'EAST' } as const;
      return addMember(app, tx, await addOrganization(tx, of), Role.ENTERPRISE_INVESTOR);
    });
    const mine = await scene.wanting(park.id);
    const theirs = await scene.wanting(park.id, { by: outsider });
    const runId = await ranOf(app, people.coordEast.city, { pairingId });
    const input = await inputOf(runId);
    expect(input.intents.map(({ id }) => id)).toEqual([mine.intent.id]);
    expect(input.parks.map(({ id }) => id)).toEqual(expect.arrayContaining([park.id, enclave.id]));
    expect(input.parks.every((one) => one.id === enclave.id || one.regionCode.startsWith('5134'))).toBe(true);
    const ofRegion = await inputOf(await ranOf(app, people.coordWest.city, { regionCode: PLACES.westCity }));
    expect(ofRegion.intents.map(({ id }) => id).toSorted()).toEqual(
      [mine.intent.id, theirs.intent.id].toSorted(),
    );
    expect(ofRegion.parks.map(({ id }) => id)).not.toContain(enclave.id);
    const told = async (person: Person, query: string) =>
      JSON.stringify(await app.graphql(query, {}, { token: await signInAgain(app, person) }));
    const run = `{ parkRun(id: "${runId}") { state pairingId regionCode parkId failure } }`;
    expect(await told(people.coordEast.city, run)).toContain(
      `{"state":"DONE","pairingId":"${pairingId}","regionCode":null,"parkId":null,"failure":null}`,
    );
    expect(await told(people.coordEast.province, run)).toContain('NOT_FOUND');
    const ofPark = `{ parkRunOfPark(runId: "${runId}", parkId: "${park.id}") { slots { intentId } waiting { intentId } } }`;
    expect(await told(people.coordEast.city, ofPark)).toContain('FORBIDDEN');
    expect(await told(manager, ofPark)).toContain(mine.intent.id);
    expect(await told(manager, ofPark)).not.toContain(theirs.intent.id);
    const ofInvestor = `{ parkRunOfInvestor(runId: "${runId}") { intents { intentId } } }`;
    expect(await told(investor, ofInvestor)).toContain(mine.intent.id);
    expect(await told(outsider, ofInvestor)).toContain('NOT_FOUND');
    expect(await told(outsider, run)).toContain('NOT_FOUND');
    expect(await breaksOf(app)).toEqual([]);
  });
});
