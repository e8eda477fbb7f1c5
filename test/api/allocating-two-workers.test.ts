import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ExpireSlotHolds } from '../../src/allocating/reactions/expire-slot-holds';
import { ServeWaitingLists } from '../../src/allocating/reactions/serve-waiting-lists';
import { Database, Worker } from '../../src/platform/index';
import { allocatingScene, holdsOf, type AllocatingScene } from '../support/allocating';
import { startTestApp, type TestApp } from '../support/app';
import { eventually } from '../support/eventually';
import { done } from '../support/investing';
import { breaksOf } from '../support/money';
import { besideIt } from '../support/second-app';

jest.setTimeout(300_000);

const HELD_ON = new Date('2026-07-09T09:00:00+08:00');
const EXPIRED = new Date('2026-07-25T00:00:00+08:00');

describe('two workers and one hold that nobody answered', () => {
  let app: TestApp;
  let second: NestFastifyApplication;
  let scene: AllocatingScene;
  beforeAll(async () => {
    app = await startTestApp(HELD_ON);
    second = await besideIt(app);
    scene = await allocatingScene(app);
  });
  afterEach(() => app.clock.set(HELD_ON));
  afterAll(async () => {
    await second.close();
    await app.close();
  });

  const workers = () => [app.nest, second];
  const waitingForLocks = () =>
    app.database.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' ORDER BY backend_start`,
    );

  /** A hold that has expired, and two who wait for its slot. */
  async function expired(code: string) {
    const { park, slots } = await scene.withSlots([code]);
    const slotId = slots[0]?.id;
    const [one, two, three] = [
      await scene.wanting(park.id),
      await scene.wanting(park.id),
      await scene.wanting(park.id, { by: scene.rival }),
    ];
    const hold = await scene.held(slotId, one.release.id);
    const first = done(await scene.queue(two.release.id, slotId));
    const last = done(await scene.queue(three.release.id, slotId));
    await app.settle();
    app.clock.set(EXPIRED);
    return { park, slotId, hold, first, last };
  }
  /** Both have read that it is due and stand before its park, which somebody holds: neither can have begun after the other ended. */
  async function atOnce(parkId: string, meanwhile: () => Promise<void> = async () => undefined) {
    const ticks: Promise<PromiseSettledResult<void>[]>[] = [];
    await app.transactions.run(async (tx) => {
      await tx.query('SELECT FROM parks WHERE id = $1 FOR UPDATE', [parkId]);
      ticks.push(Promise.allSettled(workers().map((nest) => nest.get(ExpireSlotHolds).tick())));
      await eventually(async () => (await waitingForLocks()).length === 2);
      await meanwhile();
    });
    const [results = []] = await Promise.all(ticks);
    return results.map(({ status }) => status).toSorted();
  }
  async function endedOnce({ park, slotId, hold, first, last }: Awaited<ReturnType<typeof expired>>) {
    const count = async (sql: string, id: string | undefined) => (await app.database.query(sql, [id])).length;
    const holds = await holdsOf(app, scene.manager, `, slotId: "${slotId}"`);
    expect(
      holds.map(({ state, endedAs, waitingId }) => `${state} ${endedAs} ${waitingId}`).toSorted(),
    ).toEqual([`HELD null ${first.id}`, 'RELEASED EXPIRED null']);
    expect(await count(`SELECT FROM audit_rows WHERE subject_id = $1 AND action = 'expire'`, hold.id)).toBe(
      1,
    );
    const released = `SELECT FROM domain_events WHERE kind = 'SlotReleased' AND payload ->> 'slotId' = $1`;
    expect(await count(released, slotId)).toBe(1);
    expect(
      await count(`SELECT FROM domain_events WHERE kind = 'SlotHeld' AND payload ->> 'slotId' = $1`, slotId),
    ).toBe(2);
    expect(
      await count(`SELECT FROM notices WHERE subject_id = $1 AND kind = 'SLOT_HOLD_EXPIRED'`, hold.id),
    ).toBe(2);
    const served = 'SELECT FROM slot_waitings WHERE id = $1 AND ended_at IS NOT NULL';
    expect([await count(served, first.id), await count(served, last.id)]).toEqual([1, 0]);
    expect(await scene.taken(park.id)).toEqual({ FLOOR: 3_000, POWER: 1_000 });
    expect(await breaksOf(app)).toEqual([]);
  }

  it('free it once and serve its waiting list once, though both saw that it is due', async () => {
    const scenery = await expired('A-1');
    expect(await atOnce(scenery.park.id)).toEqual(['fulfilled', 'fulfilled']);
    // Then all that either still has to do, the lists looked through by both.
    await Promise.all(workers().map((nest) => nest.get(Worker).drain()));
    await Promise.all(workers().map((nest) => nest.get(ServeWaitingLists).tick()));
    await Promise.all(workers().map((nest) => nest.get(ExpireSlotHolds).tick()));
    await Promise.all(workers().map((nest) => nest.get(Worker).drain()));
    await endedOnce(scenery);
  });

  it('free it once where one of them dies before it has done so', async () => {
    const scenery = await expired('B-1');
    const killed = await atOnce(scenery.park.id, async () => {
      const [one] = await waitingForLocks();
      await second.get(Database).query('SELECT pg_terminate_backend($1)', [one?.pid]);
      await eventually(async () => !(await waitingForLocks()).some(({ pid }) => pid === one?.pid));
    });
    expect(killed).toContain('fulfilled');
    await Promise.all(workers().map((nest) => nest.get(Worker).drain()));
    await endedOnce(scenery);
  });
});
