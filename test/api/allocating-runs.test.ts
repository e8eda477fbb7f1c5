import { gunzipSync } from 'node:zlib';
import { thawedParks } from '../../src/allocating/domain/thawed-parks';
import { frozenParksInput, parksReport, runParks, type ParksInput } from '../../libs/matching/src/index';
import { ParksBruteForce } from '../matching/parks-brute-force';
import { passesInWords } from '../matching/parks-in-words';
import { allocatingScene, onHolds, type AllocatingScene } from '../support/allocating';
import { freshKey, startTestApp, type TestApp } from '../support/app';
import { done, onIntents, onReleases, releasesOf } from '../support/investing';
import { breaksOf } from '../support/money';
import { makeOperator, confirmedPark, slotTerms, slotted, type ShownSlot } from '../support/parks';
import { PLACES, signInAgain, type Person } from '../support/people';

jest.setTimeout(300_000);

const EXPLAINED = `filters { name passed figures { of needed there } } parkScore parkTerms { name weight score contribution }
  intentScore intentTerms { name contribution } nextIntentId nextPoints`;
const OF_PARK = `runId parkId sha256 slots { slotId state intentId releaseId reserve explanation { ${EXPLAINED} } }
  waiting { slotId intentId reason resources reserves } blockingPairs { slotId intentId reason resources reserves }
  uses { resource capacity takenBefore allocated }`;
const OF_INVESTOR = `runId sha256 intents { intentId slotsThatPass notAvailable placed { parkId slotId explanation { ${EXPLAINED} } }
  relaxations { slotIds changes { change of from to } } }`;

interface Explained {
  readonly filters: readonly {
    readonly name: string;
    readonly figures: readonly { readonly of: string }[];
  }[];
  readonly parkScore: number;
  readonly parkTerms: readonly { readonly contribution: number }[];
}
interface OfPark {
  readonly sha256: string;
  readonly slots: readonly {
    readonly slotId: string;
    readonly state: string;
    readonly intentId: string | null;
    readonly releaseId: string | null;
    readonly explanation: Explained | null;
  }[];
  readonly waiting: readonly {
    readonly slotId: string;
    readonly intentId: string;
    readonly reason: string;
  }[];
  readonly blockingPairs: readonly { readonly intentId: string; readonly reason: string }[];
  readonly uses: readonly {
    readonly resource: string;
    readonly takenBefore: number;
    readonly allocated: number;
  }[];
}
interface OfInvestor {
  readonly intents: readonly {
    readonly intentId: string;
    readonly slotsThatPass: number;
    readonly placed: { readonly slotId: string; readonly explanation: Explained } | null;
    readonly relaxations: readonly {
      readonly slotIds: readonly string[];
      readonly changes: readonly {
        change: string;
        of: string | null;
        from: string | null;
        to: string | null;
      }[];
    }[];
  }[];
}

