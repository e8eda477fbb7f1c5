import type { MatchingRules } from './matching-rules';
import type { PreparedLine } from './prepared-line';
import type { PreparedSupply } from './prepared-supply';
import { partOfRate, type Rate } from './rates';

/** What an edge is worth beside its landed price, as rates: a cost is above zero, a benefit below. */
export interface EdgeTerms {
  /** Days after the window's end. */
  readonly lateness: Rate;
  /** Better than the worst grade he takes. */
  readonly grade: Rate;
  /** The buyer knows this supplier. */
  readonly repeat: Rate;
  /** The origin is paired with the buyer's region, in proportion to its share. */
  readonly pairing: Rate;
  readonly unreliability: Rate;
  readonly uncertainty: Rate;
}

export const termNames = [
  'lateness',
  'grade',
  'repeat',
  'pairing',
  'unreliability',
  'uncertainty',
] as const satisfies readonly (keyof EdgeTerms)[];

export function edgeTerms(line: PreparedLine, supply: PreparedSupply, rules: MatchingRules): EdgeTerms {
  const part = (basisPoints: number) => partOfRate(supply.referenceRate, basisPoints);
  const late = Math.max(0, supply.arrivalDay - line.untilDay);
  // Who takes every grade pays for none: the benefit is reckoned from the grade he asked for.
  const better = line.worstRank === Infinity ? 0 : Math.max(0, line.worstRank - supply.gradeRank);
  const known = line.known.has(supply.supply.supplierId);
  const paired = Math.floor(pairedShare(line, supply) / 100);
  return {
    lateness: late === 0 ? 0 : part(late * rules.latenessBasisPointsPerDay),
    grade: better === 0 ? 0 : -part(better * rules.gradeBenefitBasisPoints),
    repeat: known ? -part(rules.repeatBenefitBasisPoints) : 0,
    pairing: paired === 0 ? 0 : -partOfRate(part(rules.pairingBenefitBasisPoints), paired),
    unreliability: supply.unreliability,
    uncertainty: supply.uncertainty,
  };
}

function pairedShare(line: PreparedLine, { supply }: PreparedSupply): number {
  let sum = 0;
  for (const { countyCode, partsPerMillion } of supply.origins)
    if (line.paired.has(countyCode)) sum += partsPerMillion;
  return sum;
}

export const sumOfTerms = ({
  lateness,
  grade,
  repeat,
  pairing,
  unreliability,
  uncertainty,
}: EdgeTerms): Rate => lateness + grade + repeat + pairing + unreliability + uncertainty;
