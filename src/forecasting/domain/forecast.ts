import {
  comeBy,
  daysWithin,
  firstOfYear,
  isCutOff,
  sameDayIn,
  seasonsUntil,
  sumOf,
  type PastYear,
} from './season';

/** Raised with every change of how a forecast is made: kept ones are made again by their own method only. */
export const FORECAST_METHOD = 1;

/** By what the rest of the year is foretold: the leaf's own past, that of the western region, or days alone. */
export const FORECAST_BASES = ['OWN_SEASON', 'REGION_SEASON', 'EVEN_DAYS'] as const;
export type ForecastBasis = (typeof FORECAST_BASES)[number];

/** All a forecast is made of; whole fen, or whole units of the indicator. */
export interface ForecastFacts {
  readonly on: string;
  readonly dueOn: string;
  readonly target: bigint;
  readonly confirmed: bigint;
  /** What open orders are expected to come to by the due day, at the shares that came to something before. */
  readonly openOrders: bigint;
  /** The same of what framework agreements still hold ready. */
  readonly callOffs: bigint;
  readonly ownPast: readonly PastYear[];
  /** Of all goods of the western region: a young pairing has the season of its goods. */
  readonly regionPast: readonly PastYear[];
}

export interface Forecast {
  readonly basis: ForecastBasis;
  /** The years the season was read from. */
  readonly years: readonly number[];
  /** Years that are none: the books opened within them, while the goods were selling already. */
  readonly leftOut: readonly number[];
  /** What the season brings beside what is ordered and agreed already. */
  readonly season: bigint;
  readonly low: bigint;
  readonly mid: bigint;
  readonly high: bigint;
  /** What should have come by today for the target to be met in season. */
  readonly dueByNow: bigint;
  /** What the middle forecast misses of the target; never below zero. */
  readonly gap: bigint;
}

/** A quarter of a usual year weighs the past against this year's pace: in January the past rules, in December the pace. */
const PRIOR_PARTS = 4n;
/** Before a twelfth of what is to come has come, a pace says nothing. */
const LEAST_PARTS = 12n;
const MILLION = 1_000_000n;

/** 预测: what a commitment comes to by its due day, with a band. Pure: the same facts, the same figures. */
export function forecast(facts: ForecastFacts): Forecast {
  const { on, dueOn, target, confirmed } = facts;
  const season = seasonOf(facts);
  const dueByNow = on >= dueOn ? target : (target * season.come) / season.whole;
  const known = on >= dueOn ? 0n : facts.openOrders + facts.callOffs;
  const rest = on >= dueOn ? 0n : season.rest;
  // What is ordered already is a part of what the season brings: only what goes beyond it is added.
  const beside = rest > known ? rest - known : 0n;
  const mid = confirmed + known + beside;
  const band =
    on >= dueOn ? { low: mid, high: mid } : bandAround(facts, { mid, known, rest: known + beside });
  return {
    basis: season.basis,
    years: season.years.map(({ year }) => year),
    leftOut: [...new Set([...facts.ownPast, ...facts.regionPast].filter(isCutOff).map(({ year }) => year))],
    season: beside,
    ...band,
    mid,
    dueByNow,
    gap: mid >= target ? 0n : target - mid,
  };
}

interface Season {
  readonly basis: ForecastBasis;
  readonly years: readonly PastYear[];
  /** Of a usual year: what has come by today, and by the due day; never 0. */
  readonly come: bigint;
  readonly whole: bigint;
  /** What still comes between today and the due day. */
  readonly rest: bigint;
}

function seasonOf({ on, dueOn, confirmed, ownPast, regionPast }: ForecastFacts): Season {
  const own = seasonsUntil(ownPast, dueOn);
  if (own.length > 0) {
    const { come, whole } = usual(own, on, dueOn);
    const prior = whole / PRIOR_PARTS + 1n;
    // Averages over the years, this year's pace laid on: (confirmed + prior) to (usual by now + prior).
    const years = BigInt(own.length);
    const rest = ((whole - come) * (confirmed * years + prior)) / ((come + prior) * years);
    return { basis: 'OWN_SEASON', years: own, come, whole, rest: rest > 0n ? rest : 0n };
  }
  const region = seasonsUntil(regionPast, dueOn);
  const [basis, { come, whole }] =
    region.length > 0
      ? (['REGION_SEASON', usual(region, on, dueOn)] as const)
      : ([
          'EVEN_DAYS',
          { come: daysWithin(firstOfYear(on), on), whole: daysWithin(firstOfYear(on), dueOn) },
        ] as const);
  const told = come * LEAST_PARTS < whole ? whole / LEAST_PARTS + 1n : come;
  return { basis, years: region, come, whole, rest: whole > come ? (confirmed * (whole - come)) / told : 0n };
}

/** Sums over the years: by today's day of each, and by the due day. */
function usual(years: readonly PastYear[], on: string, dueOn: string): { come: bigint; whole: bigint } {
  const by = (day: string) => sumOf(years.map((one) => comeBy(one, sameDayIn(one.year, day))));
  const [come, whole] = [by(on), by(dueOn)];
  return { come: come > whole ? whole : come < 0n ? 0n : come, whole };
}

/**
 * From the tenth to the ninetieth of a hundred errors the same method would have made on this day of past years, and at
 * least as wide as what is open. Without a second year: from nothing more to twice as much more.
 */
function bandAround(
  facts: ForecastFacts,
  { mid, known, rest }: { readonly mid: bigint; readonly known: bigint; readonly rest: bigint },
): { low: bigint; high: bigint } {
  const errors = errorsOf(facts);
  const of = (part: number) => (mid * (errors[part] ?? 0n)) / MILLION;
  const [under, over] =
    errors.length === 0
      ? [-rest, rest]
      : [of(Math.floor((errors.length - 1) / 10)), of(Math.ceil(((errors.length - 1) * 9) / 10))];
  const low = mid + (under < -known ? under : -known);
  return { low: low > 0n ? low : 0n, high: mid + (over > known ? over : known) };
}

/** By how many millionths past years came out above (below: negative) what the others foretold on the same day, ascending. */
export function errorsOf({ on, dueOn, ownPast }: Pick<ForecastFacts, 'on' | 'dueOn' | 'ownPast'>): bigint[] {
  const years = seasonsUntil(ownPast, dueOn);
  if (years.length < 2) return [];
  return years
    .flatMap((one) => {
      const [then, due] = [sameDayIn(one.year, on), sameDayIn(one.year, dueOn)];
      const others = years.filter(({ year }) => year !== one.year);
      const confirmed = comeBy(one, then);
      const { rest } = seasonOf({
        on: then,
        dueOn: due,
        confirmed,
        ownPast: others,
        regionPast: [],
        target: 0n,
        openOrders: 0n,
        callOffs: 0n,
      });
      const foretold = confirmed + rest;
      return foretold > 0n ? [((comeBy(one, due) - foretold) * MILLION) / foretold] : [];
    })
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
