import { allocatingScene, holdsOf, type AllocatingScene } from '../support/allocating';
import { startTestApp, type TestApp } from '../support/app';
import { done, onReleases } from '../support/investing';
import { breaksOf } from '../support/money';
import { makeOperator, parkTerms, parkVerb, parked, slotTerms } from '../support/parks';
import { PLACES, signInAgain } from '../support/people';

jest.setTimeout(300_000);

describe('a slot of a park', () => {
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

  it('is held, accepted, occupied and given back, and draws what the intent needs while it stands', async () => {
    const { park, slots } = await scene.withSlots(['A-1', 'A-2']);
    const { manager, investor } = scene;
    const { intent, release } = await scene.wanting(park.id);
    const hold = await scene.held(slots[0]?.id, release.id);
    expect(hold).toMatchObject({
      state: 'HELD',
      slotCode: 'A-1',
      intentNumber: intent.number,
      expiresAt: '2026-07-25T00:00:00.000+08:00',
      uses: [
        { resource: 'FLOOR', capacity: 3_000 },
        { resource: 'POWER', capacity: 1_000 },
      ],
    });
    expect(await scene.taken(park.id)).toEqual({ FLOOR: 3_000, POWER: 1_000 });
    expect(await holdsOf(app, investor, `, intentId: "${intent.id}"`)).toHaveLength(1);
    // Nobody but its two sides: neither the rival nor the office over the park.
    expect(await holdsOf(app, scene.rival)).toEqual([]);
    expect((await scene.on(scene.rival, 'acceptSlotHold', hold)).refusals).toEqual(['NOT_FOUND holdId']);
    expect((await scene.on(manager, 'acceptSlotHold', hold)).refusals).toEqual(['FORBIDDEN']);
    expect((await scene.on(manager, 'occupySlot', hold, { occupiedOn: '2026-07-09' })).refusals).toEqual([
      'ILLEGAL_TRANSITION holdId',
    ]);
    const allocated = done(await scene.on(investor, 'acceptSlotHold', hold));
    expect(allocated.state).toBe('ALLOCATED');
    expect(await noticesOf(scene.operator.id, hold.id)).toEqual(['SLOT_ALLOCATED']);
    for (const occupiedOn of ['2026-07-08', '2026-07-10'])
      expect((await scene.on(manager, 'occupySlot', allocated, { occupiedOn })).refusals).toEqual([
        'OCCUPIED_ON_WRONG occupiedOn',
      ]);
    // What somebody has stays as it is.
    const slot = { slotId: slots[0]?.id, expectedVersion: slots[0]?.version };
    expect((await parkVerb(app, manager, 'retireParkSlot', slot)).refusals).toEqual(['SLOT_TAKEN slotId']);
    const smaller = { ...slot, terms: slotTerms() };
    expect((await parkVerb(app, manager, 'amendParkSlot', smaller)).refusals).toEqual(['SLOT_TAKEN slotId']);
    const less = parkTerms({
      capacities: [
        { resource: 'FLOOR', capacity: 20_000 },
        { resource: 'POWER', capacity: 999 },
      ],
    });
    const said = { parkId: park.id, expectedVersion: park.version, terms: less };
    expect((await parkVerb(app, manager, 'amendPark', said)).refusals).toEqual([
      'TAKEN_ABOVE_CAPACITY terms.capacities.1.capacity',
    ]);
    const occupied = done(await scene.on(manager, 'occupySlot', allocated, { occupiedOn: '2026-07-09' }));
    expect([occupied.state, occupied.occupiedOn]).toEqual(['OCCUPIED', '2026-07-09']);
    expect((await scene.on(investor, 'releaseSlotHold', occupied)).refusals).toEqual(['REASON_MISSING note']);
    const back = done(await scene.on(investor, 'releaseSlotHold', occupied, { note: '示例停产' }));
    expect([back.state, back.endedAs, back.endNote]).toEqual(['RELEASED', 'GIVEN_BACK', '示例停产']);
    expect(await scene.taken(park.id)).toEqual({});
    expect((await scene.on(manager, 'releaseSlotHold', back, { note: '示例' })).refusals).toEqual([
      'ILLEGAL_TRANSITION holdId',
    ]);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('is refused with the reason where it does not fit, is taken, or is not the park’s to give', async () => {
    const { park, slots } = await scene.withSlots(['B-1', 'B-2', 'B-3']);
    const [first, second, third] = slots.map(({ id }) => id);
    const one = await scene.wanting(park.id, { power: 4_000 });
    await scene.held(first, one.release.id);
    const other = await scene.wanting(park.id, { power: 1_001 });
    const refused = async (slotId: string | undefined, releaseId: string, by = scene.manager) =>
      (await scene.hold(slotId, releaseId, by)).refusals;
    expect(await refused(first, other.release.id)).toEqual(['SLOT_HELD_ALREADY slotId']);
    expect(await refused(second, one.release.id)).toEqual(['INTENT_HELD_HERE releaseId']);
    expect(await refused(second, other.release.id)).toEqual(['PARK_SHORT slotId']);
    const large = await scene.wanting(park.id, { floor: 4_001, power: 10 });
    expect(await refused(second, large.release.id)).toEqual(['SLOT_TOO_SMALL slotId']);
    const both = await scene.wanting(park.id, { power: 5_001, floor: 4_001 });
    expect(await refused(second, both.release.id)).toEqual(['SLOT_TOO_SMALL slotId', 'PARK_SHORT slotId']);
    const land = await scene.wanting(
      park.id,
      {},
      { slotKinds: ['LAND'], needs: [{ resource: 'LAND', capacity: 1 }] },
    );
    expect(await refused(second, land.release.id)).toEqual(['SLOT_KIND_NOT_WANTED slotId']);
    const soon = await scene.wanting(
      park.id,
      { power: 10 },
      { startFrom: '2026-07-10', startBy: '2026-07-31' },
    );
    expect(await refused(second, soon.release.id)).toEqual(['SLOT_TOO_LATE slotId']);
    const steam = [
      { resource: 'FLOOR', capacity: 1 },
      { resource: 'STEAM', capacity: 1 },
    ];
    const none = await scene.wanting(park.id, {}, { needs: steam });
    expect(await refused(second, none.release.id)).toEqual(['PARK_SHORT slotId']);
    const no = await scene.wanting(park.id, { power: 10 });
    const declined = { releaseId: no.release.id, expectedVersion: 1, answer: 'DECLINED' };
    done(await onReleases(app, await signInAgain(app, scene.manager), 'answerIntent', declined));
    expect(await refused(second, no.release.id)).toEqual(['INTENT_DECLINED releaseId']);
    const stranger = await makeOperator(app, PLACES.westCounty);
    expect(await refused(third, other.release.id, stranger.manager)).toEqual(['NOT_FOUND releaseId']);
    const elsewhere = await scene.withSlots(['C-1']);
    expect(await refused(elsewhere.slots[0]?.id, other.release.id)).toEqual(['SLOT_NOT_HERE slotId']);
    expect(await scene.taken(park.id)).toEqual({ FLOOR: 3_000, POWER: 4_000 });
  });

  it('counts against what the park will have when its next wording is confirmed, so that the office never learns of a hold', async () => {
    const { park, slots } = await scene.withSlots(['D-1']);
    const terms = parkTerms({
      capacities: [
        { resource: 'FLOOR', capacity: 20_000 },
        { resource: 'POWER', capacity: 900 },
      ],
    });
    const amended = await parked(app, scene.manager, 'amendPark', { ...scene.about(park), terms });
    const { release } = await scene.wanting(park.id, { power: 901 });
    expect((await scene.hold(slots[0]?.id, release.id)).refusals).toEqual(['PARK_SHORT slotId']);
    const fits = await scene.wanting(park.id, { power: 900 });
    await scene.held(slots[0]?.id, fits.release.id);
    const { refusals } = await parkVerb(app, scene.office, 'confirmPark', scene.about(amended));
    expect(refusals).toEqual([]);
  });

  it('never gives more than there is under fifty holds, acceptances and releases at once', async () => {
    const codes = Array.from({ length: 10 }, (_, at) => `E-${at}`);
    const { park, slots } = await scene.withSlots(codes, {
      capacities: [
        { resource: 'FLOOR', capacity: 40_000 },
        { resource: 'POWER', capacity: 5_000 },
      ],
    });
    const wanted: { intent: { id: string }; release: { id: string } }[] = [];
    for (let at = 0; at < 50; at += 1) wanted.push(await scene.wanting(park.id, { power: 700 }));
    // Fifty for one slot: one has it.
    const forOne = await Promise.all(wanted.map(({ release }) => scene.hold(slots[0]?.id, release.id)));
    expect(forOne.filter(({ node }) => node)).toHaveLength(1);
    expect(new Set(forOne.flatMap(({ refusals }) => refusals))).toEqual(
      new Set(['SLOT_HELD_ALREADY slotId']),
    );
    // Fifty for ten slots whose power is enough for seven, the holder of the first accepting and letting go beside them.
    const [mine] = forOne.flatMap(({ node }) => (node ? [node] : []));
    if (!mine) throw new Error('nobody has it');
    const others = wanted.filter(({ intent }) => intent.id !== mine.intentId);
    const [accepted, released, ...holds] = await Promise.all([
      scene.on(scene.investor, 'acceptSlotHold', mine),
      scene.on(scene.manager, 'releaseSlotHold', mine),
      ...others.map(({ release }, at) => scene.hold(slots[1 + (at % 9)]?.id, release.id)),
    ]);
    expect([accepted.node, released.node].filter(Boolean)).toHaveLength(1);
    const got = holds.flatMap(({ node }) => (node ? [node] : []));
    expect(got.length).toBe(accepted.node ? 6 : 7);
    expect(new Set(got.map(({ slotId }) => slotId)).size).toBe(got.length);
    expect((await scene.taken(park.id))['POWER']).toBe(7 * 700);
    // Each of them accepted twice at once, while the rest ask for what is left.
    const rest = others.filter(({ intent }) => !got.some(({ intentId }) => intentId === intent.id));
    const answers = await Promise.all([
      ...got.flatMap((hold) => [
        scene.on(scene.investor, 'acceptSlotHold', hold),
        scene.on(scene.investor, 'releaseSlotHold', hold),
      ]),
      ...rest.map(({ release }, at) => scene.hold(slots[at % 10]?.id, release.id)),
    ]);
    expect(
      answers.flatMap(({ refusals }) => refusals).filter((why) => /INTERNAL|UNAVAILABLE/.test(why)),
    ).toEqual([]);
    const live = (await holdsOf(app, scene.manager, `, parkId: "${park.id}"`)).filter(
      ({ state }) => state !== 'RELEASED',
    );
    expect(new Set(live.map(({ slotId }) => slotId)).size).toBe(live.length);
    expect((await scene.taken(park.id))['POWER']).toBe(live.length * 700);
    expect(live.length).toBeLessThanOrEqual(7);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('is not taken twice, nor for more than there is, by whoever writes past the product', async () => {
    const { park, slots } = await scene.withSlots(['J-1', 'J-2']);
    const { release } = await scene.wanting(park.id);
    const hold = await scene.held(slots[0]?.id, release.id);
    const again = (slotId: string | undefined) =>
      app.database.query(
        `INSERT INTO slot_holds (id, version, state, slot_id, park_id, terms, intent_id, release_id, operator_id, investor_id, held_by, held_at, opens_at, expires_at)
         SELECT gen_random_uuid(), 1, 'HELD', $2, park_id, terms, intent_id, release_id, operator_id, investor_id, held_by, held_at, opens_at, expires_at
           FROM slot_holds WHERE id = $1`,
        [hold.id, slotId],
      );
    await expect(again(slots[0]?.id)).rejects.toThrow(/slot_holds_one_of_slot/);
    await expect(again(slots[1]?.id)).rejects.toThrow(/slot_holds_one_of_intent_in_park/);
    const sql = (text: string) => app.database.query(text, [hold.id]);
    await expect(sql('UPDATE park_slot_uses SET live = false WHERE taking_id = $1')).rejects.toThrow(
      /takes its slot while it stands/,
    );
    await expect(
      sql(
        `UPDATE slot_holds SET state = 'RELEASED', ended_at = held_at, ended_as = 'TAKEN_BACK', version = 2 WHERE id = $1`,
      ),
    ).rejects.toThrow(/takes its slot while it stands/);
    await expect(sql('UPDATE park_slot_uses SET capacity = 1 WHERE taking_id = $1')).rejects.toThrow(
      /given back once/,
    );
    await expect(sql('DELETE FROM slot_holds WHERE id = $1')).rejects.toThrow(/ends once/);
    await expect(
      app.database.query(`UPDATE park_resources SET taken = capacity + 1 WHERE park_id = $1`, [park.id]),
    ).rejects.toThrow(/park_takings_within_capacity/);
    expect(await breaksOf(app)).toEqual([]);
  });
});
