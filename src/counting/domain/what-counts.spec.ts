import fc from 'fast-check';
import { SCHEME_FILES, SHARED_CONDITIONS } from '../data/schemes/index';
import type { LeafFact } from './leaf-fact';
import { FACT_TYPES } from './portion-facts';
import type { Known } from './rule-language';
import { readScheme, readVersion, type RuleVersion } from './rule-version';
import { chosenLeaf, relationFacts, whyNotCounted } from './why-not-counted';

const words = { facts: FACT_TYPES, rules: new Set(['AUTO_ACCEPTANCE_COUNTED', 'INVOICE_REQUIRED_TO_COUNT']) };
const file = readScheme(SCHEME_FILES[0], SHARED_CONDITIONS);
const now = readVersion(file.versions.at(-1), words);

/** Facts as a coordinator would tell them, not as the code asks for them. */
interface Story {
  readonly ruled: boolean;
  readonly kinds: readonly string[];
  readonly buyerKind: string;
  readonly buyerSide: 'EAST' | 'WEST' | null;
  readonly originSide: 'EAST' | 'WEST' | null;
  readonly codeValid: boolean;
  readonly recognised: boolean;
  readonly admitted: boolean;
  readonly designated: boolean;
  readonly pairings: readonly { agreement: boolean; commitment: boolean }[];
  /** Which of the pairings the buyer chose; beyond them: one that does not cover the order. */
  readonly chosen: number | null;
  readonly byTime: boolean;
  readonly byTimeCounts: boolean;
  readonly invoiceAsked: boolean;
}

const KINDS = ['ENTERPRISE', 'PUBLIC_UNIT', 'COOPERATIVE'];
const mostly = fc.integer({ min: 0, max: 9 }).map((n) => n > 0);
const side = fc.constantFrom('EAST', 'WEST', null);
const stories: fc.Arbitrary<Story> = fc.record({
  ruled: mostly,
  kinds: fc.subarray(KINDS, { minLength: 2 }),
  buyerKind: fc.constantFrom(...KINDS),
  buyerSide: fc.oneof({ weight: 4, arbitrary: fc.constant('EAST' as const) }, { weight: 1, arbitrary: side }),
  originSide: fc.oneof(
    { weight: 4, arbitrary: fc.constant('WEST' as const) },
    { weight: 1, arbitrary: side },
  ),
  codeValid: mostly,
  recognised: mostly,
  admitted: mostly,
  designated: mostly,
  pairings: fc.array(fc.record({ agreement: mostly, commitment: mostly }), {
    minLength: 0,
    maxLength: 3,
    size: 'max',
  }),
  chosen: fc.option(fc.nat(3)),
  byTime: mostly.map((no) => !no),
  byTimeCounts: fc.boolean(),
  invoiceAsked: mostly.map((no) => !no),
});

/** The rule of the day, as if it accepted these kinds of buyers. */
function ruleOf({ ruled, kinds }: Story): RuleVersion | null {
  if (!ruled) return null;
  const when = { fact: 'unit.kind', op: 'in', values: kinds } as const;
  const conditions = now.conditions.map((one) =>
    one.reason === 'BUYER_KIND_NOT_ACCEPTED' ? { ...one, when } : one,
  );
  return { ...now, conditions };
}

function leavesOf({ pairings }: Story): LeafFact[] {
  return pairings.map(({ agreement, commitment }, index) => ({
    pairingId: `pairing ${index}`,
    eastRegionCode: '330211',
    westRegionCode: '513430',
    agreementId: agreement ? `agreement ${index}` : null,
    commitmentId: commitment ? `commitment ${index}` : null,
    targetLeaf: 'PAIRING',
  }));
}

const choicesOf = ({ chosen }: Story) => (chosen === null ? [] : [`pairing ${chosen}`]);

function knownOf(story: Story): Known {
  return {
    facts: {
      'unit.kind': story.buyerKind,
      'unit.side': story.buyerSide,
      'origin.side': story.originSide,
      'origin.codeValid': story.codeValid,
      'origin.designated': story.designated,
      'origin.mixed': false,
      'product.recognised': story.recognised,
      'supplier.admitted': story.admitted,
      'capacity.verified': true,
      'capacity.ceilingKnown': true,
      'lot.known': true,
      'lot.recalled': false,
      'portion.automatic': story.byTime,
      'portion.invoiced': false,
      'portion.source': 'SETTLEMENT_LINE',
      ...relationFacts(leavesOf(story), choicesOf(story)),
    },
    rules: {
      AUTO_ACCEPTANCE_COUNTED: story.byTimeCounts ? '1' : '0',
      INVOICE_REQUIRED_TO_COUNT: story.invoiceAsked ? '1' : '0',
    },
  };
}

const reasonsOf = (story: Story) => whyNotCounted(ruleOf(story), knownOf(story));

/** I9 and I10 read once more, from the story alone: the pairing it counts on, or null. */
function countsOn(story: Story): number | null {
  if (!story.ruled) return null;
  if (!story.kinds.includes(story.buyerKind)) return null;
  if (story.buyerSide !== 'EAST' || story.originSide !== 'WEST' || !story.codeValid) return null;
  if (!story.recognised || !story.admitted || !story.designated) return null;
  if (story.byTime && !story.byTimeCounts) return null;
  if (story.invoiceAsked) return null;
  const index = story.pairings.length === 1 ? 0 : story.chosen;
  const pairing = index === null ? undefined : story.pairings[index];
  return pairing?.agreement && pairing.commitment ? index : null;
}

describe('whatever the facts of the settlement date are', () => {
  it('a portion counts exactly where all of them hold, and on the pairing they name', () => {
    let counted = 0;
    fc.assert(
      fc.property(stories, (story) => {
        const reasons = reasonsOf(story);
        const expected = countsOn(story);
        expect(reasons.length === 0).toBe(expected !== null);
        if (expected === null) return;
        counted += 1;
        expect(chosenLeaf(leavesOf(story), choicesOf(story))?.pairingId).toBe(`pairing ${expected}`);
      }),
      { numRuns: 5_000 },
    );
    expect(counted).toBeGreaterThan(100);
  });

  it('is told every reason once, each in words, and mending one leaves the others', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const reasons = reasonsOf(story);
        expect(new Set(reasons).size).toBe(reasons.length);
        const worded = [...now.conditions.map(({ reason }) => reason), 'NO_RULE_IN_FORCE'];
        expect(reasons.every((reason) => worded.includes(reason))).toBe(true);
        const mended = reasonsOf({ ...story, recognised: true, admitted: true, designated: true });
        const side = ['PRODUCT_NOT_RECOGNISED', 'SUPPLIER_NOT_ADMITTED', 'ORIGIN_NOT_DESIGNATED'];
        expect(mended).toEqual(reasons.filter((reason) => !side.includes(reason)));
      }),
      { numRuns: 1_000 },
    );
  });
});
