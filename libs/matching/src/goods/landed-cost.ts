import { kilometresBetween } from '../great-circle';
import type { MatchingRules } from './matching-rules';
import type { PreparedLine } from './prepared-line';
import { rateAt, type PreparedSupply } from './prepared-supply';
import type { Rate } from './rates';

/** Road kilometres from supply to line: known ones by county, else the map's times the rules' detour. */
export function roadKilometres(line: PreparedLine, from: PreparedSupply, rules: MatchingRules): number {
  const county = from.supply.origins[0]?.countyCode ?? '';
  const known = line.line.roadKilometres;
  if (Object.hasOwn(known, county)) return known[county] ?? 0;
  return Math.round((kilometresBetween(line.point, from.point) * rules.detourBasisPoints) / 10_000);
}

/** Freight that grows with the quantity, the road included. */
export function freightRate(line: PreparedLine, from: PreparedSupply, rules: MatchingRules): Rate {
  if (from.roadRatePerThousandKm === 0) return from.freightRate;
  return Math.round((from.roadRatePerThousandKm * roadKilometres(line, from, rules)) / 1_000);
}

/** Price and freight per million base units for so much in one order: never rises with the quantity. Infinity below the first step. */
export function landedRateAt(from: PreparedSupply, freight: Rate, ordered: number): number {
  const price = rateAt(from.steps, ordered);
  if (price === undefined) return Infinity;
  return price + freight + (from.consignment === 0 ? 0 : (from.consignment * 1_000_000) / ordered);
}

/** Smallest order in whole packs, between least and most, that lands within the cap; null where even the most does not. */
export function leastWithinCap(
  from: PreparedSupply,
  freight: Rate,
  cap: number,
  most: number,
): number | null {
  if (landedRateAt(from, freight, most) > cap) return null;
  if (landedRateAt(from, freight, from.least) <= cap) return from.least;
  let [below, within] = [from.least / from.pack, most / from.pack];
  while (within - below > 1) {
    const middle = Math.floor((below + within) / 2);
    if (landedRateAt(from, freight, middle * from.pack) <= cap) within = middle;
    else below = middle;
  }
  return within * from.pack;
}
