import { EnterpriseStarts } from '../../src/projects/index';
import { TEST_DAY, startTestApp, type TestApp } from '../support/app';
import { newPaper, uploaded } from '../support/claims';
import { TEST_PASSWORD, signInAgain, type Person } from '../support/people';
import {
  about,
  brought,
  invested,
  makeInvesting,
  newUscc,
  ofSuccession,
  projectSeen,
  projectVerb,
  projected,
  succeeded,
  type Investing,
  type ShownProject,
} from '../support/projects';
import { reached, stageDay, submitted } from '../support/projects-course';

describe('what paid-in capital looks like, and whose it is', () => {
  let app: TestApp;
  let investing: Investing;
  let manager: Person;
  /** Signed, and nothing paid in. */
  let project: ShownProject;
  beforeAll(async () => {
    app = await startTestApp();
    investing = await makeInvesting(app);
    manager = investing.operator.manager;
  });
  /** A minute each: an organization uploads so many in one. */
  let minutes = 0;
  beforeEach(async () => {
    app.clock.set(new Date(TEST_DAY.getTime() + 60_000 * minutes++));
    project = await reached(investing, 'SIGNED');
  });
  afterAll(() => app.close());

  const add = async (more: Parameters<typeof submitted>[2] = {}) => {
    const done = await submitted(investing, project, more);
    project = done.project;
    return done.record;
  };
  const totals = async (person: Person) => {
    const { data } = await app.graphql<{
      parkProjectTotals: {
        signed: { amount: string };
        paidIn: { amount: string };
        signedProjects: number;
        enterprisesInProduction: number;
      };
    }>(
      'query ($parkId: UUID) { parkProjectTotals(parkId: $parkId) { signedProjects signed { amount } paidIn { amount } enterprisesInProduction } }',
      { parkId: investing.parkId },
      { token: await signInAgain(app, person) },
    );
    return data.parkProjectTotals;
  };

  it('looks invented where amounts are round, at the ends of months, beside its jobs, under one paper or an old one', async () => {
    const shared = newPaper();
    for (const contributedOn of ['2026-03-31', '2026-04-30', '2026-05-31'])
      await add({
        amount: '2000000.00',
        contributedOn,
        papers: [{ kind: 'BANK_RECEIPT', issuedOn: '2025-01-05' }, 'CAPITAL_VERIFICATION'],
      });
    const odd = await add({
      amount: '123456.78',
      contributedOn: '2026-06-10',
      papers: [{ kind: 'BANK_RECEIPT', bytes: shared }, 'TAX_RECORD'],
    });
    const other = await reached(investing, 'SIGNED');
    await brought(app, manager, other, { kind: 'BANK_RECEIPT', bytes: shared });
    const seen = await projectSeen(app, manager, project.id);
    const signs = new Map(seen?.signs.map(({ sign, recordIds }) => [sign, recordIds]));
    expect(signs.get('ROUND_AMOUNTS')).toHaveLength(3);
    expect(signs.get('MONTH_END_CLUSTER')).toHaveLength(3);
    expect(signs.get('EVIDENCE_OLDER')).toHaveLength(3);
    expect(signs.get('SHARED_DOCUMENT')).toEqual([odd.id]);
    expect(seen?.evidence.find(({ alsoUnder }) => alsoUnder.length > 0)?.alsoUnder).toEqual([other.id]);
    expect(signs.has('CAPITAL_PER_JOB')).toBe(false);
    const again = await invested(app, manager, 'submitCapitalRecord', {
      projectId: project.id,
      nature: 'CONTRIBUTION',
      kind: 'CASH',
      amount: { amount: '7654321.01' },
      contributedOn: '2026-06-10',
      evidenceIds: odd.evidenceIds,
    });
    const shown = await projectSeen(app, manager, project.id);
    expect(shown?.signs.find(({ sign }) => sign === 'SHARED_DOCUMENT')?.recordIds.toSorted()).toEqual(
      [odd.id, again.id].toSorted(),
    );
    const rich = await add({ amount: '900000000.00' });
    const { data } = await app.graphql<{ capitalRecord: { signs: string[] } }>(
      'query ($id: UUID!) { capitalRecord(id: $id) { signs } }',
      { id: rich.id },
      { token: await signInAgain(app, investing.people.coordEast.city) },
    );
    expect(data.capitalRecord.signs).toEqual(expect.arrayContaining(['CAPITAL_PER_JOB', 'CAPITAL_PER_AREA']));
  });

  it('belongs to an enterprise that counts once, under whichever code it has come to have', async () => {
    const [before, after] = [newUscc(), newUscc()];
    const named = (uscc: string) => ({ enterprise: { name: '示例食品有限公司', uscc } });
    const counted = async () => (await totals(investing.county)).enterprisesInProduction;
    const start = await counted();
    await reached(investing, 'IN_PRODUCTION', undefined, named(before));
    const second = await reached(investing, 'IN_PRODUCTION', undefined, named(before));
    expect((await counted()) - start).toBe(1);
    await reached(investing, 'IN_PRODUCTION', undefined, named(after));
    expect((await counted()) - start).toBe(2);
    const succession = {
      predecessorUscc: before,
      successorUscc: after,
      kind: 'RENAMED',
      succeededOn: '2026-02-01',
      fileId: await uploaded(app, investing.county),
    };
    const tries = async (more: object) =>
      (
        await projectVerb(app, investing.county, 'recordEnterpriseSuccession', {
          ...about(second),
          ...succession,
          ...more,
        })
      ).refusals;
    expect(await tries({ successorUscc: before })).toEqual(['SUCCESSION_OF_ITSELF successorUscc']);
    expect(await tries({ predecessorUscc: newUscc(), successorUscc: newUscc() })).toEqual([
      'SUCCESSION_NOT_OF_PROJECT predecessorUscc',
    ]);
    expect(await tries({ succeededOn: '2026-07-10' })).toEqual(['SUCCESSION_DAY_WRONG succeededOn']);
    const joined = await projected(app, investing.county, 'recordEnterpriseSuccession', {
      ...about(second),
      ...succession,
    });
    expect((await counted()) - start).toBe(2);
    const [waiting] = joined.successions;
    if (!waiting) throw new Error('nothing recorded');
    await succeeded(app, investing.people.coordEast.city, 'confirmEnterpriseSuccession', {
      ...ofSuccession(waiting),
      password: TEST_PASSWORD,
    });
    expect((await counted()) - start).toBe(1);
    expect(
      (
        await projectVerb(app, investing.county, 'recordEnterpriseSuccession', {
          ...about(joined),
          ...succession,
          fileId: await uploaded(app, investing.county),
        })
      ).refusals,
    ).toEqual(['SUCCESSION_KNOWN successorUscc']);
    expect((await app.nest.get(EnterpriseStarts).first(app.database, after))?.firstOn).toBe(
      stageDay('IN_PRODUCTION'),
    );
  });
});
