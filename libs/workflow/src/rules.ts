import { Refused } from './refusal';
import type { Refusal } from './refusal';

/** One rule: nothing when it holds, otherwise the refusal or refusals it leads to. */
export type Rule<Facts> = (facts: Facts) => Refusal | readonly Refusal[] | undefined;

/** Rules by the sentence each of them enforces: `{ 'a lot must be on sale': (order) => … }`. */
export type Rules<Facts> = Readonly<Record<string, Rule<Facts>>>;

/** The refusals of every rule that does not hold, in the order of the rules, so that a caller sees all at once. */
export function collect<Facts>(rules: Rules<Facts>, facts: Facts): Refusal[] {
  return Object.values(rules).flatMap((rule) => rule(facts) ?? []);
}

/** Throws Refused with the refusals of every rule that does not hold; returns when all hold. */
export function enforce<Facts>(rules: Rules<Facts>, facts: Facts): void {
  const refusals = collect(rules, facts);
  if (refusals.length > 0) throw new Refused(refusals);
}
