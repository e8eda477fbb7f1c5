import { seededRandom } from '../../../libs/matching/src/index';
import { commitmentState } from './commitment-state';
import { errorsOf, forecast, type ForecastFacts } from './forecast';
import { restByMonth } from './rest-by-month';
import { comeBy, daysWithin, type PastYear } from './season';

/** A past year of so much in each month, in yuan. */
const year = (number: number, ...yuan: readonly number[]): PastYear => ({
  year: number,
  months: Array.from({ length: 12 }, (_, at) => BigInt(yuan[at] ?? 0) * 100n),
});
const even = (number: number, yuan: number) => year(number, ...Array.from({ length: 12 }, () => yuan));
/** Goods harvested in September and October, as many crops of the west are. */
const autumn = (number: number, yuan: number) => year(number, 0, 0, 0, 0, 0, 0, 0, 0, yuan, yuan);

const facts = (given: Partial<ForecastFacts> = {}): ForecastFacts => ({
  on: '2026-07-01',
  dueOn: '2026-11-30',
  target: 1_000_000n,
  confirmed: 0n,
  openOrders: 0n,
  callOffs: 0n,
  ownPast: [],
  regionPast: [],
  ...given,
});
const stateOf = (given: Partial<ForecastFacts>) => commitmentState(facts(given), forecast(facts(given)));

describe('a season', () => {
  it('counts days with both ends, and a month as even within itself', () => {
    expect([daysWithin('2026-02-01', '2026-02-28'), daysWithin('2026-03-02', '2026-03-01')]).toEqual([
      28n,
      0n,
    ]);
    const past = year(2024, 3_100, 2_900);
    expect(comeBy(past, '2024-01-31')).toBe(310_000n);
    expect(comeBy(past, '2024-01-10')).toBe(100_000n);
    expect(comeBy(past, '2024-02-29')).toBe(600_000n);
    expect(comeBy(past, '2024-12-31')).toBe(600_000n);
  });
});

