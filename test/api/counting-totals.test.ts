import { RegionTotalsAreSumsOfDays } from '../../src/counting/queries/prove-region-totals';
import { ProgressReader } from '../../src/counting/storage/progress-figures';
import { totalsAgree } from '../../src/counting/storage/totals-digest';
import { Reconciliation, type CheckResult, type ReconciliationLine } from '../../src/platform/index';
import { makeAgreement } from '../support/agreements';
import { startTestApp, type TestApp } from '../support/app';
import { makeGoods } from '../support/goods';
import { PLACES, makePeople, type People } from '../support/people';
import { Recalls } from '../support/recalls';

/** What was seen of what is taken back. */
class TakenBack extends Error {
  constructor(readonly result: CheckResult) {
    super('taken back');
  }
}

const LEDGERS = ['counting_ledger_months', 'counting_ledger_days'];
const AMOUNTS = ['gross_fen', 'reversals_fen', 'provisional_fen'];
const ONE_SCHEME = `WHERE scheme <> 'ALL'`;

/** What the sums of all rows tell apart; nothing of it can be seen by reading a part. */
const TAMPERED = [
  ...LEDGERS.flatMap((table) => [
    ...AMOUNTS.flatMap((amount) => [
      `UPDATE ${table} SET ${amount} = ${amount} + 1 ${ONE_SCHEME} AND cut = 'GOODS'`,
      `UPDATE ${table} SET ${amount} = ${amount} - 9000000000000000000000 ${ONE_SCHEME} AND cut = 'COUNTY'`,
    ]),
    `UPDATE ${table} SET gross_fen = reversals_fen, reversals_fen = gross_fen ${ONE_SCHEME} AND cut = 'RELATION'`,
    `UPDATE ${table} SET reversals_fen = provisional_fen, provisional_fen = reversals_fen ${ONE_SCHEME}`,
    `UPDATE ${table} SET period = period + interval '1 month' ${ONE_SCHEME}`,
    `UPDATE ${table} SET county_code = '513431' ${ONE_SCHEME} AND cut = 'COUNTY'`,
    `UPDATE ${table} SET category_code = '05' ${ONE_SCHEME} AND cut = 'GOODS'`,
    `UPDATE ${table} SET cut = 'RELATION', county_code = NULL, period = '2026-05-01' ${ONE_SCHEME} AND cut = 'COUNTY'`,
    ...['agreement_id', 'commitment_id', 'pairing_id'].map(
      (column) => `UPDATE ${table} SET ${column} = gen_random_uuid() ${ONE_SCHEME}`,
    ),
    ...['mode', 'unit', 'west_region_code', 'east_region_code'].map(
      (column) => `UPDATE ${table} SET ${column} = 'X' ${ONE_SCHEME}`,
    ),
    `UPDATE ${table} SET year = year - 1 ${ONE_SCHEME}`,
    `DELETE FROM ${table} ${ONE_SCHEME} AND cut = 'GOODS'`,
  ]),
  `UPDATE counting_ledger_months SET recorded_month = recorded_month - interval '1 month'`,
  'UPDATE counting_ledger_days SET recorded_on = recorded_on - 1',
  `UPDATE counting_entries SET reason = 'REATTRIBUTION' WHERE reason = 'REFUND'`,
  `UPDATE counting_entries SET recorded_at = recorded_at - interval '1 day'`,
  'UPDATE counting_entries SET amount_fen = amount_fen + 1000000000000 WHERE amount_fen > 0',
  `INSERT INTO counting_deltas (scheme, mode, unit, year, agreement_id, commitment_id, pairing_id, west_region_code, east_region_code,
     county_code, category_code, period, recorded_on, gross_fen, reversals_fen, provisional_fen)
   SELECT scheme, mode, unit, year, agreement_id, commitment_id, pairing_id, west_region_code, east_region_code, county_code, category_code,
     period, counted_on, 0, 0, 1 FROM counting_entries`,
];

