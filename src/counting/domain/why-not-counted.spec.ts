import { SCHEME_FILES, SHARED_CONDITIONS } from '../data/schemes/index';
import { describeReasons, reasonText } from './count-reasons';
import type { LeafFact } from './leaf-fact';
import { FACT_TYPES } from './portion-facts';
import type { FactValue } from './rule-language';
import { readScheme, readVersion } from './rule-version';
import { chosenLeaf, relationFacts, whyNotCounted } from './why-not-counted';

const words = { facts: FACT_TYPES, rules: new Set(['AUTO_ACCEPTANCE_COUNTED', 'INVOICE_REQUIRED_TO_COUNT']) };
const schemes = SCHEME_FILES.map((file) => readScheme(file, SHARED_CONDITIONS));
const versionsOf = (code: string) =>
  schemes.filter(({ scheme }) => scheme === code).flatMap(({ versions }) => versions);
const [before, now] = versionsOf('EAST_WEST').map((version) => readVersion(version, words));

const leaf = (pairingId: string, agreementId: string | null = 'agreement'): LeafFact => ({
  pairingId,
  eastRegionCode: '330211',
  westRegionCode: '513430',
  agreementId,
  commitmentId: agreementId && 'commitment',
  targetLeaf: 'PAIRING',
});
const good: Record<string, FactValue> = {
  'unit.kind': 'ENTERPRISE',
  'unit.side': 'EAST',
  'origin.side': 'WEST',
  'origin.codeValid': true,
  'origin.designated': true,
  'origin.mixed': false,
  'product.recognised': true,
  'supplier.admitted': true,
  'capacity.verified': true,
  'capacity.ceilingKnown': true,
  'lot.known': true,
  'lot.recalled': false,
  'portion.source': 'SETTLEMENT_LINE',
  'portion.automatic': false,
  'portion.invoiced': false,
  ...relationFacts([leaf('a')], []),
};
const YES = { AUTO_ACCEPTANCE_COUNTED: '1', INVOICE_REQUIRED_TO_COUNT: '0' };
const reasons = (facts: Record<string, FactValue> = {}, rules: Record<string, string> = {}) =>
  whyNotCounted(now ?? null, { facts: { ...good, ...facts }, rules: { ...YES, ...rules } });
const related = (leaves: readonly LeafFact[], choices: readonly string[] = []) =>
  relationFacts(leaves, choices);
const claimed = { 'portion.source': 'CLAIM_LINE', 'claim.sides': 2, 'claim.evidenceKinds': 2 };

describe('a portion', () => {
  it('counts when nothing stands against it', () => {
    expect(reasons()).toEqual([]);
    expect(whyNotCounted(null, { facts: good, rules: YES })).toEqual(['NO_RULE_IN_FORCE']);
  });

  const cases: [reason: string, facts: Record<string, FactValue>, rules?: Record<string, string>][] = [
    ['BUYER_NOT_EASTERN', { 'unit.side': 'WEST' }],
    ['BUYER_KIND_NOT_ACCEPTED', { 'unit.kind': 'COOPERATIVE' }],
    ['ORIGIN_NOT_WESTERN', { 'origin.side': null }],
    ['LOT_UNKNOWN', { 'lot.known': false, 'product.recognised': false, 'capacity.verified': false }],
    ['ORIGIN_CODE_NOT_VALID', { 'origin.codeValid': false }],
    ['PRODUCT_NOT_RECOGNISED', { 'product.recognised': false }],
    ['SUPPLIER_NOT_ADMITTED', { 'supplier.admitted': false }],
    ['ORIGIN_NOT_DESIGNATED', { 'origin.designated': false }],
    ['CAPACITY_NOT_VERIFIED', { 'capacity.verified': false }],
    ['YIELD_CEILING_UNKNOWN', { 'capacity.ceilingKnown': false }],
    ['LOT_RECALLED', { 'lot.recalled': true }],
    ['COUNTY_NOT_PAIRED', related([])],
    ['ORIGIN_MIXED', { ...related([]), 'origin.mixed': true }],
    ['PAIRING_NOT_CHOSEN', related([leaf('a'), leaf('b')])],
    ['NO_AGREEMENT_IN_FORCE', related([leaf('a', null)])],
    ['AUTO_ACCEPTED_NOT_COUNTED', { 'portion.automatic': true }, { AUTO_ACCEPTANCE_COUNTED: '0' }],
    ['INVOICE_MISSING', {}, { INVOICE_REQUIRED_TO_COUNT: '1' }],
    ['CLAIM_NOT_VERIFIED', { ...claimed, 'claim.sides': 1 }],
  ];
  it.each(cases.map(([reason, facts, rules = {}]) => ({ reason, facts, rules })))(
    'does not count: $reason',
    ({ reason, facts, rules }) => {
      expect(reasons(facts, rules)).toEqual([reason]);
    },
  );

  it('has every condition of the rule tried here, and both versions ask the same', () => {
    const all = new Set(now?.conditions.map((condition) => condition.reason));
    expect(new Set(cases.map(([reason]) => reason))).toEqual(all);
    expect(before?.conditions).toEqual(now?.conditions);
  });

  it('counts also where it was claimed with two kinds of evidence, checked by both sides', () => {
    expect(reasons({ ...claimed, 'portion.invoiced': true }, { INVOICE_REQUIRED_TO_COUNT: '1' })).toEqual([]);
    expect(reasons({ ...claimed, 'claim.evidenceKinds': 1 })).toEqual(['CLAIM_NOT_VERIFIED']);
  });

  it('is told all reasons at once', () => {
    expect(reasons({ 'unit.side': null, 'origin.side': 'EAST', ...related([]) })).toEqual([
      'BUYER_NOT_EASTERN',
      'ORIGIN_NOT_WESTERN',
    ]);
  });

  it('belongs to the relation the buyer chose', () => {
    const leaves = [leaf('a'), leaf('b')];
    expect(chosenLeaf(leaves, ['b'])).toBe(leaves[1]);
    expect(reasons(related(leaves, ['b']))).toEqual([]);
  });
});

describe('the rule data', () => {
  it('has six schemes, each in its own place, and no day between its versions', () => {
    expect(schemes.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const { versions } of schemes) {
      const days = versions.map(({ validFrom, validTo }) => [validFrom, validTo]);
      expect(days).toEqual([
        ['2021-01-01', '2025-12-31'],
        ['2026-01-01', null],
      ]);
    }
  });

  it('says every reason in both languages, each scheme in its own words', () => {
    for (const { scheme, versions } of schemes)
      for (const version of versions) {
        const { conditions, textZh, textEn } = readVersion(version, words);
        describeReasons(scheme, conditions);
        expect([textZh, textEn].every((text) => text.length > 20)).toBe(true);
        for (const { reason } of conditions) expect(reasonText(reason, scheme).zh).not.toBe(reason);
      }
    expect(reasonText('NO_AGREEMENT_IN_FORCE', 'EAST_WEST').zh).toContain('消费协作');
    expect(reasonText('NO_AGREEMENT_IN_FORCE', 'BUDGET_RESERVE').zh).toContain('预留份额');
    expect(reasonText('NOBODY_KNOWS')).toEqual({ zh: 'NOBODY_KNOWS', en: 'NOBODY_KNOWS' });
  });

  it('lets what waits for an agreement be found: every scheme calls that by one code', () => {
    for (const { versions } of schemes)
      for (const version of versions)
        expect(readVersion(version, words).conditions.map(({ reason }) => reason)).toContain(
          'NO_AGREEMENT_IN_FORCE',
        );
  });
});