describe('a forecast', () => {
  it('is what is confirmed, what is open, and what the season brings beside it', () => {
    const given = facts({
      confirmed: 50_000n,
      openOrders: 20_000n,
      callOffs: 10_000n,
      ownPast: [even(2024, 100), even(2025, 100)],
      on: '2026-06-30',
    });
    const made = forecast(given);
    expect(made).toMatchObject({ basis: 'OWN_SEASON', years: [2024, 2025], gap: 1_000_000n - made.mid });
    expect(made.mid).toBe(50_000n + 20_000n + 10_000n + made.season);
    expect(made.season).toBeGreaterThan(0n);
  });

  it('adds nothing twice: what is ordered is a part of what the season brings', () => {
    const past = { confirmed: 60_000n, ownPast: [even(2024, 100), even(2025, 100)], on: '2026-06-30' };
    const without = forecast(facts(past));
    expect(forecast(facts({ ...past, openOrders: 30_000n })).mid).toBe(without.mid);
    const more = without.season + 5_000n;
    expect(forecast(facts({ ...past, openOrders: more })).mid).toBe(60_000n + more);
  });

  it('follows past years, and this year’s pace the more of the year is over', () => {
    const ownPast = [even(2024, 100), even(2025, 100)];
    const twice = (on: string, confirmed: bigint) =>
      forecast(facts({ on, confirmed, ownPast, dueOn: '2026-12-31' })).mid;
    expect(twice('2026-06-30', 60_000n)).toBe(120_000n);
    const [winter, summer] = [twice('2026-01-31', 20_000n), twice('2026-09-30', 180_000n)];
    expect(winter).toBeGreaterThan(120_000n);
    expect(winter).toBeLessThan(summer);
    expect(summer).toBeLessThanOrEqual(240_000n);
  });

  it('of a young pairing goes by the season of the western region’s goods, without any by days alone', () => {
    const young = facts({
      confirmed: 50_000n,
      regionPast: [autumn(2025, 5_000)],
      on: '2026-09-30',
      dueOn: '2026-12-31',
    });
    expect(forecast(young)).toMatchObject({ basis: 'REGION_SEASON', mid: 100_000n, years: [2025] });
    const none = forecast({ ...young, regionPast: [] });
    expect(none).toMatchObject({
      basis: 'EVEN_DAYS',
      mid: 50_000n + (50_000n * 92n) / 273n,
      dueByNow: (1_000_000n * 273n) / 365n,
    });
  });

  it('reads no season from a year whose books opened while the goods were selling already', () => {
    const late: PastYear = {
      ...year(2025, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2_000, 4_000),
      openedIn: 11,
    };
    const given = { on: '2026-11-22', dueOn: '2026-12-31', confirmed: 3_260_000n };
    const made = forecast(facts({ ...given, ownPast: [late], regionPast: [late] }));
    expect(made).toMatchObject({
      basis: 'EVEN_DAYS',
      years: [],
      leftOut: [2025],
      mid: 3_260_000n + 390_000n,
    });
    const goods = facts({ ...given, ownPast: [late], regionPast: [even(2024, 100), even(2025, 100)] });
    expect(forecast(goods)).toMatchObject({ basis: 'REGION_SEASON', years: [2024, 2025], leftOut: [2025] });
    expect(restByMonth(goods, forecast(goods))[0]?.amount).toBeLessThan(100_000n); // not by the late year
    // A month without a sale before the first one shows that the harvest had not begun; January is no late opening.
    const seen = [
      { ...autumn(2025, 5_000), openedIn: 7 },
      { ...even(2025, 100), openedIn: 1 },
      even(2025, 100),
    ];
    expect(
      seen.map((one) => {
        const { basis, leftOut } = forecast(facts({ ...given, ownPast: [one] }));
        return [basis, leftOut];
      }),
    ).toEqual(seen.map(() => ['OWN_SEASON', []]));
  });

  it('is certain once the day is over: only what counts is left', () => {
    const over = forecast(
      facts({ on: '2026-12-01', confirmed: 400_000n, openOrders: 9n, ownPast: [even(2025, 100)] }),
    );
    expect(over).toMatchObject({
      low: 400_000n,
      mid: 400_000n,
      high: 400_000n,
      season: 0n,
      dueByNow: 1_000_000n,
    });
  });

  it('errs by nothing where years were alike, and is as wide as years were different', () => {
    const alike = facts({
      ownPast: [even(2023, 100), even(2024, 100), even(2025, 100)],
      confirmed: 60_000n,
      on: '2026-06-30',
    });
    expect(errorsOf(alike)).toEqual([0n, 0n, 0n]);
    const open = { ...alike, openOrders: 7_000n };
    const made = forecast(open);
    expect([made.mid - made.low, made.high - made.mid]).toEqual([7_000n, 7_000n]); // at least what is open
    const mixed = { ...alike, ownPast: [even(2023, 100), autumn(2024, 500), even(2025, 200)] };
    const wide = forecast(mixed);
    expect(wide.low).toBeLessThan(wide.mid);
    expect(wide.high).toBeGreaterThan(wide.mid);
  });

  it('keeps its order, never falls with what counts, and depends on nothing but its facts', () => {
    const random = seededRandom(20_260_722);
    const upTo = (most: number) => Math.floor(random() * most);
    for (let round = 0; round < 500; round += 1) {
      const past = (number: number) =>
        year(number, ...Array.from({ length: 12 }, () => (upTo(3) === 0 ? 0 : upTo(9_000))));
      const given = facts({
        on: `2026-${String(1 + upTo(12)).padStart(2, '0')}-${String(1 + upTo(28)).padStart(2, '0')}`,
        dueOn: ['2026-06-30', '2026-11-30', '2026-12-31'][upTo(3)] ?? '',
        target: BigInt(upTo(9_000_000)),
        confirmed: BigInt(upTo(9_000_000)),
        openOrders: BigInt(upTo(900_000)),
        callOffs: BigInt(upTo(900_000)),
        ownPast: [2023, 2024, 2025].slice(upTo(4)).map(past),
        regionPast: [2024, 2025].slice(upTo(3)).map(past),
      });
      const made = forecast(given);
      expect(made).toEqual(forecast(structuredClone(given)));
      expect(made.low >= 0n && made.low <= made.mid && made.mid <= made.high).toBe(true);
      expect(made.mid >= given.confirmed && made.season >= 0n).toBe(true);
      expect(made.gap).toBe(made.mid >= given.target ? 0n : given.target - made.mid);
      expect(made.dueByNow >= 0n && made.dueByNow <= given.target).toBe(true);
      const better = forecast({ ...given, confirmed: given.confirmed + 100_000n });
      expect(better.mid >= made.mid).toBe(true);
      const state = commitmentState(given, made);
      expect(state === 'MET').toBe(given.confirmed >= given.target);
      expect(state === 'MISSED').toBe(given.confirmed < given.target && given.on > given.dueOn);
    }
  });
});

