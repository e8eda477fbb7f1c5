import { Role } from '../../src/organizations/index';
import { TEST_DAY, startTestApp, type TestApp } from '../support/app';
import { uploaded } from '../support/claims';
import { breaksOf } from '../support/money';
import { TEST_PASSWORD, addMember, shareTelephone, type Person } from '../support/people';
import {
  about,
  makeInvesting,
  newUscc,
  ofSuccession,
  projectSeen,
  projectVerb,
  projected,
  succeeded,
  type Investing,
  type ShownProject,
  type ShownSuccession,
} from '../support/projects';
import { reached } from '../support/projects-course';
import { writtenSuccession } from '../support/projects-written';

const password = TEST_PASSWORD;
const note = '示例';

describe('who became whom', () => {
  let app: TestApp;
  let investing: Investing;
  let east: Person;
  let west: Person;
  let county: Person;
  let ofCounty: Person;
  let begun: ShownProject;
  beforeAll(async () => {
    app = await startTestApp();
    investing = await makeInvesting(app);
    [east, west, county] = [
      investing.people.coordEast.city,
      investing.people.coordWest.city,
      investing.county,
    ];
    ofCounty = await app.transactions.run((tx) => addMember(app, tx, county.organizationId, Role.VERIFIER));
    begun = await reached(investing, 'IN_PRODUCTION');
  });
  afterAll(() => app.close());
  /** A minute each: an organization uploads so many in one. */
  let minutes = 1;
  beforeEach(() => app.clock.set(new Date(TEST_DAY.getTime() + 60_000 * minutes++)));

  const tries = async (
    person: Person,
    said: { readonly successorUscc?: string | undefined; [more: string]: unknown },
  ) => {
    const project = (await projectSeen(app, county, begun.id)) ?? begun;
    const answered = await projectVerb(app, person, 'recordEnterpriseSuccession', {
      ...about(project),
      predecessorUscc: project.enterpriseUscc,
      kind: 'RENAMED',
      succeededOn: '2026-07-01',
      fileId: await uploaded(app, person),
      ...said,
    });
    const recorded = answered.project?.successions.find(
      ({ state, successorUscc }) => state === 'RECORDED' && successorUscc === said.successorUscc,
    );
    return { ...answered, recorded };
  };
  const recorded = async (person: Person, said: Parameters<typeof tries>[1]): Promise<ShownSuccession> => {
    const { recorded: found, refusals } = await tries(person, said);
    if (!found) throw new Error(refusals.join(', '));
    return found;
  };
  const decides = async (person: Person, verb: string, one: ShownSuccession, more: object) =>
    (await projectVerb(app, person, `${verb}EnterpriseSuccession`, { ...ofSuccession(one), ...more }))
      .refusals;
  const confirmed = async (person: Person, one: ShownSuccession) =>
    succeeded(app, person, 'confirmEnterpriseSuccession', { ...ofSuccession(one), password });
  /** Where it stands for the counting of enterprises. */
  const together = async (one: string, other: string) =>
    (
      await app.database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM enterprise_successions WHERE predecessor_uscc = $1 AND successor_uscc = $2
          AND state IN ('CONFIRMED', 'VOID_ASKED')`,
        [one, other],
      )
    )[0]?.n === 1;

  it('is what another office says, too, of the other side or a province, by another person', async () => {
    const successorUscc = newUscc();
    const one = await recorded(county, { successorUscc });
    expect(one).toMatchObject({ state: 'RECORDED', byOneOffice: false, words: [{ verb: 'record' }] });
    for (const person of [ofCounty, west])
      expect(await decides(person, 'confirm', one, { password })).toEqual([
        'SUCCESSION_OTHER_OFFICE successionId',
      ]);
    for (const person of [county, investing.operator.manager])
      expect(await decides(person, 'confirm', one, { password })).toEqual(['FORBIDDEN']);
    expect(await decides(east, 'confirm', one, { password: 'wrong-password' })).toEqual([
      'PASSWORD_WRONG password',
    ]);
    await shareTelephone(app, 'one-person', county, east);
    expect(await decides(east, 'confirm', one, { password })).toEqual([
      'SUCCESSION_OTHER_PERSON successionId',
    ]);
    await shareTelephone(app, null, county, east);
    for (const change of [
      `UPDATE enterprise_successions SET state = 'CONFIRMED', version = 2 WHERE id = '${one.id}'`,
      `INSERT INTO enterprise_succession_words VALUES ('${one.id}', 2, 'confirm', '${west.organizationId}', '${west.id}', NULL, now())`,
      `UPDATE enterprise_successions SET successor_uscc = '${newUscc()}' WHERE id = '${one.id}'`,
      `DELETE FROM enterprise_successions WHERE id = '${one.id}'`,
      `DELETE FROM enterprise_succession_words`,
    ])
      await expect(app.database.query(change)).rejects.toThrow(
        /said last|may not|cannot change|stays|append-only|refuse/i,
      );
    expect(await together(begun.enterpriseUscc ?? '', successorUscc)).toBe(false);
    const stands = await confirmed(east, one);
    expect(stands).toMatchObject({ state: 'CONFIRMED', words: [{ verb: 'record' }, { verb: 'confirm' }] });
    expect(await together(begun.enterpriseUscc ?? '', successorUscc)).toBe(true);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('is refused in a circle, and twice but for a split or a merger', async () => {
    const [stands] = (await projectSeen(app, county, begun.id))?.successions ?? [];
    expect(stands?.state).toBe('CONFIRMED');
    const [row] = await app.database.query<{ uscc: string }>(
      'SELECT successor_uscc AS uscc FROM enterprise_successions WHERE id = $1',
      [stands?.id],
    );
    const [first, after] = [begun.enterpriseUscc ?? '', row?.uscc ?? ''];
    expect((await tries(county, { predecessorUscc: after, successorUscc: first })).refusals).toEqual([
      'SUCCESSION_IN_A_CIRCLE successorUscc',
    ]);
    expect((await tries(county, { successorUscc: newUscc() })).refusals).toEqual([
      'SUCCESSION_DOUBLE successorUscc',
    ]);
    expect((await tries(county, { predecessorUscc: newUscc(), successorUscc: after })).refusals).toEqual([
      'SUCCESSION_DOUBLE successorUscc',
    ]);
    // Two that contradict each other may both be recorded; only one is confirmed.
    const parts = [newUscc(), newUscc()];
    const whole = { predecessorUscc: after, kind: 'SPLIT' };
    const split = await recorded(county, { ...whole, successorUscc: parts[0] });
    const renamed = await recorded(county, { ...whole, kind: 'RENAMED', successorUscc: parts[1] });
    await confirmed(east, split);
    expect(await decides(east, 'confirm', renamed, { password })).toEqual(['SUCCESSION_DOUBLE successionId']);
    await expect(
      app.transactions.run((tx) =>
        tx.query(`UPDATE enterprise_successions SET state = 'CONFIRMED' WHERE id = $1`, [renamed.id]),
      ),
    ).rejects.toThrow(/contradicts another/);
    expect(await decides(east, 'reject', renamed, { note })).toEqual([]);
    await confirmed(east, await recorded(county, { ...whole, successorUscc: parts[1] }));
    expect(await breaksOf(app)).toEqual([]);
  });

  it('is taken back by two offices as well, and by none alone', async () => {
    const other = await reached(investing, 'IN_PRODUCTION');
    const known = { ...about(other), predecessorUscc: newUscc(), successorUscc: other.enterpriseUscc };
    const said = { ...known, kind: 'RE_REGISTERED', succeededOn: '2026-06-01' };
    const { successions } = await projected(app, west, 'recordEnterpriseSuccession', {
      ...said,
      fileId: await uploaded(app, west),
    });
    const [one] = successions;
    if (!one) throw new Error('nothing recorded');
    expect(await decides(east, 'void', one, { password })).toEqual(['ILLEGAL_TRANSITION successionId']);
    const stands = await confirmed(east, one);
    const asked = await succeeded(app, east, 'askToVoidEnterpriseSuccession', {
      ...ofSuccession(stands),
      note,
    });
    // Neither who asked, nor the county in which the enterprise counts.
    for (const person of [east, ofCounty])
      for (const [verb, more] of [
        ['void', { password }],
        ['keep', { note }],
      ] as const)
        expect(await decides(person, verb, asked, more)).toEqual(['SUCCESSION_OTHER_OFFICE successionId']);
    const kept = await succeeded(app, west, 'keepEnterpriseSuccession', { ...ofSuccession(asked), note });
    expect(kept.state).toBe('CONFIRMED');
    const again = await succeeded(app, west, 'askToVoidEnterpriseSuccession', {
      ...ofSuccession(kept),
      note,
    });
    const gone = await succeeded(app, east, 'voidEnterpriseSuccession', { ...ofSuccession(again), password });
    expect(gone.state).toBe('VOID');
    expect(gone.words.map(({ verb }) => verb)).toEqual([
      'record',
      'confirm',
      'askToVoid',
      'keep',
      'askToVoid',
      'void',
    ]);
    expect(await decides(west, 'askToVoid', gone, { note })).toEqual(['ILLEGAL_TRANSITION successionId']);
    expect(await together(known.predecessorUscc, known.successorUscc ?? '')).toBe(false);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('stands where one office had recorded it before that was asked for, is marked so, and two may void it', async () => {
    const other = await reached(investing, 'REGISTERED');
    const id = await app.transactions.run((tx) => writtenSuccession(tx, other.id, 'CONFIRMED', west));
    const [before] = (await projectSeen(app, county, other.id))?.successions ?? [];
    expect(before).toMatchObject({ id, state: 'CONFIRMED', byOneOffice: true });
    expect(await breaksOf(app)).toEqual([]);
    if (!before) throw new Error('not shown');
    const asked = await succeeded(app, west, 'askToVoidEnterpriseSuccession', {
      ...ofSuccession(before),
      note,
    });
    expect(await decides(east, 'void', asked, { password })).toEqual([]);
    expect(await breaksOf(app)).toEqual([]);
  });
});
