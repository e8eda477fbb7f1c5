import { NO_RULE_IN_FORCE } from './count-reasons';
import type { LeafFact } from './leaf-fact';
import { askedBy, holds, type FactValue, type Known } from './rule-language';
import type { RuleVersion } from './rule-version';

/** Every reason at once, so that whoever mends one sees the next; empty: the portion counts (I9, I10). */
export function whyNotCounted(rule: RuleVersion | null, known: Known): string[] {
  if (!rule) return [NO_RULE_IN_FORCE];
  const failed = rule.conditions.filter(({ when }) => !holds(when, known));
  return [...new Set(failed.map(({ reason }) => reason))];
}

/** Whether the scheme has anything to say of the portion. */
export const concerns = (rule: RuleVersion, known: Known) =>
  rule.concerns === null || holds(rule.concerns, known);

/** What is known of the relations that cover a portion, as rules ask for it. */
export function relationFacts(leaves: readonly LeafFact[], choices: readonly string[]) {
  const leaf = chosenLeaf(leaves, choices);
  return {
    'relation.count': leaves.length,
    'relation.chosen': leaf !== null,
    'relation.agreement': Boolean(leaf?.agreementId && leaf.commitmentId),
  } satisfies Record<string, FactValue>;
}

/** The leaf the portion belongs to: the only one, or of several the one chosen at placement. */
export function chosenLeaf(leaves: readonly LeafFact[], choices: readonly string[]): LeafFact | null {
  if (leaves.length === 1) return leaves[0] ?? null;
  return leaves.find((leaf) => choices.includes(leaf.pairingId)) ?? null;
}

const asks = new WeakMap<RuleVersion, ReturnType<typeof askedAltogether>>();

/** The facts and dated rules a version asks for, each once; a version never changes. */
export function askedByVersion(version: RuleVersion) {
  const asked = asks.get(version) ?? askedAltogether(version);
  asks.set(version, asked);
  return asked;
}

function askedAltogether({ conditions, concerns: concern }: RuleVersion) {
  const asked = [...conditions.map(({ when }) => when), ...(concern ? [concern] : [])].map(askedBy);
  return {
    facts: [...new Set(asked.flatMap(({ facts }) => facts))].toSorted(),
    rules: [...new Set(asked.flatMap(({ rules }) => rules))].toSorted(),
  };
}