describe('what is still expected, month by month', () => {
  const expected = (given: Partial<ForecastFacts>) => restByMonth(facts(given), forecast(facts(given)));
  const total = (given: Partial<ForecastFacts>) =>
    expected(given).reduce((sum, { amount }) => sum + amount, 0n);

  it('comes when it came in past years, and adds up to all that is foretold beside what counts', () => {
    const given = { ownPast: [autumn(2025, 5_000)], on: '2026-08-15' };
    expect(expected(given).map(({ month, amount }) => [month, amount])).toEqual([
      ['2026-08', 0n],
      ['2026-09', 500_000n],
      ['2026-10', 500_000n],
      ['2026-11', 0n],
    ]);
    const more = { ...given, openOrders: 2_500_000n, confirmed: 70_000n };
    expect(total(more)).toBe(forecast(facts(more)).mid - 70_000n);
  });

  it('comes evenly by days without a past, whatever is left over in the last month', () => {
    const given = { openOrders: 100n, on: '2026-10-31', dueOn: '2026-12-31' };
    expect(expected(given).map(({ amount }) => amount)).toEqual([0n, 49n, 51n]);
  });
});

describe('how a commitment stands', () => {
  it('is met by what counts, missed after its day, and nothing else ends it', () => {
    expect(stateOf({ confirmed: 1_000_000n })).toBe('MET');
    expect(stateOf({ confirmed: 1_000_000n, on: '2027-01-31' })).toBe('MET');
    expect(stateOf({ confirmed: 999_999n, on: '2026-11-30' })).not.toBe('MISSED');
    expect(stateOf({ confirmed: 999_999n, on: '2026-12-01' })).toBe('MISSED');
    expect(stateOf({ target: 0n })).toBe('MET');
  });

  it('is not behind before the harvest, though days alone would say so', () => {
    const ownPast = [autumn(2024, 5_000), autumn(2025, 5_500)];
    expect(forecast(facts({ on: '2026-08-31', ownPast })).dueByNow).toBe(0n);
    expect(stateOf({ on: '2026-08-31', ownPast })).toBe('ON_TRACK');
    expect(stateOf({ on: '2026-08-31' })).toBe('BEHIND');
  });

  it('is behind where even a good rest of the season would not do', () => {
    const ownPast = [autumn(2024, 5_000), autumn(2025, 5_500)];
    expect(stateOf({ on: '2026-10-15', confirmed: 200_000n, ownPast })).toBe('BEHIND');
    expect(stateOf({ on: '2026-08-31', ownPast, target: 3_000_000n })).toBe('BEHIND');
  });

  it('without a past is told by days, but for January', () => {
    expect(stateOf({ on: '2026-01-31', dueOn: '2026-12-31' })).toBe('ON_TRACK');
    expect(stateOf({ on: '2026-02-28', dueOn: '2026-12-31' })).toBe('BEHIND');
    expect(stateOf({ on: '2026-07-01', dueOn: '2026-12-31', confirmed: 500_000n })).toBe('ON_TRACK');
  });
});
