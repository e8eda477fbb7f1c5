import { isOfCategory } from './category';
import { freightRate, leastWithinCap } from './landed-cost';
import type { MatchingRules } from './matching-rules';
import type { PreparedLine } from './prepared-line';
import { floorTo, type PreparedSupply } from './prepared-supply';

/** What a line and a supply are judged by; `most` is the most the line could take from it, in whole packs. */
export interface Pair {
  readonly line: PreparedLine;
  readonly supply: PreparedSupply;
  readonly rules: MatchingRules;
  readonly most: number;
}

/** A hard filter: true where the pair passes. Each can be read, counted and removed alone. */
export type EligibilityRule = (pair: Pair) => boolean;

export const eligibilityRules = {
  /** The category or one below it, and the product where the buyer named one. */
  SAME_GOODS: ({ line: { line }, supply: { supply } }) =>
    isOfCategory(supply, line) &&
    line.baseUnit === supply.baseUnit &&
    (line.productId === null || line.productId === supply.productId),
  /** Nobody sells to himself. */
  NOT_OWN_GOODS: ({ line: { line }, supply: { supply } }) => line.buyerId !== supply.supplierId,
  NOT_EXCLUDED: ({ line, supply }) => !line.excluded.has(supply.supply.supplierId),
  GRADE_GOOD_ENOUGH: ({ line, supply }) => supply.gradeRank <= line.worstRank,
  CERTIFICATES_HELD: ({ line: { line }, supply: { supply } }) =>
    line.certificates.every((one) => supply.certificates.includes(one)),
  /** Within the window and the rules' days of grace. */
  ARRIVES_IN_TIME: ({ line, supply }) => supply.arrivalDay <= line.lastDay,
  /** Still good on the first day it can be taken. */
  KEEPS_LONG_ENOUGH: ({ line, supply }) => supply.keepsUntilDay >= Math.max(supply.arrivalDay, line.fromDay),
  /** Something is left, at least the smallest order. */
  ENOUGH_LEFT: ({ supply }) => supply.available >= supply.least,
  /** The smallest order is not more than the line wants. */
  SMALLEST_ORDER_FITS: ({ line, supply }) => supply.least <= line.maximum,
  /** Some order the line could place lands within its cap. */
  WITHIN_CAP: ({ line, supply, rules, most }) =>
    most < supply.least || leastWithinCap(supply, freightRate(line, supply, rules), line.cap, most) !== null,
} as const satisfies Record<string, EligibilityRule>;

export type EligibilityName = keyof typeof eligibilityRules;

const named = Object.entries(eligibilityRules) as [EligibilityName, EligibilityRule][];

/** All of them, cheap ones first: the order in which reasons are told. */
export const eligibilityNames: readonly EligibilityName[] = named.map(([name]) => name);

export function pairOf(line: PreparedLine, supply: PreparedSupply, rules: MatchingRules): Pair {
  return { line, supply, rules, most: floorTo(Math.min(supply.available, line.maximum), supply.pack) };
}

/** Names of the filters the pair fails; empty where it is eligible. */
export const failuresOf = (pair: Pair): EligibilityName[] =>
  named.filter(([, passes]) => !passes(pair)).map(([name]) => name);
