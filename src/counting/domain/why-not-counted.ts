import type { CountReason } from './count-reasons';
import type { RuleVersion } from './rule-version';

/** A leaf a portion could be counted on; see pairing's leafFor. */
export interface LeafFact {
  readonly pairingId: string;
  readonly eastRegionCode: string;
  readonly westRegionCode: string;
  readonly agreementId: string | null;
  readonly commitmentId: string | null;
  readonly targetLeaf: 'PAIRING' | 'OWN';
}

/** What is known about a portion on the day it is judged for: the settlement date, or today before it. */
export interface CountFacts {
  readonly on: string;
  readonly rule: RuleVersion | null;
  readonly buyerKind: string;
  readonly unitSide: 'EAST' | 'WEST' | null;
  readonly originSide: 'EAST' | 'WEST' | null;
  readonly originCodeValid: boolean;
  /** The product's side: recognition, admission, designation, capacity. */
  readonly obstacles: readonly CountReason[];
  readonly leaves: readonly LeafFact[];
  /** The relations chosen at placement, where several are equally specific. */
  readonly choices: readonly string[];
  readonly automatic: boolean;
  readonly automaticCounted: boolean;
  readonly invoiceRequired: boolean;
}

type CountRule = (facts: CountFacts) => CountReason | readonly CountReason[] | null;

/** Each rule by its sentence (I9, I10). */
export const countRules: Readonly<Record<string, CountRule>> = {
  'a rule is in force': ({ rule }) => (rule ? null : 'NO_RULE_IN_FORCE'),
  'the buying unit is eastern': ({ unitSide }) => (unitSide === 'EAST' ? null : 'BUYER_NOT_EASTERN'),
  'the scheme accepts the buyer': ({ rule, buyerKind }) =>
    rule && !rule.buyerKinds.includes(buyerKind) ? 'BUYER_KIND_NOT_ACCEPTED' : null,
  'the origin is western': ({ originSide }) => (originSide === 'WEST' ? null : 'ORIGIN_NOT_WESTERN'),
  'the origin code was valid': ({ originCodeValid }) => (originCodeValid ? null : 'ORIGIN_CODE_NOT_VALID'),
  'nothing on the side of the product stands against it': ({ obstacles }) => obstacles,
  'the county is paired with the unit’s region': ({ leaves, unitSide, originSide }) =>
    leaves.length === 0 && unitSide === 'EAST' && originSide === 'WEST' ? 'COUNTY_NOT_PAIRED' : null,
  'of equally specific pairings one was chosen': (facts) =>
    facts.leaves.length > 1 && !chosenLeaf(facts) ? 'PAIRING_NOT_CHOSEN' : null,
  'an agreement is in force': (facts) => {
    const leaf = chosenLeaf(facts);
    return leaf && (!leaf.agreementId || !leaf.commitmentId) ? 'NO_AGREEMENT_IN_FORCE' : null;
  },
  'automatic acceptance counts where the rule says so': ({ automatic, automaticCounted }) =>
    automatic && !automaticCounted ? 'AUTO_ACCEPTED_NOT_COUNTED' : null,
  'an invoice is there where the rule asks for it': ({ invoiceRequired }) =>
    invoiceRequired ? 'INVOICE_MISSING' : null,
};

/** Every reason at once, so that whoever mends one sees the next; empty: the portion counts. */
export function whyNotCounted(facts: CountFacts): CountReason[] {
  return [...new Set(Object.values(countRules).flatMap((rule) => rule(facts) ?? []))];
}

/** The leaf the portion belongs to: the only one, or of several the one the buyer chose at placement. */
export function chosenLeaf({ leaves, choices }: Pick<CountFacts, 'leaves' | 'choices'>): LeafFact | null {
  if (leaves.length === 1) return leaves[0] ?? null;
  return leaves.find((leaf) => choices.includes(leaf.pairingId)) ?? null;
}