describe('a run of park matching', () => {
  let app: TestApp;
  let scene: AllocatingScene;
  let there: { manager: Person; parkId: string; slots: ShownSlot[] };
  let here: { parkId: string; slots: ShownSlot[] };
  const wanted: { intent: { id: string; number: string }; release: { id: string } }[] = [];
  let rivals: { intent: { id: string; number: string }; release: { id: string } };
  let giant: { intent: { id: string } };
  let runId: string;

  beforeAll(async () => {
    app = await startTestApp();
    scene = await allocatingScene(app);
    const { park, slots } = await scene.withSlots(['A-1', 'A-2', 'A-3', 'A-4']);
    here = { parkId: park.id, slots };
    const { manager } = await makeOperator(app, PLACES.westCounty);
    const other = await confirmedPark(app, manager, scene.office, { countyCode: PLACES.westCounty });
    const said = {
      parkId: other.id,
      expectedVersion: other.version,
      code: 'Z-1',
      kind: 'PLANT',
      terms: slotTerms(),
    };
    there = { manager, parkId: other.id, slots: [await slotted(app, manager, 'addParkSlot', said)] };
    // Four slots, power for fewer of those who want it: the parks rank by jobs and investment.
    for (const [at, power] of [1_000, 2_000, 1_500, 2_500, 900].entries())
      wanted.push(
        await scene.wanting(
          park.id,
          { power, floor: 3_000 + at },
          { jobs: 60 * (at + 1), industryCode: '1351' },
        ),
      );
    rivals = await scene.wanting(park.id, { power: 1_200, by: scene.rival }, { jobs: 10 });
    giant = await scene.wanting(park.id, { floor: 4_100, power: 100 });
    const token = await signInAgain(app, scene.investor);
    const both = wanted[0]?.intent.id;
    done(await onIntents(app, token, 'releaseIntent', { intentId: both, parkIds: [there.parkId] }));
  });
  afterAll(() => app.close());

  async function asked<Data>(person: Person, query: string, variables: object): Promise<Data> {
    const answer = await app.graphql<Data>(query, variables, { token: await signInAgain(app, person) });
    if (answer.errors) throw new Error(answer.errors[0]?.extensions.code);
    return answer.data;
  }
  const requested = async (person: Person, input: object) => {
    const { data, errors } = await app.graphql<{
      requestParkRun: { run: { id: string; state: string } | null; refusals: { code: string }[] };
    } | null>(
      'mutation ($input: RequestParkRunInput!) { requestParkRun(input: $input) { run { id state } refusals { code } } }',
      { input: { idempotencyKey: freshKey(), ...input } },
      { token: await signInAgain(app, person) },
    );
    const [refusal] = data?.requestParkRun.refusals ?? [];
    return data?.requestParkRun.run?.id ?? refusal?.code ?? errors?.[0]?.extensions.code ?? '';
  };
  const ofPark = async (person: Person, parkId: string, id = runId) =>
    (
      await asked<{ parkRunOfPark: OfPark }>(
        person,
        `query ($runId: UUID!, $parkId: UUID!) { parkRunOfPark(runId: $runId, parkId: $parkId) { ${OF_PARK} } }`,
        { runId: id, parkId },
      )
    ).parkRunOfPark;
  const ofInvestor = async (person: Person, id = runId) =>
    (
      await asked<{ parkRunOfInvestor: OfInvestor }>(
        person,
        `query ($runId: UUID!) { parkRunOfInvestor(runId: $runId) { ${OF_INVESTOR} } }`,
        { runId: id },
      )
    ).parkRunOfInvestor;
  async function storedInput(id: string): Promise<{ text: string; input: ParksInput }> {
    const [row] = await app.database.query<{ compressed: Buffer }>(
      'SELECT compressed FROM park_run_inputs WHERE run_id = $1',
      [id],
    );
    const text = gunzipSync(row?.compressed ?? Buffer.alloc(0)).toString();
    return { text, input: thawedParks(text) };
  }

  it('is asked for by an office for its region or by a park for itself, and shows the office nothing but that it was done', async () => {
    const { office } = scene;
    expect(await requested(office, {})).toBe('PARK_RUN_SCOPE');
    expect(await requested(office, { regionCode: '110000' })).toBe('FORBIDDEN');
    expect(await requested(scene.manager, { regionCode: PLACES.westCounty })).toBe('FORBIDDEN');
    expect(await requested(scene.manager, { parkId: there.parkId })).toBe('NOT_FOUND');
    runId = await requested(office, { regionCode: PLACES.westCounty });
    await app.settle();
    const { parkRun } = await asked<{ parkRun: object }>(
      office,
      'query ($id: UUID!) { parkRun(id: $id) { state regionCode failure } }',
      { id: runId },
    );
    expect(parkRun).toEqual({ state: 'DONE', regionCode: PLACES.westCounty, failure: null });
    await expect(ofPark(office, here.parkId)).rejects.toThrow('FORBIDDEN');
    await expect(ofPark(there.manager, here.parkId)).rejects.toThrow('NOT_FOUND');
  });

  it('gives nobody justified envy, and lists all that still blocks: held against brute force on what was stored', async () => {
    const { text, input } = await storedInput(runId);
    expect(frozenParksInput(input)).toBe(text);
    const run = runParks(input);
    const report = parksReport(run);
    const { problem } = run;
    const [intents, slots] = [
      problem.intents.map(({ intent }) => intent.id),
      problem.slots.map(({ slot }) => slot.id),
    ];
    const brute = new ParksBruteForce(input, {
      passes: (intentId, slotId) => passesInWords(input, intentId, slotId),
      ofPark: (intentId, slotId) =>
        problem.parkKeys[
          intents.indexOf(intentId) * problem.parks.length + (problem.parkOfSlot[slots.indexOf(slotId)] ?? 0)
        ] ?? 0,
      ofSlot: (intentId, slotId) =>
        problem.slotKeys[intents.indexOf(intentId) * slots.length + slots.indexOf(slotId)] ?? 0,
    });
    // What the parks were shown is what stands in the result.
    const views = [await ofPark(scene.manager, here.parkId), await ofPark(there.manager, there.parkId)];
    const held = new Map(
      views.flatMap((view) =>
        view.slots.flatMap(({ slotId, intentId }) => (intentId ? [[intentId, slotId] as const] : [])),
      ),
    );
    expect(new Map(report.placements.map(({ intentId, slotId }) => [intentId, slotId]))).toEqual(held);
    expect(held.size).toBeGreaterThan(2);
    expect(brute.faults(report)).toEqual([]);
    expect(brute.envies(held)).toEqual([]);
    const pairs = (rows: readonly { intentId: string; slotId: string }[]) =>
      rows.map(({ intentId, slotId }) => `${intentId} ${slotId}`).toSorted();
    expect(pairs(report.blockingPairs)).toEqual(pairs(brute.blocking(held)));
    // One that was wronged is found: the lowest ranked in the place of who holds it.
    expect(brute.envies(new Map([[rivals.intent.id, here.slots[0]?.id ?? '']])).length).toBeGreaterThan(0);
  });

  it('comes out again byte for byte, and says so', async () => {
    expect(await breaksOf(app)).toEqual([]);
    const again = await requested(scene.office, { regionCode: PLACES.westCounty });
    await app.settle();
    expect((await storedInput(again)).text).toBe((await storedInput(runId)).text);
    expect((await ofPark(scene.manager, here.parkId, again)).sha256).toBe(
      (await ofPark(scene.manager, here.parkId)).sha256,
    );
    await expect(app.database.query('UPDATE park_run_views SET view = view')).rejects.toThrow();
  });

  it('shows a park its own slots and whom it is shown, with reasons, and an enterprise its own', async () => {
    const view = await ofPark(scene.manager, here.parkId);
    const given = view.slots.filter(({ state }) => state === 'GIVEN');
    for (const { explanation, releaseId } of given) {
      expect(releaseId).not.toBeNull();
      expect(explanation?.parkScore).toBe(
        explanation?.parkTerms.reduce((sum, { contribution }) => sum + contribution, 0),
      );
      const figures = explanation?.filters.flatMap(({ figures: all }) => all.map(({ of }) => of)) ?? [];
      expect(figures).toContain('FLOOR');
      expect(figures.filter((of) => /AREA|_ON_|_IN_/.test(of))).toEqual([]);
    }
    const power = view.uses.find(({ resource }) => resource === 'POWER');
    expect(power?.allocated).toBeLessThanOrEqual(5_000);
    // There it knows of the one intent alone, and no word of the others.
    const other = JSON.stringify(await ofPark(there.manager, there.parkId));
    for (const { intent } of [...wanted.slice(1), rivals]) expect(other).not.toContain(intent.id);
    const mine = await ofInvestor(scene.rival);
    expect(mine.intents.map(({ intentId }) => intentId)).toEqual([rivals.intent.id]);
    for (const { intent } of wanted) expect(JSON.stringify(mine)).not.toContain(intent.id);
  });

  it('tells the owner of an intent no slot can serve what would have to change, and nobody else', async () => {
    const mine = (await ofInvestor(scene.investor)).intents.find(
      ({ intentId }) => intentId === giant.intent.id,
    );
    expect(mine?.slotsThatPass).toBe(0);
    expect(mine?.relaxations[0]?.changes).toEqual([
      { change: 'NEED_LESS', of: 'FLOOR', from: '4100', to: '4000' },
    ]);
    expect(mine?.relaxations[0]?.slotIds.length).toBeGreaterThanOrEqual(4);
    expect(JSON.stringify(await ofPark(scene.manager, here.parkId))).not.toContain('NEED_LESS');
  });

  it('leads to holds, keeps what is held, and hides what a park is shown no more', async () => {
    const view = await ofPark(scene.manager, here.parkId);
    const proposed = view.slots.find(({ intentId }) => wanted.some(({ intent }) => intent.id === intentId));
    const input = { slotId: proposed?.slotId, releaseId: proposed?.releaseId };
    const hold = done(await onHolds(app, scene.manager, 'holdSlot', input));
    const mine = await requested(scene.manager, { parkId: here.parkId });
    await app.settle();
    const next = await ofPark(scene.manager, here.parkId, mine);
    expect(next.slots.find(({ slotId }) => slotId === hold.slotId)?.state).toBe('TAKEN');
    expect(next.uses.find(({ resource }) => resource === 'POWER')?.takenBefore).toBe(
      hold.uses.find(({ resource }) => resource === 'POWER')?.capacity,
    );
    await expect(ofPark(there.manager, there.parkId, mine)).rejects.toThrow('NOT_FOUND');
    const token = await signInAgain(app, scene.rival);
    const [release] = await releasesOf(app, token, rivals.intent.id);
    expect(JSON.stringify(view)).toContain(rivals.intent.id);
    done(await onReleases(app, token, 'recallIntent', { releaseId: release?.id, expectedVersion: 1 }));
    expect(JSON.stringify(await ofPark(scene.manager, here.parkId))).not.toContain(rivals.intent.id);
    expect(JSON.stringify(await ofInvestor(scene.rival))).toContain(rivals.intent.id);
  });
});
