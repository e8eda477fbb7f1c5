import { makeAgreement } from '../support/agreements';
import { TEST_DAY, startTestApp, type TestApp } from '../support/app';
import { IndicatorDesk, signedProject } from '../support/indicators';
import { breaksOf } from '../support/money';
import { TEST_PASSWORD, type Person } from '../support/people';
import { PeriodDesk } from '../support/period-desk';
import { invested, makeInvesting, ofRecord, type Investing, type ShownCapital } from '../support/projects';
import { submitted, type SaidCapital } from '../support/projects-course';

const JUNE = '2026-06-01';
const AT_ONCE = 5;

describe('paid-in capital around the close of a month', () => {
  let app: TestApp;
  let investing: Investing;
  let agreement: string;
  let desk: IndicatorDesk;
  let periods: PeriodDesk;
  let east: Person;
  let west: Person;
  beforeAll(async () => {
    app = await startTestApp();
    investing = await makeInvesting(app);
    agreement = await makeAgreement(app, { indicators: { 'IND-2': 500_000_000n } });
    desk = new IndicatorDesk(app, agreement);
    periods = new PeriodDesk(app);
    [east, west] = [investing.people.coordEast.city, investing.people.coordWest.city];
    await app.settle();
  });
  afterAll(() => app.close());

  let minutes = 0;
  /** Submitted, and verified by one of two. */
  async function half(
    project: Awaited<ReturnType<typeof signedProject>>,
    more: SaidCapital,
  ): Promise<ShownCapital> {
    app.clock.set(new Date(TEST_DAY.getTime() + 60_000 * minutes++));
    const { record } = await submitted(investing, project, more);
    return invested(app, east, 'verifyCapitalRecord', { ...ofRecord(record), password: TEST_PASSWORD });
  }
  const confirm = (record: ShownCapital) =>
    invested(app, west, 'verifyCapitalRecord', { ...ofRecord(record), password: TEST_PASSWORD });
  const seen = async (id: string) => {
    const { data } = await periods.ask<{ parkProject: { id: string; version: number } }>(
      'query ($id: UUID!) { parkProject(id: $id) { id version } }',
      { id },
      investing.operator.manager,
    );
    return data.parkProject as Awaited<ReturnType<typeof signedProject>>;
  };

  it('comes to the fen, whatever was verified, taken out or corrected meanwhile, and no signed list changes', async () => {
    const projects = [];
    for (let one = 0; one < AT_ONCE; one++) projects.push(await signedProject(investing));
    const paid: ShownCapital[] = [];
    for (const project of projects) paid.push(await half(project, { amount: '1000.00' }));
    const close = async () => {
      const { refusals } = await periods.close(agreement, JUNE, east);
      return refusals.map(({ code }) => code);
    };
    const [closing] = await Promise.all([close(), ...paid.map(confirm), app.settle()]);
    await app.settle();
    if (closing.length > 0) {
      expect(closing).toEqual(['COUNTING_PENDING']);
      expect(await close()).toEqual([]);
    }
    await app.settle();
    expect(await desk.net(west, 'IND_2')).toBe('5000.00');
    const { report } = await periods.month(agreement, JUNE, west);
    const after: ShownCapital[] = [];
    for (const [index, { id, projectId }] of paid.entries()) {
      const project = await seen(projectId);
      const lowered = { nature: 'CORRECTION', correctsId: id, lowers: true, amount: '100.01' };
      const withdrawn = { nature: 'WITHDRAWAL', amount: '50.00', contributedOn: '2026-06-15' };
      after.push(await half(project, index % 2 === 0 ? lowered : withdrawn));
    }
    await Promise.all([...after.map(confirm), app.settle(), periods.signBoth(agreement, JUNE, east, west)]);
    await app.settle();
    expect(await desk.net(west, 'IND_2')).toBe('4599.97');
    const locked = await periods.month(agreement, JUNE, west);
    expect([locked.state, locked.report?.sha256]).toEqual(['SIGNED', report?.sha256]);
    const entries = await desk.entries(west, 'IND_2');
    const later = entries.filter(({ kind }) => kind === 'REVERSAL');
    expect(later).toHaveLength(AT_ONCE);
    for (const entry of later) expect(entry).toMatchObject({ period: '2026-07-01', originalPeriod: JUNE });
    expect(await breaksOf(app)).toEqual([]);
  });
});
