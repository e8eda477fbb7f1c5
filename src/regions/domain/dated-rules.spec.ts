import { shippedFacts } from '../data/reference-files';
import { RULE_KEYS, ratioOf, ruleInForce, wholeNumberOf, yesOrNo, type DatedRule } from './dated-rules';
import { regimeOn } from './policy-regimes';

const rules = shippedFacts.rules();

function found(key: DatedRule['key'], on: string, region: string | null = null): DatedRule {
  const rule = ruleInForce(rules, key, on, region);
  if (!rule) throw new Error(`no rule ${key}`);
  return rule;
}

describe('dated rules', () => {
  it('has a value today for every key, somewhere', () => {
    const missing = RULE_KEYS.filter(
      (key) => !rules.some((rule) => rule.key === key && rule.validTo === null),
    );
    expect(missing).toEqual([]);
  });

  it('prefers the most specific region: Guangdong reserved 30 % in 2025', () => {
    expect(found('RESERVE_RATE', '2025-06-01', '440305').value).toBe('0.30');
    expect(found('RESERVE_RATE', '2026-01-01', '440305').value).toBe('0.10');
    expect(found('RESERVE_RATE', '2025-06-01', '330100').value).toBe('0.10');
    expect(found('RESERVE_RATE', '2025-06-01').value).toBe('0.10');
  });

  it('prefers county to prefecture to province to nation', () => {
    const rule = found('RESERVE_RATE', '2025-06-01');
    const layered = ['451081', '451000', '450000', null].map((regionCode) => ({
      ...rule,
      regionCode,
      value: `0.${regionCode ?? '0'}`,
    }));
    expect(ruleInForce(layered, 'RESERVE_RATE', '2025-06-01', '451081')?.regionCode).toBe('451081');
    expect(ruleInForce(layered, 'RESERVE_RATE', '2025-06-01', '451026')?.regionCode).toBe('451000');
    expect(ruleInForce(layered, 'RESERVE_RATE', '2025-06-01', '450100')?.regionCode).toBe('450000');
    expect(ruleInForce(layered, 'RESERVE_RATE', '2025-06-01', '330100')?.regionCode).toBeNull();
  });

  it('knows no rule before it began', () => {
    expect(ruleInForce(rules, 'RESERVE_RATE', '2020-12-31')).toBeNull();
  });

  it('reads numbers exactly', () => {
    expect(wholeNumberOf(found('PREPAID_PAYMENT_DAYS', '2026-05-01'))).toBe(30);
    expect(ratioOf(found('OVER_DELIVERY_TOLERANCE', '2026-05-01'))).toEqual({
      numerator: 5n,
      denominator: 100n,
    });
    expect(yesOrNo(found('INVOICE_REQUIRED_TO_COUNT', '2026-05-01'))).toBe(false);
    expect(() => wholeNumberOf(found('RESERVE_RATE', '2026-05-01'))).toThrow('not a whole number');
  });
});

describe('policy regimes', () => {
  it('changes on 2026-01-01', () => {
    const regimes = shippedFacts.policyRegimes();
    expect(regimeOn(regimes, '2025-12-31')?.code).toBe('TRANSITION_2021_2025');
    expect(regimeOn(regimes, '2026-01-01')?.code).toBe('REGULAR_2026');
    expect(regimeOn(regimes, '2020-12-31')).toBeNull();
  });
});
