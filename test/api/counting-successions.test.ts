import { makeAgreement } from '../support/agreements';
import { TEST_DAY, startTestApp, type TestApp } from '../support/app';
import { IndicatorDesk, producingProject } from '../support/indicators';
import { breaksOf } from '../support/money';
import { TEST_PASSWORD, type Person } from '../support/people';
import { makeInvesting, newUscc, ofSuccession, succeeded, type Investing } from '../support/projects';
import { confirmedSuccession, recordedSuccession } from '../support/projects-course';

describe('an enterprise with two codes', () => {
  let app: TestApp;
  let investing: Investing;
  let desk: IndicatorDesk;
  let east: Person;
  let west: Person;
  beforeAll(async () => {
    app = await startTestApp();
    investing = await makeInvesting(app);
    desk = new IndicatorDesk(app, await makeAgreement(app, { indicators: { 'IND-1': 10n } }));
    [east, west] = [investing.people.coordEast.city, investing.people.coordWest.city];
    await app.settle();
  });
  afterAll(() => app.close());
  /** A minute each: an organization uploads so many in one. */
  let minutes = 0;
  const nextMinute = () => app.clock.set(new Date(TEST_DAY.getTime() + 60_000 * minutes++));

  const counts = async (enterprises: number) => {
    await app.settle();
    expect(await desk.net(west, 'IND_1')).toBe(String(enterprises));
    expect(await breaksOf(app)).toEqual([]);
  };

  it('counts once when two offices have said so, and twice again when two have taken it back', async () => {
    nextMinute();
    const before = await producingProject(investing, '2026-07-02', newUscc());
    nextMinute();
    const after = await producingProject(investing, '2026-07-04', newUscc());
    await counts(2);
    nextMinute();
    const recorded = await recordedSuccession(investing, after, {
      predecessorUscc: before.enterpriseUscc,
      successorUscc: after.enterpriseUscc,
    });
    await counts(2);
    const confirmed = await confirmedSuccession(investing, recorded);
    // Nothing has heard of it yet: both are looked at again together.
    expect(await breaksOf(app)).toEqual([]);
    await counts(1);
    const asked = await succeeded(app, west, 'askToVoidEnterpriseSuccession', {
      ...ofSuccession(confirmed),
      note: '示例：并非同一企业',
    });
    await counts(1);
    const said = { ...ofSuccession(asked), password: TEST_PASSWORD };
    await succeeded(app, east, 'voidEnterpriseSuccession', said);
    expect(await breaksOf(app)).toEqual([]);
    await counts(2);
    const entries = await desk.entries(east, 'IND_1');
    expect(entries.map(({ amount, reason, project }) => [amount.value, reason?.code, project?.id])).toEqual([
      ['1', undefined, before.id],
      ['1', undefined, after.id],
      ['-1', 'COUNTED_BEFORE', after.id],
      ['1', undefined, after.id],
    ]);
  });
});
