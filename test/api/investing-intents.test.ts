import { Role } from '../../src/organizations/index';
import { startTestApp, type TestApp } from '../support/app';
import {
  done,
  intentTerms,
  onIntents,
  onReleases,
  ownIntents,
  released,
  releasesOf,
  shownTo,
  stated,
  type ShownIntent,
} from '../support/investing';
import { breaksOf } from '../support/money';
import { confirmedPark, makeOperator, parkTerms, parked } from '../support/parks';
import {
  PLACES,
  addMember,
  addOrganization,
  makePeople,
  signInAgain,
  type People,
  type Person,
} from '../support/people';

describe('an intent', () => {
  let app: TestApp;
  let people: People;
  let investor: Person;
  let rival: Person;
  let here: { manager: Person; parkId: string };
  let there: { manager: Person; parkId: string };

  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    investor = await app.transactions.run((tx) =>
      addMember(app, tx, people.buyer.id, Role.ENTERPRISE_INVESTOR),
    );
    rival = await app.transactions.run(async (tx) => {
      const id = await addOrganization(tx, {
        kind: 'ENTERPRISE',
        regionCode: PLACES.eastCounty,
        side: 'EAST',
      });
      return addMember(app, tx, id, Role.ENTERPRISE_INVESTOR);
    });
    here = await operated(PLACES.westCounty, people.coordWest.county);
    there = await operated(PLACES.otherWestCounty, people.coordWest.city);
  });
  afterAll(() => app.close());

  async function operated(countyCode: string, office: Person) {
    const { manager } = await makeOperator(app, countyCode);
    return { manager, parkId: (await confirmedPark(app, manager, office, { countyCode })).id };
  }
  const seenBy = async (token: string, id: string) => {
    const { data, errors } = await app.graphql<{ investmentIntent: { number: string } } | null>(
      'query ($id: UUID!) { investmentIntent(id: $id) { number } }',
      { id },
      { token },
    );
    return data?.investmentIntent.number ?? errors?.[0]?.extensions.code;
  };
  const refused = async (token: string, verb: string, input: object) =>
    (await onIntents(app, token, verb, input)).refusals;
  const tasksOf = async (id: string) =>
    (
      await app.database.query<{ role: string; kind: string; dueAt: Date }>(
        'SELECT role, kind, due_at AS "dueAt" FROM tasks WHERE subject_id = $1 AND closed_at IS NULL',
        [id],
      )
    ).map(({ role, kind, dueAt }) => `${role} ${kind} ${dueAt.toISOString()}`);
  /** About these records, in no order: what is told at one instant has none. */
  const noticesOf = async (person: Person, ...ids: string[]) =>
    (
      await app.database.query<{ kind: string }>(
        'SELECT kind FROM notices WHERE organization_id = $1 AND subject_id = ANY($2) ORDER BY kind',
        [person.organizationId, ids],
      )
    ).map(({ kind }) => kind);
  const release = (intent: ShownIntent, ...parkIds: string[]) => ({ intentId: intent.id, parkIds });

  it('is its enterprise’s alone until it is shown to a park, and then that park’s, too', async () => {
    const intent = await stated(app, investor.token);
    expect(intent).toMatchObject({
      state: 'OPEN',
      version: 1,
      investment: { amount: '30000000.00' },
      needs: [
        { resource: 'FLOOR', capacity: 8000 },
        { resource: 'POWER', capacity: 1250 },
      ],
    });
    const [nobody, own] = ['NOT_FOUND', intent.number];
    const readers = [investor, here.manager, there.manager, rival];
    const seen = async () => Promise.all(readers.map(({ token }) => seenBy(token, intent.id)));
    expect(await seen()).toEqual([own, nobody, nobody, nobody]);
    done(await onIntents(app, investor.token, 'releaseIntent', release(intent, here.parkId)));
    expect(await seen()).toEqual([own, own, nobody, nobody]);
    expect((await shownTo(app, here.manager.token)).map(({ intent: { id } }) => id)).toContain(intent.id);
    expect(await shownTo(app, there.manager.token)).toEqual([]);
    expect(await ownIntents(app, rival.token)).toEqual([]);
    expect(await releasesOf(app, rival.token, intent.id)).toEqual([]);
    // Whoever is shown one intent does not see another by its id.
    const other = await stated(app, investor.token);
    expect(await seenBy(here.manager.token, other.id)).toBe(nobody);
    // The second park's release changes nothing that the first can see.
    const before = await shownTo(app, here.manager.token);
    done(await onIntents(app, investor.token, 'releaseIntent', release(intent, there.parkId)));
    expect(await shownTo(app, here.manager.token)).toEqual(before);
    const second = (await releasesOf(app, investor.token, intent.id)).find(
      ({ parkId }) => parkId === there.parkId,
    );
    done(
      await onReleases(app, there.manager.token, 'answerIntent', {
        releaseId: second?.id,
        expectedVersion: 1,
        answer: 'DECLINED',
      }),
    );
    expect(await shownTo(app, here.manager.token)).toEqual(before);
  });

  it('asks the park for an answer in the days of the rule, and tells the investor what it says', async () => {
    const { intent, release: asked } = await released(app, investor.token, here.parkId);
    expect(await tasksOf(asked.id)).toEqual(['PARK_MANAGER ANSWER_INTENT 2026-07-19T16:00:00.000Z']);
    const answer = (token: string, more: object) =>
      onReleases(app, token, 'answerIntent', {
        releaseId: asked.id,
        expectedVersion: 1,
        answer: 'INTERESTED',
        note: '示例答复',
        ...more,
      });
    expect((await answer(there.manager.token, {})).refusals).toEqual(['NOT_FOUND releaseId']);
    expect((await answer(here.manager.token, { expectedVersion: 2 })).refusals).toEqual([
      'STALE_VERSION expectedVersion',
    ]);
    expect(done(await answer(here.manager.token, {}))).toMatchObject({
      state: 'INTERESTED',
      version: 2,
      answerNote: '示例答复',
    });
    expect(await tasksOf(asked.id)).toEqual([]);
    expect(await noticesOf(investor, intent.id)).toEqual(['INTENT_WELCOME']);
    done(await answer(here.manager.token, { expectedVersion: 2, answer: 'DECLINED', note: null }));
    expect((await releasesOf(app, investor.token, intent.id)).map(({ state }) => state)).toEqual([
      'DECLINED',
    ]);
    expect(await noticesOf(investor, intent.id)).toEqual(['INTENT_DECLINED', 'INTENT_WELCOME']);
  });

  it('is shown only to confirmed parks, each once at a time, to all that are named or to none', async () => {
    const intent = await stated(app, investor.token);
    const countyCode = PLACES.westCounty;
    const { manager } = await makeOperator(app, countyCode);
    const waiting = (await parked(app, manager, 'registerPark', { countyCode, terms: parkTerms() })).id;
    const show = (...parkIds: string[]) =>
      refused(investor.token, 'releaseIntent', release(intent, ...parkIds));
    expect(await show()).toEqual(['PARKS_MISSING parkIds']);
    expect(await show(here.parkId, waiting)).toEqual(['PARK_UNKNOWN parkIds.1']);
    expect(await show(here.parkId, here.parkId)).toEqual(['PARK_TWICE parkIds.1']);
    expect(await show(...Array.from({ length: 51 }, () => here.parkId))).toEqual(['PARKS_TOO_MANY parkIds']);
    expect(await releasesOf(app, investor.token, intent.id)).toEqual([]);
    expect(await refused(rival.token, 'releaseIntent', release(intent, here.parkId))).toEqual([
      'NOT_FOUND intentId',
    ]);
    expect(await show(here.parkId)).toEqual([]);
    expect(await show(there.parkId, here.parkId)).toEqual(['RELEASED_ALREADY parkIds.1']);
    // Of ten who press at once one shows it; the others are told, and the database says the same.
    const again = await Promise.all(Array.from({ length: 10 }, () => show(there.parkId)));
    expect(again.flat()).toEqual(Array<string>(9).fill('RELEASED_ALREADY parkIds.0'));
    await expect(
      app.database.query(
        `INSERT INTO intent_releases (id, version, intent_id, park_id, state, released_by, released_at, opens_at)
         SELECT gen_random_uuid(), 1, intent_id, park_id, 'RELEASED', released_by, released_at, opens_at FROM intent_releases
          WHERE intent_id = $1 AND ended_at IS NULL`,
        [intent.id],
      ),
    ).rejects.toThrow('intent_releases_one_live');
  });

  it('recalled, amended or withdrawn: the park hears what concerns it, and sees no more than it may', async () => {
    const { intent, release: first } = await released(app, investor.token, here.parkId);
    const answer = (expectedVersion: number) =>
      onReleases(app, here.manager.token, 'answerIntent', {
        releaseId: first.id,
        expectedVersion,
        answer: 'INTERESTED',
      });
    expect(done(await answer(1)).state).toBe('INTERESTED');
    expect(await tasksOf(first.id)).toEqual([]);
    const amended = { intentId: intent.id, expectedVersion: 1, terms: intentTerms({ jobs: 90, note: null }) };
    expect(await refused(rival.token, 'amendIntent', amended)).toEqual(['NOT_FOUND intentId']);
    expect(done(await onIntents(app, investor.token, 'amendIntent', amended))).toMatchObject({
      version: 2,
      note: null,
    });
    expect(await refused(investor.token, 'amendIntent', amended)).toEqual(['STALE_VERSION expectedVersion']);
    expect(await noticesOf(here.manager, first.id)).toEqual(['INTENT_AMENDED', 'INTENT_RELEASED']);
    // What it said was said of other words.
    expect((await releasesOf(app, investor.token, intent.id)).map(({ state }) => state)).toEqual([
      'RELEASED',
    ]);
    expect(await tasksOf(first.id)).toHaveLength(1);
    expect((await answer(2)).refusals).toEqual(['STALE_VERSION expectedVersion']);
    expect(done(await answer(3)).state).toBe('INTERESTED');
    const recall = { releaseId: first.id, expectedVersion: 4 };
    expect((await onReleases(app, rival.token, 'recallIntent', recall)).refusals).toEqual([
      'NOT_FOUND releaseId',
    ]);
    expect(done(await onReleases(app, investor.token, 'recallIntent', recall)).state).toBe('RECALLED');
    expect(await seenBy(here.manager.token, intent.id)).toBe('NOT_FOUND');
    expect(await tasksOf(first.id)).toEqual([]);
    const late = { releaseId: first.id, expectedVersion: 5, answer: 'INTERESTED' };
    expect((await onReleases(app, here.manager.token, 'answerIntent', late)).refusals).toEqual([
      'NOT_FOUND releaseId',
    ]);
    // Shown again, then given up: every park loses sight of it.
    done(await onIntents(app, investor.token, 'releaseIntent', release(intent, here.parkId, there.parkId)));
    const withdraw = { intentId: intent.id, expectedVersion: 2 };
    expect(done(await onIntents(app, investor.token, 'withdrawIntent', withdraw)).state).toBe('WITHDRAWN');
    expect(await seenBy(here.manager.token, intent.id)).toBe('NOT_FOUND');
    expect(await seenBy(investor.token, intent.id)).toBe(intent.number);
    expect((await releasesOf(app, investor.token, intent.id)).map(({ state }) => state).toSorted()).toEqual([
      'ENDED',
      'ENDED',
      'RECALLED',
    ]);
    expect(await refused(investor.token, 'releaseIntent', release(intent, here.parkId))).toEqual([
      'ILLEGAL_TRANSITION intentId',
    ]);
  });

  it('leaves no trace in what others read: not in the trail, in notices or in counts', async () => {
    const { data } = await app.graphql<{ auditTrail: { totalCount: number; edges: { node: object }[] } }>(
      '{ auditTrail(first: 100) { totalCount edges { node { subjectKind subjectId data { name value } } } } }',
      {},
      { token: people.auditor.token },
    );
    const text = JSON.stringify(data.auditTrail);
    expect(data.auditTrail.totalCount).toBeGreaterThan(0);
    expect(text).not.toMatch(/Intent/);
    for (const { id } of await ownIntents(app, investor.token)) expect(text).not.toContain(id);
    const told = await app.database.query<{ id: string }>(
      `SELECT DISTINCT organization_id AS id FROM notices WHERE kind LIKE 'INTENT%'
       UNION SELECT organization_id FROM tasks WHERE kind LIKE '%INTENT%'`,
    );
    const parties = [investor, here.manager, there.manager].map(({ organizationId }) => organizationId);
    expect(told.map(({ id }) => id).filter((id) => !parties.includes(id))).toEqual([]);
  });

  it('is over after its last day', async () => {
    const until = { validUntil: '2026-07-10', regionCodes: [] };
    const { intent, release: asked } = await released(app, investor.token, here.parkId, until);
    app.clock.set(new Date('2026-07-10T23:59:00+08:00'));
    await app.settle();
    investor = { ...investor, token: await signInAgain(app, investor) };
    expect((await ownIntents(app, investor.token)).find(({ id }) => id === intent.id)?.state).toBe('OPEN');
    app.clock.set(new Date('2026-07-11T00:00:00+08:00'));
    investor = { ...investor, token: await signInAgain(app, investor) };
    const manager = await signInAgain(app, here.manager);
    // Before any work has ended it.
    expect(await refused(investor.token, 'releaseIntent', release(intent, there.parkId))).toEqual([
      'INTENT_PAST intentId',
    ]);
    expect(await seenBy(manager, intent.id)).toBe('NOT_FOUND');
    expect((await shownTo(app, manager)).map(({ id }) => id)).not.toContain(asked.id);
    const late = { releaseId: asked.id, expectedVersion: 1, answer: 'INTERESTED' };
    expect((await onReleases(app, manager, 'answerIntent', late)).refusals).toEqual(['NOT_FOUND releaseId']);
    await app.settle();
    expect((await ownIntents(app, investor.token)).find(({ id }) => id === intent.id)?.state).toBe('EXPIRED');
    expect(await seenBy(manager, intent.id)).toBe('NOT_FOUND');
    expect(await noticesOf(investor, intent.id)).toEqual(['INTENT_EXPIRED']);
    expect(await breaksOf(app)).toEqual([]);
  });
});