describe('the totals that progress reads', () => {
  let app: TestApp;
  let people: People;
  let agreementId: string;

  beforeAll(async () => {
    app = await startTestApp();
    people = await makePeople(app);
    agreementId = await makeAgreement(app, {
      leaves: [{ east: PLACES.eastCounty, west: PLACES.westCounty, fen: 50_000_000n }],
    });
    await app.settle();
    const recalls = new Recalls(app, people);
    const [kept, recalled] = [await makeGoods(app, people), await makeGoods(app, people)];
    const order = await recalls.settled([kept, recalled], [10_000n, 7_000n]);
    await recalls.history.refund(order, order.portions[0] ?? '', 4_000n);
    await recalls.recall(recalled.lotId);
    await app.settle();
  });
  afterAll(() => app.close());

  const brokenLines = async () => {
    const lines: ReconciliationLine[] = [];
    await app.nest.get(Reconciliation).run((line) => lines.push(line));
    return lines.filter(
      ({ sentence, breaks }) => /totals|job is waiting|Across schemes/.test(sentence) && breaks.length > 0,
    );
  };

  it('are the sums of the entries after settlement, refund and recall', async () => {
    expect(
      await app.database.query(
        `SELECT sum(gross_fen)::bigint AS gross, sum(reversals_fen)::bigint AS reversals, sum(provisional_fen)::bigint AS provisional
         FROM counting_months`,
      ),
    ).toEqual([{ gross: 17_000n, reversals: 11_000n, provisional: 0n }]);
    expect(await brokenLines()).toEqual([]);
  });

  it('are read of an agreement’s own regions: nothing of those whose codes stand before or after them', async () => {
    const grossBetween = async (westRegionCode: string, eastRegionCode: string) => {
      const regions = { eastRegionCode, westRegionCode, alone: false, helperId: null };
      const scope = { agreementId, scheme: 'EAST_WEST', year: 2026, ...regions };
      const { rows } = await app.nest.get(ProgressReader).figures(scope, 'COUNTY', null);
      return rows.map(({ grossFen }) => grossFen);
    };
    expect(await grossBetween(PLACES.westCity, PLACES.eastCity)).toEqual([17_000n]);
    expect(await grossBetween(PLACES.westProvince, PLACES.eastProvince)).toEqual([17_000n]);
    for (const west of ['513300', '513500', '500000', '520000'])
      expect(await grossBetween(west, PLACES.eastProvince)).toEqual([]);
    for (const east of ['330100', '330300', '320000'])
      expect(await grossBetween(PLACES.westProvince, east)).toEqual([]);
  });

  it.each(['counting_ledger_months', 'counting_ledger_days'])(
    'are reported where %s was tampered with',
    async (table) => {
      for (const cut of ['RELATION', 'COUNTY', 'GOODS']) {
        const add = (fen: number) =>
          app.database.query(
            `UPDATE ${table} SET gross_fen = gross_fen + $1 WHERE cut = $2 AND scheme <> 'ALL'`,
            [fen, cut],
          );
        await add(1);
        // What regions come to is kept of the days by relation and by county.
        const ofRegions = table === 'counting_ledger_days' && cut !== 'GOODS';
        expect((await brokenLines()).map(({ sentence }) => /regions/.test(sentence))).toEqual(
          ofRegions ? [true, false] : [false],
        );
        await add(-1);
      }
      expect(await brokenLines()).toEqual([]);
    },
  );

  /** What the sums of all rows say after these statements, which are taken back. */
  const agreeAfter = async (...statements: string[]) => {
    const seen = await app.transactions
      .run(async (tx) => {
        await tx.query('SET LOCAL session_replication_role = replica');
        for (const statement of statements) await tx.query(statement);
        const { examined, agree } = await totalsAgree(tx);
        throw new TakenBack({ examined, breaks: agree ? [] : ['they differ'] });
      })
      .catch((error: unknown) => error);
    if (!(seen instanceof TakenBack)) throw seen;
    return seen.result.breaks.length === 0;
  };

  it('are told to differ by the sums of all rows whatever was tampered with, and only then', async () => {
    expect(await agreeAfter()).toBe(true);
    const large = (table: string, columns: readonly string[]) =>
      `UPDATE ${table} SET ${columns.map((column) => `${column} = ${column} * 1000000`).join(', ')}`;
    const multiplied = LEDGERS.map((table) => large(table, AMOUNTS));
    expect(await agreeAfter(...multiplied, large('counting_entries', ['amount_fen']))).toBe(true);
    const unnoticed: string[] = [];
    for (const statement of TAMPERED) if (await agreeAfter(statement)) unnoticed.push(statement);
    expect(unnoticed).toEqual([]);
  });

  it('of regions are told where they were tampered with, on any day', async () => {
    for (const table of ['counting_regions', 'counting_region_days']) {
      const add = (fen: number) =>
        app.database.query(`UPDATE ${table} SET reversals_fen = reversals_fen + $1`, [fen]);
      await add(1);
      expect((await brokenLines()).map(({ sentence }) => /regions/.test(sentence))).toEqual([true]);
      await add(-1);
    }
  });

  it('of regions stand on every later day where a row of an earlier one is folded late', async () => {
    const regions = app.nest.get(RegionTotalsAreSumsOfDays);
    const seen = await app.transactions
      .run(async (tx) => {
        for (const days of [-3, 0, -5, 2]) {
          await tx.query(
            `INSERT INTO counting_deltas SELECT scheme, mode, unit, year, agreement_id, commitment_id, pairing_id, west_region_code,
               east_region_code, county_code, category_code, period, recorded_on + $1::int, 10, 3, 1
             FROM counting_ledger_days WHERE cut = 'GOODS' AND scheme <> 'ALL'`,
            [days],
          );
          await tx.query('SELECT fold_counting_totals(1000)');
        }
        throw new TakenBack(await regions.check(tx));
      })
      .catch((error: unknown) => error);
    if (!(seen instanceof TakenBack)) throw seen;
    expect(seen.result.breaks).toEqual([]);
    expect(seen.result.examined).toBeGreaterThan(8);
  });

  it('count across schemes once, and say so where they do not', async () => {
    await app.database.query(
      `UPDATE counting_ledger_months SET gross_fen = gross_fen + 1 WHERE scheme = 'ALL'`,
    );
    expect((await brokenLines()).map(({ invariant }) => invariant)).toEqual(['I5']);
    await app.database.query(
      `UPDATE counting_ledger_months SET gross_fen = gross_fen - 1 WHERE scheme = 'ALL'`,
    );
  });

  it('say as pending what a job waits for, and reconciliation tells of an event without one', async () => {
    const lot = await makeGoods(app, people);
    await new Recalls(app, people).settled([lot], [5_000n]);
    await app.database.query(
      `UPDATE reaction_cursors SET last_sequence = 0 WHERE reaction = 'count-order-events'`,
    );
    const [told] = await brokenLines();
    expect(told?.sentence).toMatch(/job is waiting/);
  });
});
