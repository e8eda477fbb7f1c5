import type { FactType } from './rule-language';

/** The closed vocabulary of the rules: a new scheme needs no code, a new fact does. */
export const PORTION_FACTS = {
  'day.on': 'TEXT',
  /** 政策期 of the day. */
  'day.regime': 'TEXT',
  /** The unit that counts: who bought, or of help-sell the helper. */
  'unit.kind': 'TEXT',
  /** Side of its province in the east–west collaboration. */
  'unit.side': 'TEXT',
  'unit.region': 'TEXT',
  /** It or something above it has a duty in the scheme on that day. */
  'unit.obligated': 'FLAG',
  'origin.codeValid': 'FLAG',
  'origin.side': 'TEXT',
  /** Lists every county of origin stands on. */
  'origin.lists': 'TEXTS',
  'origin.designated': 'FLAG',
  /** From more than one county. */
  'origin.mixed': 'FLAG',
  'product.recognised': 'FLAG',
  'supplier.admitted': 'FLAG',
  'capacity.verified': 'FLAG',
  'capacity.ceilingKnown': 'FLAG',
  'lot.known': 'FLAG',
  'lot.recalled': 'FLAG',
  'portion.source': 'TEXT',
  'portion.mode': 'TEXT',
  /** Accepted by time alone. */
  'portion.automatic': 'FLAG',
  'portion.purpose': 'TEXT',
  /** The first level of the goods catalogue. */
  'portion.categoryGroup': 'TEXT',
  /** Nothing is missing of its invoice: it matches order and acceptance, of claims two people have seen it; before settlement none is due. */
  'portion.invoiced': 'FLAG',
  'claim.evidenceKinds': 'NUMBER',
  'claim.sides': 'NUMBER',
  /** Relations of the scheme that cover unit and goods, equally close. */
  'relation.count': 'NUMBER',
  /** One is left: the only one, or the one chosen at placement. */
  'relation.chosen': 'FLAG',
  /** The one left has an agreement of the year signed by both sides, with a leaf for it. */
  'relation.agreement': 'FLAG',
} as const satisfies Record<string, FactType>;

export type FactName = keyof typeof PORTION_FACTS;

export const FACT_TYPES: ReadonlyMap<string, FactType> = new Map(Object.entries(PORTION_FACTS));
