import { TEST_DAY, startTestApp, type TestApp } from '../support/app';
import { newPaper } from '../support/claims';
import { breaksOf } from '../support/money';
import { TEST_PASSWORD } from '../support/people';
import {
  invested,
  makeInvesting,
  newUscc,
  ofRecord,
  type Investing,
  type SaidPaper,
  type ShownCapital,
  type ShownProject,
} from '../support/projects';
import { reached, submitted, verified, verify } from '../support/projects-course';

describe('papers under verified capital', () => {
  let app: TestApp;
  let investing: Investing;
  let one: ShownProject;
  let other: ShownProject;
  beforeAll(async () => {
    app = await startTestApp();
    investing = await makeInvesting(app);
  });
  afterAll(() => app.close());
  /** A minute each: an organization uploads so many in one. */
  let minutes = 0;
  beforeEach(async () => {
    app.clock.set(new Date(TEST_DAY.getTime() + 60_000 * minutes++));
    one = await reached(investing, 'SIGNED');
    other = await reached(investing, 'SIGNED');
  });

  const add = async (project: ShownProject, more: Parameters<typeof submitted>[2]) => {
    const done = await submitted(investing, project, more);
    if (project.id === one.id) one = done.project;
    else other = done.project;
    return done.record;
  };
  const onPapers = (receipt: SaidPaper) => ({ papers: [receipt, 'CAPITAL_VERIFICATION'] });
  const once = async (record: ShownCapital) => {
    const { capitalRecord } = await verify(app, investing.people.coordEast.city, record);
    if (!capitalRecord) throw new Error('not verified');
    return capitalRecord;
  };
  const REFUSED = ['CAPITAL_PAPER_COUNTED capitalRecordId'];

  it('prove money once: neither the same file nor the same number of an issuer, in one project or two', async () => {
    const bytes = newPaper();
    const bank = newUscc();
    const receipt = { kind: 'BANK_RECEIPT', bytes, issuers: [bank], documentNo: '示例 ab-１号' };
    await verified(investing, await add(one, onPapers(receipt)));
    const again = await once(await add(other, onPapers({ kind: 'BANK_RECEIPT', bytes })));
    const west = investing.people.coordWest.city;
    expect((await verify(app, west, again)).refusals).toEqual(REFUSED);
    const number = { kind: 'BANK_RECEIPT', issuers: [newUscc(), bank], documentNo: '示例AB-1号' };
    for (const project of [one, other]) {
      const twin = await once(await add(project, onPapers(number)));
      expect((await verify(app, west, twin)).refusals).toEqual(REFUSED);
    }
    const distinct = { kind: 'BANK_RECEIPT', issuers: [bank], documentNo: '示例AB-2号' };
    expect((await verified(investing, await add(other, onPapers(distinct)))).state).toBe('VERIFIED');
    // A withdrawal lowers: what shows it is not spent.
    const back = { nature: 'WITHDRAWAL', amount: '1.00', ...onPapers({ ...receipt, bytes: newPaper() }) };
    expect((await verified(investing, await add(one, back))).state).toBe('VERIFIED');
    await expect(app.database.query('DELETE FROM capital_counted_papers')).rejects.toThrow(/stay counted/);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('are free again where what they proved was corrected to nothing', async () => {
    const bytes = newPaper();
    const wrong = await verified(
      investing,
      await add(one, { amount: '1000.00', ...onPapers({ kind: 'BANK_RECEIPT', bytes }) }),
    );
    const lower = { nature: 'CORRECTION', lowers: true, correctsId: wrong.id };
    const west = investing.people.coordWest.city;
    await verified(investing, await add(one, { ...lower, amount: '400.00' }));
    const right = await once(await add(other, onPapers({ kind: 'BANK_RECEIPT', bytes })));
    expect((await verify(app, west, right)).refusals).toEqual(REFUSED);
    await verified(investing, await add(one, { ...lower, amount: '600.00' }));
    const done = await invested(app, west, 'verifyCapitalRecord', {
      ...ofRecord(right),
      password: TEST_PASSWORD,
    });
    expect(done.state).toBe('VERIFIED');
    const raise = { nature: 'CORRECTION', lowers: false, correctsId: wrong.id, amount: '5.00' };
    expect((await verify(app, west, await once(await add(one, raise)))).refusals).toEqual(REFUSED);
    expect(await breaksOf(app)).toEqual([]);
  });

  it('prove one of two that are verified at the same moment', async () => {
    const bytes = newPaper();
    const both = [
      await once(await add(one, onPapers({ kind: 'BANK_RECEIPT', bytes }))),
      await once(await add(other, onPapers({ kind: 'BANK_RECEIPT', bytes }))),
    ];
    const answers = await Promise.all(
      both.map((record) => verify(app, investing.people.coordWest.city, record)),
    );
    expect(answers.flatMap(({ refusals }) => refusals)).toEqual(REFUSED);
    expect(await breaksOf(app)).toEqual([]);
  });
});
