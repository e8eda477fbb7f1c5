import { gunzipSync, gzipSync } from 'node:zlib';
import { thawedParks } from '../../src/allocating/domain/thawed-parks';
import { ParkRunsComeOutAgain } from '../../src/allocating/queries/prove-park-runs';
import { Role } from '../../src/organizations/index';
import { sha256Of, type Tx } from '../../src/platform/index';
import { frozenParksInput, type ParksInput } from '../../libs/matching/src/index';
import { allocatingScene, ranOf, type AllocatingScene } from '../support/allocating';
import { startTestApp, type TestApp } from '../support/app';
import { done, intentTerms, onIntents, onReleases, releasesOf, stated } from '../support/investing';
import { addMember, addOrganization, signInAgain } from '../support/people';

jest.setTimeout(300_000);

/** Thrown so that nothing of what was planted stays. */
class Unplanted extends Error {}

describe('what a run of park matching stands on', () => {
  let app: TestApp;
  let scene: AllocatingScene;
  const start = new Date('2026-07-09T09:00:00+08:00');
  beforeAll(async () => {
    app = await startTestApp(start);
    scene = await allocatingScene(app);
  });
  afterEach(() => app.clock.set(start));
  afterAll(() => app.close());

  async function inputOf(runId: string): Promise<ParksInput> {
    const row = await app.database.one<{ compressed: Buffer }>(
      'SELECT compressed FROM park_run_inputs WHERE run_id = $1',
      [runId],
    );
    return thawedParks(gunzipSync(row?.compressed ?? Buffer.alloc(0)).toString());
  }

  it('is the intents the park is shown now, has not declined, and that still look for a slot; and what is taken', async () => {
    const { park, slots } = await scene.withSlots(['A-1', 'A-2', 'A-3', 'A-4']);
    const token = await signInAgain(app, scene.investor);
    const wanting = (more: object = {}) => scene.wanting(park.id, {}, more);
    const [open, held, taken] = [await wanting(), await wanting(), await wanting()];
    // Of those none is: never shown, recalled, declined, given up, run out, shown to another park alone.
    await stated(app, token, intentTerms());
    const [recalled, declined, withdrawn] = [await wanting(), await wanting(), await wanting()];
    await wanting({ validUntil: '2026-07-10' });
    await scene.wanting((await scene.confirmed()).id);
    const [release] = await releasesOf(app, token, recalled.intent.id);
    done(await onReleases(app, token, 'recallIntent', { releaseId: release?.id, expectedVersion: 1 }));
    const no = { releaseId: declined.release.id, expectedVersion: 1, answer: 'DECLINED' };
    done(await onReleases(app, await signInAgain(app, scene.manager), 'answerIntent', no));
    const { id, version } = withdrawn.intent;
    done(await onIntents(app, token, 'withdrawIntent', { intentId: id, expectedVersion: version }));
    await scene.held(slots[0]?.id, held.release.id);
    const hold = await scene.held(slots[1]?.id, taken.release.id);
    done(await scene.on(scene.investor, 'acceptSlotHold', hold));
    app.clock.set(new Date('2026-07-11T09:00:00+08:00'));
    const input = await inputOf(await ranOf(app, scene.manager, { parkId: park.id }));
    expect(input.intents.map((one) => one.id).toSorted()).toEqual(
      [open, held].map(({ intent }) => intent.id).toSorted(),
    );
    expect(input.intents.every(({ releasedTo }) => releasedTo.join() === park.id)).toBe(true);
    expect(input.parks.map((one) => one.id)).toEqual([park.id]);
    const uses = { FLOOR: 3_000, POWER: 1_000 };
    expect(input.taken.toSorted((a, b) => (a.slotId < b.slotId ? -1 : 1))).toEqual(
      [0, 1]
        .map((at) => ({ slotId: slots[at]?.id ?? '', uses }))
        .toSorted((a, b) => (a.slotId < b.slotId ? -1 : 1)),
    );
  });

  it('keeps a share for those who want to go to a key county and a share for the paired east, and says whose they are', async () => {
    const { park } = await scene.withSlots(['B-1', 'B-2', 'B-3', 'B-4']);
    const elsewhere = await app.transactions.run(async (tx) => {
      const of = { kind: 'ENTERPRISE', regionCode: '440307', side: 'EAST' } as const;
      return addMember(app, tx, await addOrganization(tx, of), Role.ENTERPRISE_INVESTOR);
    });
    const both = await scene.wanting(park.id);
    const paired = await scene.wanting(park.id, {}, { regionCodes: ['530000'] });
    const key = await scene.wanting(park.id, { by: elsewhere });
    const neither = await scene.wanting(park.id, { by: elsewhere }, { regionCodes: ['530000'] });
    const input = await inputOf(await ranOf(app, scene.manager, { parkId: park.id }));
    const [ofKey, ofPaired] = ['KEY', 'PAIRED'].map((kind) => `${kind} 513430 ${park.id}`) as [
      string,
      string,
    ];
    expect(input.reserves.map(({ id }) => id).toSorted()).toEqual([ofKey, ofPaired]);
    for (const { slotIds, resourcesBasisPoints } of input.reserves)
      expect(slotIds.length > 0 && resourcesBasisPoints > 0).toBe(true);
    const reserves = new Map(input.intents.map(({ id, reserveIds }) => [id, [...reserveIds].toSorted()]));
    expect([both, paired, key, neither].map(({ intent }) => reserves.get(intent.id))).toEqual([
      [ofKey, ofPaired],
      [ofPaired],
      [ofKey],
      [],
    ]);
  });

  it('is proved again: reconcile finds an input, a result or a view that is not what the run made', async () => {
    const { park } = await scene.withSlots(['C-1']);
    await scene.wanting(park.id);
    await scene.wanting(park.id);
    const runId = await ranOf(app, scene.manager, { parkId: park.id });
    const [first] = (await inputOf(runId)).intents;
    const other = frozenParksInput({ ...(await inputOf(runId)), intents: first ? [first] : [] });
    const told = async (sql: string, ...values: unknown[]) => {
      const lines: string[] = [];
      const plant = async (tx: Tx) => {
        await tx.query('SET LOCAL session_replication_role = replica');
        await tx.query(sql, [runId, ...values]);
        lines.push(...(await app.nest.get(ParkRunsComeOutAgain).check(tx)).breaks);
        throw new Unplanted();
      };
      await expect(app.transactions.run(plant)).rejects.toThrow(Unplanted);
      return lines;
    };
    expect(await told('SELECT $1::uuid')).toEqual([]);
    expect(await told('DELETE FROM park_run_inputs WHERE run_id = $1')).toEqual([
      `park run ${runId} has no input`,
    ]);
    const changed = 'UPDATE park_run_inputs SET compressed = $2 WHERE run_id = $1';
    expect(await told(changed, gzipSync(other))).toEqual([
      `the input of park run ${runId} is not what it was`,
    ]);
    const wholly = 'UPDATE park_run_inputs SET compressed = $2, sha256 = $3 WHERE run_id = $1';
    expect(await told(wholly, gzipSync(other), sha256Of(Buffer.from(other)))).toContain(
      `park run ${runId} comes out otherwise than it did`,
    );
    expect(await told(`UPDATE park_runs SET report_sha256 = repeat('0', 64) WHERE id = $1`)).toEqual([
      `park run ${runId} comes out otherwise than it did`,
    ]);
    const [ofPark, ofInvestor] = [`PARK ${park.id}`, `INVESTOR ${scene.people.buyer.id}`];
    const notWhat = (view: string) => `park run ${runId}: the view of ${view} is not what it was`;
    expect(await told(`DELETE FROM park_run_views WHERE run_id = $1 AND kind = 'PARK'`)).toEqual([
      `park run ${runId} has 1 views of 2`,
    ]);
    expect(
      await told(`UPDATE park_run_views SET view = view || ' ' WHERE run_id = $1 AND kind = 'PARK'`),
    ).toEqual([notWhat(ofPark)]);
    expect(
      await told(
        `UPDATE park_run_views SET sha256 = repeat('0', 64) WHERE run_id = $1 AND kind = 'INVESTOR'`,
      ),
    ).toEqual([notWhat(ofInvestor)]);
  });
});
