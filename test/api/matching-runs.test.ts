import { startTestApp, type TestApp } from '../support/app';
import {
  makeRice,
  matched,
  matches,
  openRice,
  sellersOf,
  shownRun,
  type ShownRun,
} from '../support/matching';
import { operationsOf } from '../support/operations';
import { makePeople, makeSupplier, PLACES, type People, type Supplier } from '../support/people';
import type { Goods } from '../support/goods';
import { RunEveryNight } from '../../src/matching/reactions/run-every-night';
import { MatchRunner } from '../../src/matching/storage/match-runner';
import { MatchRuns } from '../../src/matching/storage/match-runs';
import { onRequest, riceLine, sourced, sourcingTerms } from '../support/sourcing';

describe('a match run', () => {
  let app: TestApp;
  let people: People;
  let ordinary: Supplier;
  let goods: { key: Goods; other: Goods; dear: Goods };
  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    // 宾川 is on the 832 list only; 金阳 and 昭觉 are key counties.
    ordinary = await app.transactions.run((tx) => makeSupplier(app, tx, 'COOPERATIVE', '532924'));
    goods = {
      key: await makeRice(app, sellersOf(people.supplier), 610n),
      other: await makeRice(app, sellersOf(ordinary), 600n, { countyCode: '532924' }),
      dear: await makeRice(app, sellersOf(people.otherSupplier), 790n, {
        countyCode: PLACES.otherWestCounty,
      }),
    };
  });
  afterAll(() => app.close());

  const ops = () => people.ops.token;
  const coordinator = () => people.coordEast.province.token;

  it('tells an office nothing a cap could be reckoned from: with another cap it reads the same to the byte', async () => {
    const operations = await operationsOf(app);
    /** Everything the office may ask about the run, in every field there is; names and times of the two runs apart. */
    const readOf = async ({ id }: ShownRun) => {
      const answers = [];
      for (const name of ['matchRun', 'runLines', 'matchOverrides']) {
        const variables = name === 'matchRun' ? { id } : { matchRunId: id, first: 5 };
        const document = operations.find((one) => one.name === name)?.documentFor(variables) ?? '';
        const { data, errors } = await app.graphql<object>(document, variables, { token: coordinator() });
        expect(errors).toBeUndefined();
        answers.push(data);
      }
      return JSON.stringify(answers).replaceAll(
        /"(id|windowId|cursor|[a-z]+Cursor|[a-z]+At)":"[^"]*"/gi,
        '"$1"',
      );
    };
    // More than there is: what is missing is worth what the cap says, and much is missing.
    const scarce = (amount: string) =>
      riceLine({
        certificates: [],
        minimum: { value: '35000', unit: 'kg' },
        maximum: { value: '40000', unit: 'kg' },
        cap: { price: { amount }, priceUnit: 'kg' },
        windows: [{ from: '2026-08-01', until: '2026-08-05', quantity: { value: '40000', unit: 'kg' } }],
      });
    const request = await openRice(app, people.buyer, scarce('8.00'));
    const first = await matched(app, ops());
    const read = await readOf(first);
    expect(read).toContain('"missingCause":"PRICE_OR_OTHERS"');
    const terms = sourcingTerms({ lines: [scarce('12.34')] });
    const clerk = people.buyer.clerk.token;
    const dearer = await sourced(app, clerk, 'amendSourcingRequest', onRequest(request, { terms }));
    const second = await matched(app, ops());
    expect(second.report?.withMissing).not.toEqual(first.report?.withMissing); // operations may know
    expect(await readOf(second)).toBe(read);
    await sourced(app, clerk, 'cancelSourcingRequest', onRequest(dearer, { reason: 'OTHER' }));
  });

  it('stands on one frozen snapshot, is proposed whole, and replaces the one before', async () => {
    const request = await openRice(app, people.buyer);
    const first = await matched(app, ops());
    expect(first).toMatchObject({
      state: 'PROPOSED',
      live: true,
      asOf: '2026-07-09',
      lineCount: 2,
      supplyCount: 3,
    });
    expect(first.inputSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(first.report).toMatchObject({ lines: 2, linesServed: 2 });
    const key = first.report?.floors.find(({ floorId }) => floorId === 'KEY_COUNTIES');
    expect(key?.floor.amount).toBe('3660.00'); // 30 % of 2,000 kg at 6.10 yuan, the middle of three list prices
    expect(Number(key?.proposedSales.amount)).toBeGreaterThanOrEqual(3_660);
    expect(Number(first.report?.priceOfFairness.amount)).toBeLessThanOrEqual(
      Number(first.report?.priceOfFairnessBound.amount),
    );

    const rows = await app.database.query(
      `SELECT p.state, sum(e.quantity_base)::bigint AS quantity FROM match_proposals p
         JOIN match_edges e ON e.proposal_id = p.id WHERE p.run_id = $1 AND p.request_id = $2 GROUP BY p.state`,
      [first.id, request.id],
    );
    expect(rows).toEqual([{ state: 'PROPOSED', quantity: 2_000_000n }]);

    const second = await matched(app, ops());
    expect(second.state).toBe('PROPOSED');
    expect((await shownRun(app, ops(), first.id)).state).toBe('SUPERSEDED');
    expect(second.reportSha256).toBe(first.reportSha256); // nothing has changed meanwhile
  });

  it('comes out the same to the byte when it is computed again from what it froze, whatever happened since', async () => {
    const run = await matched(app, ops());
    await makeRice(app, sellersOf(people.otherSupplier), 500n, { like: goods.dear });
    const { run: again } = await matches(app, ops(), 'recomputeMatchRun', { matchRunId: run.id });
    await app.settle();
    const recomputed = await shownRun(app, ops(), again?.id ?? '');
    expect(recomputed).toMatchObject({
      state: 'PROPOSED',
      live: false,
      recomputedFrom: run.id,
      sameReport: true,
      inputSha256: run.inputSha256,
      reportSha256: run.reportSha256,
    });
    expect((await shownRun(app, ops(), run.id)).state).toBe('PROPOSED'); // looked at, nothing replaced
    const fresh = await matched(app, ops());
    expect(fresh.inputSha256).not.toBe(run.inputSha256);
  });

  it('as of a past day goes by the lists and rules of that day', async () => {
    const run = await matched(app, ops());
    // On 1 August 2021 the 160 counties had not been named.
    const before = await matched(app, ops(), { asOf: '2021-08-01' });
    expect(before).toMatchObject({ state: 'PROPOSED', live: false, asOf: '2021-08-01' });
    const floor = ({ report }: typeof run) =>
      report?.floors.find(({ floorId }) => floorId === 'KEY_COUNTIES');
    expect(floor(before)).toMatchObject({ proposedSales: { amount: '0.00' }, cause: 'NO_ELIGIBLE_SUPPLY' });
    expect(floor(run)?.cause).toBeNull();
    expect((await shownRun(app, ops(), run.id)).state).toBe('PROPOSED');

    await app.database.query(
      `UPDATE rule_facts SET valid_to = '2026-07-08' WHERE key = 'MATCHING_KEY_COUNTY_FLOOR' AND region_code IS NULL`,
    );
    await app.database.query(
      `INSERT INTO rule_facts (key, value, unit, valid_from, source_document, verified)
       VALUES ('MATCHING_KEY_COUNTY_FLOOR', '0.50', 'RATIO', '2026-07-09', '示例', false)`,
    );
    await app.database.query('UPDATE region_facts_state SET change_count = change_count + 1');
    await new Promise((resolve) => setTimeout(resolve, 1_100)); // facts are asked for once a second
    const today = await matched(app, ops());
    const yesterday = await matched(app, ops(), { asOf: '2026-07-08', stockOfRunId: today.id });
    expect([floor(today)?.floor.amount, floor(yesterday)?.floor.amount]).toEqual(['6100.00', '3660.00']);
    expect(today.rulesVersion).not.toBe(yesterday.rulesVersion);
    expect(yesterday.rulesVersion).toBe(run.rulesVersion);
  });

  it('is refused for a day to come, a day without rules, twice at once, and to whoever does not answer for it', async () => {
    const refused = async (token: string, input: object = {}) =>
      (await matches(app, token, 'requestMatchRun', input)).refusals;
    expect(await refused(ops(), { asOf: '2026-07-10' })).toEqual(['AS_OF_IN_FUTURE asOf']);
    expect(await refused(ops(), { asOf: '2020-12-31' })).toEqual(['AS_OF_BEFORE_RULES asOf']);
    for (const person of [people.buyer.clerk, people.supplier.member, people.auditor, people.agri])
      expect(await refused(person.token)).toEqual(['FORBIDDEN']);
    expect(await refused(ops())).toEqual([]);
    expect(await refused(coordinator())).toEqual(['RUN_WAITING_ALREADY ']);
    await app.settle();
  });

  it('is begun again when its thread is lost, and fails as a whole when that goes on', async () => {
    const { run } = await matches(app, ops(), 'requestMatchRun');
    // As a worker leaves it that was killed in the middle.
    await app.database.query(`UPDATE match_runs SET state = 'RUNNING', attempts = 1 WHERE id = $1`, [
      run?.id,
    ]);
    await app.settle();
    expect(await shownRun(app, ops(), run?.id ?? '')).toMatchObject({ state: 'PROPOSED', failure: null });

    const { run: lost } = await matches(app, ops(), 'requestMatchRun');
    await app.database.query(`UPDATE match_runs SET state = 'RUNNING', attempts = 3 WHERE id = $1`, [
      lost?.id,
    ]);
    await app.settle();
    expect(await shownRun(app, ops(), lost?.id ?? '')).toMatchObject({
      state: 'FAILED',
      failure: 'THREAD_LOST',
    });
    const halves = await app.database.query('SELECT FROM match_proposals WHERE run_id = $1', [lost?.id]);
    expect(halves).toHaveLength(0);
  });

  it('whose thread dies in the middle is tried three times, then failed, and has proposed nothing', async () => {
    const before = await matched(app, ops());
    const planted = await openRice(app, people.buyer, { categoryCode: '17' }); // see test/support/match-thread.cjs
    const { run } = await matches(app, ops(), 'requestMatchRun');
    await app.settle();
    expect(await shownRun(app, ops(), run?.id ?? '')).toMatchObject({
      state: 'FAILED',
      failure: 'THREAD_LOST',
      report: null,
      reportSha256: null,
    });
    const [kept] = await app.database.query<{ attempts: number; halves: number; reports: number }>(
      `SELECT attempts, (SELECT count(*) FROM match_proposals WHERE run_id = r.id)::int AS halves,
         (SELECT count(*) FROM match_reports WHERE run_id = r.id)::int AS reports FROM match_runs r WHERE id = $1`,
      [run?.id],
    );
    expect(kept).toEqual({ attempts: 3, halves: 0, reports: 0 });
    expect((await shownRun(app, ops(), before.id)).state).toBe('PROPOSED');
    const cancel = onRequest(planted, { reason: 'OTHER' });
    await sourced(app, people.buyer.clerk.token, 'cancelSourcingRequest', cancel);
    expect((await matched(app, ops())).state).toBe('PROPOSED');
  });

  it('is not stopped by a wish beyond all reason, nor by the sum of large ones: they raise no floor it cannot hold', async () => {
    const wished = async (amount: string) => {
      const cap = { price: { amount }, priceUnit: 'kg' };
      return openRice(app, people.buyer, { categoryCode: '0102', cap });
    };
    const absurd = await wished('9000000000.00'); // left out: the engine cannot hold the price
    const ordinaryWish = await openRice(app, people.buyer);
    const first = await matched(app, ops());
    expect(first).toMatchObject({ state: 'PROPOSED', failure: null, leftOutCount: 2 });
    const floor = first.report?.floors.find(({ floorId }) => floorId === 'KEY_COUNTIES');
    expect(Number(floor?.floor.amount)).toBeLessThan(1_000_000);
    const large = await Promise.all(Array.from({ length: 4 }, () => wished('90000000.00')));
    expect(await matched(app, ops())).toMatchObject({ state: 'PROPOSED', failure: null, leftOutCount: 2 });
    for (const request of [absurd, ordinaryWish, ...large]) {
      const cancel = onRequest(request, { reason: 'OTHER' });
      await sourced(app, people.buyer.clerk.token, 'cancelSourcingRequest', cancel);
    }
  });

  it('is begun again where the database was too busy for a moment', async () => {
    await app.database.query('CREATE SEQUENCE busy_once');
    await app.database.query(
      `CREATE FUNCTION be_busy_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF nextval('busy_once') = 1 THEN RAISE EXCEPTION 'waited too long' USING ERRCODE = '55P03'; END IF;
         RETURN NEW; END $$`,
    );
    await app.database.query(
      'CREATE TRIGGER busy BEFORE INSERT ON match_reports FOR EACH ROW EXECUTE FUNCTION be_busy_once()',
    );
    expect(await matched(app, ops())).toMatchObject({ state: 'PROPOSED', failure: null });
    await app.database.query('DROP TRIGGER busy ON match_reports');
  });

  it('taken over by another worker is left to it', async () => {
    const { run } = await matches(app, ops(), 'requestMatchRun');
    const runner = app.nest.get(MatchRunner);
    const first = runner.runWaiting();
    const begun = () =>
      app.database.one(`SELECT FROM match_runs WHERE id = $1 AND state <> 'REQUESTED'`, [run?.id]);
    while (!(await begun()));
    await Promise.all([first, runner.runWaiting()]);
    await app.settle();
    expect(await shownRun(app, ops(), run?.id ?? '')).toMatchObject({ state: 'PROPOSED', failure: null });
  });

  it('by night comes by itself, once, before all that are only looked at, however many of those wait', async () => {
    await openRice(app, people.buyer);
    for (const day of ['03', '04', '05', '06', '07'])
      expect((await matches(app, ops(), 'requestMatchRun', { asOf: `2026-07-${day}` })).refusals).toEqual([]);
    const sixth = await matches(app, ops(), 'requestMatchRun', { asOf: '2026-07-02' });
    expect(sixth.refusals).toEqual(['TOO_MANY_RUNS_WAITING ']);
    const { run } = await matches(app, ops(), 'requestMatchRun');
    expect(await app.nest.get(MatchRuns).next(app.database)).toBe(run?.id);
    await app.settle();
    const byNight = () =>
      app.database.query<{ state: string; asOf: string }>(
        `SELECT state, as_of AS "asOf" FROM match_runs WHERE requested_by IS NULL`,
      );
    expect(await byNight()).toEqual([]); // nine in the morning
    app.clock.advance(17 * 3_600_000);
    await app.settle();
    await app.settle();
    expect(await byNight()).toEqual([{ state: 'PROPOSED', asOf: '2026-07-10' }]);
    await app.nest.get(RunEveryNight).tick();
    app.clock.advance(5 * 3_600_000); // seven: the night is over
    await app.nest.get(RunEveryNight).tick();
    expect(await byNight()).toHaveLength(1);
  });
});
