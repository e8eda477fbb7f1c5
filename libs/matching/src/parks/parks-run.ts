import { Refused } from '../../../workflow/src/index';
import { canonicalJson } from '../canonical-json';
import { DeferredAcceptance } from './deferred-acceptance';
import { fillFairly } from './fair-filling';
import { ParkRanks } from './park-ranks';
import type { ParksInput } from './parks-input';
import { faultsInParks } from './parks-input-check';
import type { ParksProblem } from './parks-problem';
import { Placement } from './placement';
import { parksProblem } from './problem-of-parks';

/** A run as it stands in memory: what report, explanations and views are read from. */
export interface ParksRun {
  readonly problem: ParksProblem;
  readonly placement: Placement;
  readonly ranks: ParkRanks;
  /** Slots closed to their holders for want of fairness, and steps that filled empty ones: for the platform, in no view. */
  readonly closings: number;
  readonly filled: number;
}

/**
 * Gives intents slots: each at most one, each slot to one, no park's shared resource beyond what is free. Equal inputs, in
 * whatever order, give the same run. Throws Refused with every fault of the input (parks-input.refusals.ts).
 *
 * No justified envy in the result (ParkClaims says what that is): nobody holds a slot while one that the park ranks higher, wants
 * it and would fit in its place goes without, reserves apart. Why this way: with several shared resources an allocation without
 * any blocking pair need not exist, and whether it does is hard to say (Delacrétaz, Kominers, Teytelboym, "Matching Mechanisms
 * for Refugee Resettlement"); thresholds for each park, fair by construction, leave room unused that nobody would envy. So:
 * 1. deferred acceptance, which hears wrong refusals again, a bounded number of times, and closes slots to those whom somebody
 *    still envies with right (deferred-acceptance.ts);
 * 2. what is empty is filled, step by step, where that makes no envy (fair-filling.ts).
 * Each ends and leaves no envy; with no shared resource and no reserve in the way, 1 is the intents' best stable matching (Gale,
 * Shapley) and 2 does nothing. What blocks all the same is listed with its cause
 * (blocking-pairs.ts). An intent may gain by saying less than it needs: 1 is not strategy-proof where resources bind.
 */
export function runParks(input: ParksInput): ParksRun {
  const faults = faultsInParks(input);
  if (faults.length > 0) throw new Refused(faults);
  const problem = parksProblem(input);
  const placement = new Placement(problem);
  const ranks = new ParkRanks(problem);
  const acceptance = new DeferredAcceptance(placement, ranks);
  acceptance.run();
  const filled = fillFairly(placement, ranks);
  return { problem, placement, ranks, closings: acceptance.closings, filled };
}

/**
 * The text whose SHA-256 freezes a run, rows by id, keys sorted. It holds confidential intents: neither the text nor its hash is
 * for any reader but the platform (views are frozen by their own text). Whoever hashes it stands outside.
 */
export function frozenParksInput(input: ParksInput): string {
  const { parks, slots, taken, intents, reserves, pairings, rules } = input;
  return canonicalJson({
    parks: sorted(parks, ({ id }) => id),
    slots: sorted(slots, ({ id }) => id),
    taken: sorted(taken, ({ slotId }) => slotId),
    intents: sorted(intents, ({ id }) => id),
    reserves: sorted(reserves, ({ id }) => id),
    pairings: sorted(pairings, ({ eastRegion, westRegion }) => `${eastRegion} ${westRegion}`),
    rules,
  });
}

function sorted<Row>(rows: readonly Row[], nameOf: (row: Row) => string): Row[] {
  return rows.toSorted((a, b) => {
    const [first, second] = [nameOf(a), nameOf(b)];
    return first < second ? -1 : first > second ? 1 : 0;
  });
}
