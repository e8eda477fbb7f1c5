import { dayNumber } from '../business-days';
import { spherePoint, type SpherePoint } from '../great-circle';
import type { MatchingRules } from './matching-rules';
import { partOfWhole, rateOfPrice, wholeNumber, type Rate } from './rates';
import type { RequestLine } from './request-line';

/** A request line in whole numbers (see rates.ts). */
export interface PreparedLine {
  readonly line: RequestLine;
  readonly minimum: number;
  readonly maximum: number;
  /** Most one supplier may take of it where the cap on shares holds. */
  readonly supplierShare: number;
  readonly cap: Rate;
  readonly worstRank: number;
  readonly fromDay: number;
  readonly untilDay: number;
  readonly lastDay: number;
  readonly point: SpherePoint;
  readonly paired: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
  readonly excluded: ReadonlySet<string>;
  readonly epsilon: number;
}

export function prepareLine(line: RequestLine, rules: MatchingRules): PreparedLine {
  const maximum = wholeNumber(line.maximumBase);
  const untilDay = dayNumber(line.deliverUntil) ?? 0;
  return {
    line,
    minimum: wholeNumber(line.minimumBase),
    maximum,
    supplierShare: partOfWhole(maximum, rules.supplierShareBasisPoints),
    cap: line.landedCap === null ? Infinity : rateOfPrice(line.landedCap),
    worstRank: line.worstGrade === null ? Infinity : rules.gradesBestFirst.indexOf(line.worstGrade),
    fromDay: dayNumber(line.deliverFrom) ?? 0,
    untilDay,
    lastDay: untilDay + rules.graceDays,
    point: spherePoint(line.deliverTo),
    paired: new Set(line.pairedCounties),
    known: new Set(line.knownSuppliers),
    excluded: new Set(line.excludedSuppliers),
    epsilon: (line.epsilonBasisPoints ?? rules.epsilonBasisPoints) / 10_000,
  };
}
