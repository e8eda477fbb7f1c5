import type { CountyFloor, MatchingInput, RequestLine, Supply } from '../../../libs/matching/src/index';
import { LARGEST_WHOLE } from '../../../libs/matching/src/index';
import type { DayFacts, Stock } from './day-facts';
import { amountAtList, listPrices } from './list-prices';

export const KEY_COUNTY_FLOOR = 'KEY_COUNTIES';
/** `BEHIND:530300`: the counties of a western region whose commitments are behind. */
export const BEHIND_FLOOR = 'BEHIND:';

/** The stock as the day sees it: who is paired, known and reliable, and what counties are owed. */
export function dressedInput({ lines, supplies }: Stock, facts: DayFacts): MatchingInput {
  const origins = new Set(
    supplies.flatMap((supply) => supply.origins.map(({ countyCode }) => countyCode)).toSorted(),
  );
  const pairedCounties = pairing(facts, [...origins]);
  return {
    lines: lines.map((line) => ({
      ...line,
      pairedCounties: pairedCounties(line),
      knownSuppliers: facts.known.get(line.buyerId) ?? [],
    })),
    supplies: supplies.map((supply) => ({ ...supply, reliabilityBasisPoints: reliability(supply, facts) })),
    rules: { ...facts.rules, floors: floorsOf({ lines, supplies }, [...origins], facts) },
  };
}

/** Of the counties something comes from, those paired with the region of the unit that asks. */
function pairing({ regionOfRequest, pairedWith }: DayFacts, origins: readonly string[]) {
  const known = new Map<string, readonly string[]>();
  return ({ requestId }: RequestLine): readonly string[] => {
    const region = regionOfRequest.get(requestId) ?? '';
    const found =
      known.get(region) ??
      origins.filter((county) => (pairedWith.get(region) ?? []).some((west) => liesIn(county, west)));
    known.set(region, found);
    return found;
  };
}

/** Share of orders that went well, among those there were and those credited; all of it where nothing is known. */
function reliability({ supplierId }: Supply, { records, feeding: { priorOrders } }: DayFacts): number {
  const { orders, good } = records.get(supplierId) ?? { orders: 0, good: 0 };
  const all = orders + priorOrders;
  return all === 0 ? 10_000 : Math.floor(((good + priorOrders) * 10_000) / all);
}

function floorsOf({ lines, supplies }: Stock, origins: readonly string[], facts: DayFacts): CountyFloor[] {
  const { keyCountyFloor, keyCountyWeightBasisPoints, behindWeightBasisPoints } = facts.feeding;
  const priceOf = listPrices(supplies);
  const wantedFen = lines.reduce((sum, line) => sum + amountAtList(priceOf(line), line.maximumBase), 0n);
  const key: CountyFloor = {
    id: KEY_COUNTY_FLOOR,
    counties: facts.keyCounties,
    floorFen: least((wantedFen * keyCountyFloor.numerator) / keyCountyFloor.denominator, LARGEST_WHOLE),
    weightBasisPoints: keyCountyWeightBasisPoints,
  };
  const behind = facts.behind.flatMap(({ westRegionCode, owedFen }): CountyFloor[] => {
    const counties = origins.filter((county) => liesIn(county, westRegionCode));
    if (counties.length === 0) return [];
    // No run can sell more than everybody wants.
    const floorFen = least(owedFen, wantedFen, LARGEST_WHOLE);
    return [
      {
        id: `${BEHIND_FLOOR}${westRegionCode}`,
        counties,
        floorFen,
        weightBasisPoints: behindWeightBasisPoints,
      },
    ];
  });
  return [key, ...behind];
}

const least = (...amounts: readonly bigint[]): bigint =>
  amounts.reduce((low, one) => (one < low ? one : low));

/** GB/T 2260 keeps the hierarchy in the digits. */
const liesIn = (county: string, region: string): boolean =>
  county.startsWith(region.replace(/(00){1,2}$/, ''));
