import { ExpireSlotHolds } from '../../src/allocating/reactions/expire-slot-holds';
import { ServeWaitingLists } from '../../src/allocating/reactions/serve-waiting-lists';
import {
  allocatingScene,
  holdsOf,
  waitingsOf,
  onWaitings,
  type AllocatingScene,
} from '../support/allocating';
import { startTestApp, type TestApp } from '../support/app';
import { done, intentTerms, onIntents, onReleases, releasesOf } from '../support/investing';
import { breaksOf } from '../support/money';
import { parked } from '../support/parks';
import { signInAgain } from '../support/people';

jest.setTimeout(300_000);

describe('a slot somebody waits for', () => {
  let app: TestApp;
  let scene: AllocatingScene;
  const start = new Date('2026-07-09T09:00:00+08:00');
  beforeAll(async () => {
    app = await startTestApp(start);
    scene = await allocatingScene(app);
  });
  afterEach(() => app.clock.set(start));
  afterAll(() => app.close());

  const noticesOf = async (organizationId: string, ...ids: (string | undefined)[]) =>
    (
      await app.database.query<{ kind: string }>(
        'SELECT kind FROM notices WHERE organization_id = $1 AND subject_id = ANY($2) ORDER BY kind',
        [organizationId, ids],
      )
    ).map(({ kind }) => kind);
  const states = (holds: readonly { state: string }[]) => holds.map(({ state }) => state).toSorted();

  it('is freed exactly once when its hold expires, and goes to whoever waits first', async () => {
    const { park, slots } = await scene.withSlots(['F-1']);
    const [one, two, three] = [
      await scene.wanting(park.id),
      await scene.wanting(park.id),
      await scene.wanting(park.id, { by: scene.rival }),
    ];
    const hold = await scene.held(slots[0]?.id, one.release.id);
    const second = done(await scene.queue(two.release.id, slots[0]?.id));
    const third = done(await scene.queue(three.release.id));
    expect([second.position, third.position]).toEqual([1, 2]);
    expect((await scene.queue(two.release.id, slots[0]?.id)).refusals).toEqual(['WAITS_ALREADY releaseId']);
    // An enterprise sees its own place and no number.
    expect((await waitingsOf(app, scene.rival)).map(({ id, position }) => [id, position])).toEqual([
      [third.id, null],
    ]);
    app.clock.set(new Date('2026-07-24T23:59:59+08:00'));
    const expire = () => app.nest.get(ExpireSlotHolds).tick();
    await expire();
    expect(states(await holdsOf(app, scene.manager, `, slotId: "${slots[0]?.id}"`))).toEqual(['HELD']);
    app.clock.set(new Date('2026-07-25T00:00:00+08:00'));
    expect((await scene.on(scene.investor, 'acceptSlotHold', hold)).refusals).toEqual([
      'HOLD_EXPIRED holdId',
    ]);
    await Promise.all([expire(), expire(), expire(), expire()]);
    await expire();
    const holds = await holdsOf(app, scene.manager, `, slotId: "${slots[0]?.id}"`);
    const told = holds.map(({ state, endedAs, waitingId }) => `${state} ${endedAs} ${waitingId}`);
    expect(told.toSorted()).toEqual([`HELD null ${second.id}`, 'RELEASED EXPIRED null']);
    expect(await scene.taken(park.id)).toEqual({ FLOOR: 3_000, POWER: 1_000 });
    const next = holds.find(({ state }) => state === 'HELD');
    expect(await noticesOf(scene.operator.id, hold.id, next?.id)).toEqual([
      'SLOT_HELD_FOR_NEXT',
      'SLOT_HOLD_EXPIRED',
    ]);
    expect(await noticesOf(scene.people.buyer.id, hold.id, next?.id)).toEqual([
      'SLOT_HELD',
      'SLOT_HELD',
      'SLOT_HOLD_EXPIRED',
    ]);
    const rows = await app.database.query(
      `SELECT FROM audit_rows WHERE subject_id = $1 AND action = 'expire'`,
      [hold.id],
    );
    expect(rows).toHaveLength(1);
    // Declined by the second it goes to the third, whose place is now the first.
    expect(
      (await waitingsOf(app, scene.manager, `, parkId: "${park.id}"`)).map(({ id, position }) => [
        id,
        position,
      ]),
    ).toEqual([[third.id, 1]]);
    if (!next) throw new Error('not held');
    done(await scene.on(scene.investor, 'releaseSlotHold', next));
    const last = (await holdsOf(app, scene.rival)).filter(({ slotId }) => slotId === slots[0]?.id);
    expect(last.map(({ state, waitingId }) => [state, waitingId])).toEqual([['HELD', third.id]]);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('is held for nobody before those who wait for it, unless they do not fit', async () => {
    const { park, slots } = await scene.withSlots(['G-1', 'G-2']);
    const [one, two, three, wide] = [
      await scene.wanting(park.id, { power: 3_000 }),
      await scene.wanting(park.id, { power: 3_000 }),
      await scene.wanting(park.id, { power: 1_000 }),
      await scene.wanting(park.id, { floor: 5_000, power: 1 }),
    ];
    const hold = await scene.held(slots[0]?.id, one.release.id);
    const first = done(await scene.queue(wide.release.id));
    const second = done(await scene.queue(two.release.id));
    // The second slot is free, but the first two do not fit: one for its floor, one for the power that is held.
    await scene.held(slots[1]?.id, three.release.id);
    done(
      await onWaitings(app, scene.manager, 'leaveWaitingList', { waitingId: first.id, expectedVersion: 1 }),
    );
    expect(
      (await onWaitings(app, scene.investor, 'leaveWaitingList', { waitingId: first.id, expectedVersion: 2 }))
        .refusals,
    ).toEqual(['WAITING_ENDED waitingId']);
    expect(
      (await onWaitings(app, scene.rival, 'leaveWaitingList', { waitingId: second.id, expectedVersion: 1 }))
        .refusals,
    ).toEqual(['NOT_FOUND waitingId']);
    // Taken back it is the waiting one's at once, not whoever asks next.
    done(await scene.on(scene.manager, 'releaseSlotHold', hold));
    expect((await scene.hold(slots[0]?.id, one.release.id)).refusals).toEqual(['SLOT_HELD_ALREADY slotId']);
    const [got] = await holdsOf(app, scene.manager, `, intentId: "${two.intent.id}"`);
    expect([got?.slotId, got?.waitingId]).toEqual([slots[0]?.id, second.id]);
  });

  it('is theirs also where it is new: nobody else is held it, and they have it with the next round', async () => {
    const { park, slots } = await scene.withSlots(['K-1']);
    const [one, waits, late] = [
      await scene.wanting(park.id),
      await scene.wanting(park.id),
      await scene.wanting(park.id),
    ];
    await scene.held(slots[0]?.id, one.release.id);
    const waiting = done(await scene.queue(waits.release.id));
    const roomy = { capacities: [{ resource: 'FLOOR', capacity: 4_000 }] };
    const { slot } = await scene.addSlot(park, 'K-2', roomy);
    expect((await scene.hold(slot?.id, late.release.id)).refusals).toEqual(['OTHERS_WAIT releaseId']);
    await app.nest.get(ServeWaitingLists).tick();
    await app.nest.get(ServeWaitingLists).tick();
    const [got] = await holdsOf(app, scene.manager, `, slotId: "${slot?.id}"`);
    expect([got?.intentId, got?.waitingId]).toEqual([waits.intent.id, waiting.id]);
    // Held by hand for whoever is first, it ends his place, too.
    const next = done(await scene.queue(late.release.id));
    const third = (await scene.addSlot(park, 'K-3', roomy)).slot;
    await scene.held(third?.id, late.release.id);
    const answer = await onWaitings(app, scene.investor, 'leaveWaitingList', {
      waitingId: next.id,
      expectedVersion: 2,
    });
    expect(answer.refusals).toEqual(['WAITING_ENDED waitingId']);
  });

  it('ends its hold with the intent, or where it is shown no more; what was accepted stays', async () => {
    const { park, slots } = await scene.withSlots(['H-1', 'H-2', 'H-3']);
    const token = await signInAgain(app, scene.investor);
    const [gone, recalled, kept, waits] = [
      await scene.wanting(park.id),
      await scene.wanting(park.id),
      await scene.wanting(park.id),
      await scene.wanting(park.id, { power: 5_000 }),
    ];
    await scene.held(slots[0]?.id, gone.release.id);
    const back = await scene.held(slots[1]?.id, recalled.release.id);
    const mine = await scene.held(slots[2]?.id, kept.release.id);
    const waiting = done(await scene.queue(waits.release.id));
    done(await scene.on(scene.investor, 'acceptSlotHold', mine));
    for (const { intent } of [gone, kept, waits])
      done(await onIntents(app, token, 'withdrawIntent', { intentId: intent.id, expectedVersion: 1 }));
    done(
      await onReleases(app, token, 'recallIntent', { releaseId: recalled.release.id, expectedVersion: 1 }),
    );
    // From that minute the park does not see what it offered, before anything has followed.
    expect((await scene.on(scene.manager, 'releaseSlotHold', back)).refusals).toEqual(['NOT_FOUND holdId']);
    expect((await scene.on(scene.investor, 'acceptSlotHold', back)).refusals).toEqual([
      'INTENT_NOT_OPEN holdId',
    ]);
    await app.settle();
    expect(await scene.taken(park.id)).toEqual({ FLOOR: 3_000, POWER: 1_000 });
    const seen = await holdsOf(app, scene.manager, `, parkId: "${park.id}"`);
    expect(seen.map(({ id, state }) => [id, state])).toEqual([[mine.id, 'ALLOCATED']]);
    expect(await waitingsOf(app, scene.manager, `, parkId: "${park.id}"`)).toEqual([]);
    const own = await holdsOf(app, scene.investor, `, parkId: "${park.id}"`);
    expect(own.map(({ state, endedAs }) => `${state} ${endedAs}`).toSorted()).toEqual([
      'ALLOCATED null',
      'RELEASED INTENT_OVER',
      'RELEASED INTENT_OVER',
    ]);
    expect(waiting.position).toBe(1);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('is nobody’s any more where the park closes, but for what was accepted', async () => {
    const { park, slots } = await scene.withSlots(['L-1', 'L-2']);
    const [one, two, three] = [
      await scene.wanting(park.id),
      await scene.wanting(park.id),
      await scene.wanting(park.id),
    ];
    const mine = await scene.held(slots[0]?.id, one.release.id);
    done(await scene.on(scene.investor, 'acceptSlotHold', mine));
    const offered = await scene.held(slots[1]?.id, two.release.id);
    const waiting = done(await scene.queue(three.release.id));
    const about = async () => scene.about((await scene.seenBy(scene.office, park.id)) ?? park);
    const said = { closedOn: '2026-06-30', reason: '示例：到期不再续建' };
    await parked(app, scene.office, 'proposeParkClosing', { ...(await about()), ...said });
    await parked(app, scene.people.coordEast.city, 'confirmParkClosing', await about());
    expect((await scene.hold(slots[1]?.id, three.release.id)).refusals).toEqual(['PARK_NOT_OPEN slotId']);
    await app.settle();
    const holds = await holdsOf(app, scene.investor, `, parkId: "${park.id}"`);
    expect(holds.map(({ id, state, endedAs }) => `${id} ${state} ${endedAs}`).toSorted()).toEqual(
      [`${mine.id} ALLOCATED null`, `${offered.id} RELEASED TAKEN_BACK`].toSorted(),
    );
    expect(await waitingsOf(app, scene.investor, `, parkId: "${park.id}"`)).toEqual([]);
    expect(await noticesOf(scene.people.buyer.id, waiting.id)).toEqual([
      'SLOT_WAITED_FOR',
      'SLOT_WAITING_ENDED',
    ]);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('is accepted only for what the intent needs still', async () => {
    const { park, slots } = await scene.withSlots(['M-1']);
    const { intent, release } = await scene.wanting(park.id);
    const hold = await scene.held(slots[0]?.id, release.id);
    const terms = intentTerms({ needs: [{ resource: 'FLOOR', capacity: 3_001 }] });
    const token = await signInAgain(app, scene.investor);
    done(await onIntents(app, token, 'amendIntent', { intentId: intent.id, expectedVersion: 1, terms }));
    expect((await scene.on(scene.investor, 'acceptSlotHold', hold)).refusals).toEqual([
      'INTENT_CHANGED holdId',
    ]);
    done(await scene.on(scene.manager, 'releaseSlotHold', hold));
    done(await scene.on(scene.investor, 'acceptSlotHold', await scene.held(slots[0]?.id, release.id)));
    expect(await scene.taken(park.id)).toEqual({ FLOOR: 3_001 });
  });

  it('is one for an intent, and neither park hears of the other', async () => {
    const here = await scene.withSlots(['I-1']);
    const there = await scene.withSlots(['I-1']);
    const token = await signInAgain(app, scene.investor);
    const { intent, release } = await scene.wanting(here.park.id);
    done(await onIntents(app, token, 'releaseIntent', { intentId: intent.id, parkIds: [there.park.id] }));
    const second = (await releasesOf(app, token, intent.id)).find(({ parkId }) => parkId === there.park.id);
    const [one, two] = [
      await scene.held(here.slots[0]?.id, release.id),
      await scene.held(there.slots[0]?.id, second?.id ?? ''),
    ];
    const answers = await Promise.all(
      [one, two].map((hold) => scene.on(scene.investor, 'acceptSlotHold', hold)),
    );
    expect(answers.flatMap(({ refusals }) => refusals)).toEqual(['INTENT_ALLOCATED holdId']);
  });
});
