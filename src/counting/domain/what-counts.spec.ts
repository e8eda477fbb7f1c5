import fc from 'fast-check';
import { isCountReason } from './count-reasons';
import { versionOn, type RuleVersion } from './rule-version';
import { chosenLeaf, whyNotCounted, type CountFacts, type LeafFact } from './why-not-counted';

/** Facts as a coordinator would tell them, not as the code asks for them. */
interface Story {
  /** The rule versions' first days; each ends the day before the next one begins, the last stays open or ends. */
  readonly firstDays: readonly number[];
  readonly lastDay: number | null;
  readonly kinds: readonly string[];
  readonly settledOn: number;
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
const day = fc.nat(700);
const mostly = fc.integer({ min: 0, max: 9 }).map((n) => n > 0);
const side = fc.constantFrom('EAST', 'WEST', null);
const stories: fc.Arbitrary<Story> = fc.record({
  firstDays: fc.uniqueArray(day, { maxLength: 4, size: 'max' }),
  lastDay: fc.option(day),
  kinds: fc.subarray(KINDS, { minLength: 2 }),
  settledOn: day,
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

const dated = (n: number) => new Date(Date.UTC(2025, 5, 1) + n * 86_400_000).toISOString().slice(0, 10);

function versionsOf({ firstDays, lastDay, kinds }: Story): RuleVersion[] {
  const sorted = firstDays.toSorted((a, b) => a - b);
  return sorted.map((from, index) => {
    const next = sorted[index + 1];
    const end = next === undefined ? (lastDay === null ? null : Math.max(lastDay, from)) : next - 1;
    return {
      id: `version ${index}`,
      validFrom: dated(from),
      validTo: end === null ? null : dated(end),
      buyerKinds: kinds,
      amount: 'GOODS_TAX_INCLUDED',
      textZh: '示例',
      textEn: 'example',
      sourceDocument: '示例',
      verified: false,
    };
  });
}

function factsOf(story: Story): CountFacts {
  const leaves: LeafFact[] = story.pairings.map(({ agreement, commitment }, index) => ({
    pairingId: `pairing ${index}`,
    eastRegionCode: '330211',
    westRegionCode: '513430',
    agreementId: agreement ? `agreement ${index}` : null,
    commitmentId: commitment ? `commitment ${index}` : null,
    targetLeaf: 'PAIRING',
  }));
  return {
    on: dated(story.settledOn),
    rule: versionOn(versionsOf(story), dated(story.settledOn)),
    buyerKind: story.buyerKind,
    unitSide: story.buyerSide,
    originSide: story.originSide,
    originCodeValid: story.codeValid,
    obstacles: [
      ...(story.recognised ? [] : (['PRODUCT_NOT_RECOGNISED'] as const)),
      ...(story.admitted ? [] : (['SUPPLIER_NOT_ADMITTED'] as const)),
      ...(story.designated ? [] : (['ORIGIN_NOT_DESIGNATED'] as const)),
    ],
    leaves,
    choices: story.chosen === null ? [] : [`pairing ${story.chosen}`],
    automatic: story.byTime,
    automaticCounted: story.byTimeCounts,
    invoiceRequired: story.invoiceAsked,
  };
}

/** I9 and I10 read once more, from the story alone: the pairing it counts on, or null. */
function countsOn(story: Story): number | null {
  const first = Math.min(...story.firstDays);
  const newest = Math.max(...story.firstDays);
  const ended = story.lastDay !== null && story.settledOn > Math.max(story.lastDay, newest);
  if (story.firstDays.length === 0 || story.settledOn < first || ended) return null;
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
        const facts = factsOf(story);
        const reasons = whyNotCounted(facts);
        const expected = countsOn(story);
        expect(reasons.length === 0).toBe(expected !== null);
        if (expected === null) return;
        counted += 1;
        expect(chosenLeaf(facts)?.pairingId).toBe(`pairing ${expected}`);
      }),
      { numRuns: 5_000 },
    );
    expect(counted).toBeGreaterThan(100);
  });

  it('is told every reason once, each in words, and mending one leaves the others', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const reasons = whyNotCounted(factsOf(story));
        expect(new Set(reasons).size).toBe(reasons.length);
        expect(reasons.every(isCountReason)).toBe(true);
        const mended = whyNotCounted(
          factsOf({ ...story, recognised: true, admitted: true, designated: true }),
        );
        const side = ['PRODUCT_NOT_RECOGNISED', 'SUPPLIER_NOT_ADMITTED', 'ORIGIN_NOT_DESIGNATED'];
        expect(mended).toEqual(reasons.filter((reason) => !side.includes(reason)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('exactly one version is in force between the first day and the end, none outside', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const on = dated(story.settledOn);
        const versions = versionsOf(story);
        const bearing = versions.filter((one) => one.validFrom <= on && (one.validTo ?? '9999') >= on);
        expect(versionOn(versions.toReversed(), on)).toEqual(bearing[0] ?? null);
        expect(bearing.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
