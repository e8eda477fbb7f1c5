import { isCountReason, reasonText } from './count-reasons';
import { versionOn, type RuleVersion } from './rule-version';
import { chosenLeaf, countRules, whyNotCounted, type CountFacts, type LeafFact } from './why-not-counted';

const rule = (id: string, validFrom: string, validTo: string | null): RuleVersion => ({
  id,
  validFrom,
  validTo,
  buyerKinds: ['ENTERPRISE', 'PUBLIC_UNIT'],
  amount: 'GOODS_TAX_INCLUDED',
  textZh: '示例',
  textEn: 'example',
  sourceDocument: '示例',
  verified: false,
});
const leaf = (pairingId: string, agreementId: string | null = 'agreement'): LeafFact => ({
  pairingId,
  eastRegionCode: '330211',
  westRegionCode: '513430',
  agreementId,
  commitmentId: agreementId && 'commitment',
  targetLeaf: 'PAIRING',
});
const facts = (changes: Partial<CountFacts> = {}): CountFacts => ({
  on: '2026-07-09',
  rule: rule('now', '2026-01-01', null),
  buyerKind: 'ENTERPRISE',
  unitSide: 'EAST',
  originSide: 'WEST',
  originCodeValid: true,
  obstacles: [],
  leaves: [leaf('a')],
  choices: [],
  automatic: false,
  automaticCounted: true,
  invoiceRequired: false,
  ...changes,
});

describe('a portion', () => {
  it('counts when nothing stands against it', () => {
    expect(whyNotCounted(facts())).toEqual([]);
  });

  const cases: [keyof typeof countRules, Partial<CountFacts>, string[]][] = [
    ['a rule is in force', { rule: null }, ['NO_RULE_IN_FORCE']],
    ['the buying unit is eastern', { unitSide: 'WEST' }, ['BUYER_NOT_EASTERN']],
    ['the scheme accepts the buyer', { buyerKind: 'COOPERATIVE' }, ['BUYER_KIND_NOT_ACCEPTED']],
    ['the origin is western', { originSide: null }, ['ORIGIN_NOT_WESTERN']],
    ['the origin code was valid', { originCodeValid: false }, ['ORIGIN_CODE_NOT_VALID']],
    [
      'nothing on the side of the product stands against it',
      { obstacles: ['PRODUCT_NOT_RECOGNISED', 'SUPPLIER_NOT_ADMITTED'] },
      ['PRODUCT_NOT_RECOGNISED', 'SUPPLIER_NOT_ADMITTED'],
    ],
    ['the county is paired with the unit’s region', { leaves: [] }, ['COUNTY_NOT_PAIRED']],
    [
      'of equally specific pairings one was chosen',
      { leaves: [leaf('a'), leaf('b')] },
      ['PAIRING_NOT_CHOSEN'],
    ],
    ['an agreement is in force', { leaves: [leaf('a', null)] }, ['NO_AGREEMENT_IN_FORCE']],
    [
      'automatic acceptance counts where the rule says so',
      { automatic: true, automaticCounted: false },
      ['AUTO_ACCEPTED_NOT_COUNTED'],
    ],
    ['an invoice is there where the rule asks for it', { invoiceRequired: true }, ['INVOICE_MISSING']],
  ];
  it.each(cases)('does not count unless %s', (_sentence, changes, reasons) => {
    expect(whyNotCounted(facts(changes))).toEqual(reasons);
  });

  it('has every rule tried here', () => {
    expect(cases.map(([sentence]) => sentence)).toEqual(Object.keys(countRules));
  });

  it('is told all reasons at once', () => {
    expect(whyNotCounted(facts({ unitSide: null, originSide: 'EAST', leaves: [] }))).toEqual([
      'BUYER_NOT_EASTERN',
      'ORIGIN_NOT_WESTERN',
    ]);
  });

  it('belongs to the pairing the buyer chose', () => {
    const leaves = [leaf('a'), leaf('b')];
    expect(chosenLeaf({ leaves, choices: ['b'] })).toBe(leaves[1]);
    expect(whyNotCounted(facts({ leaves, choices: ['b'] }))).toEqual([]);
  });

  it('has only reasons with words', () => {
    expect(isCountReason('COUNTY_NOT_PAIRED')).toBe(true);
    expect(reasonText('COUNTY_NOT_PAIRED').zh).toContain('结对');
  });
});

describe('the rule of a day', () => {
  it('changes with the year at midnight', () => {
    const versions = [rule('old', '2021-01-01', '2025-12-31'), rule('new', '2026-01-01', null)];
    expect(versionOn(versions, '2025-12-31')?.id).toBe('old');
    expect(versionOn(versions, '2026-01-01')?.id).toBe('new');
    expect(versionOn(versions, '2020-12-31')).toBeNull();
  });
});
