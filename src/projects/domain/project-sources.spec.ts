import { independentSources, unmetNeeds, type Insider } from './project-sources';

const insiders = new Map<string, Insider>([
  ['PARK', 'PARK'],
  ['INVESTOR', 'INVESTOR'],
  ['ENTERPRISE', 'INVESTOR'],
]);
const sources = (...papers: string[][]) =>
  independentSources(
    papers.map((issuers) => ({ issuers })),
    insiders,
  );

describe('sources of a step', () => {
  it('are independent where they have different issuers', () => {
    expect(sources(['BANK'], ['TAX'])).toBe(2);
    expect(sources(['BANK'], ['BANK'])).toBe(1);
    expect(sources(['BANK', 'TAX'], ['TAX', 'POWER'], ['BANK', 'POWER'])).toBe(1);
    expect(sources(['BANK', 'TAX'], ['TAX'], ['BANK'])).toBe(2);
  });

  it('are neither the park alone nor the investor alone, but both together', () => {
    expect(sources(['PARK'], ['INVESTOR'], ['BANK'])).toBe(1);
    expect(sources(['INVESTOR', 'ENTERPRISE'], ['BANK'])).toBe(1);
    expect(sources(['PARK', 'INVESTOR'], ['BANK'])).toBe(2);
    expect(sources(['PARK', 'INVESTOR'], ['PARK', 'ENTERPRISE'])).toBe(1);
    expect(sources(['INVESTOR', 'SUPPLIER'], ['INVESTOR', 'BANK'])).toBe(2);
  });

  it('bring one of the kinds of every position', () => {
    const needs = [
      { position: 1, kinds: ['CONTRACT'] as const },
      { position: 2, kinds: ['BANK_RECEIPT', 'PROJECT_FILING'] as const },
    ];
    expect(unmetNeeds(needs, [{ kind: 'CONTRACT' }]).map(({ position }) => position)).toEqual([2]);
    expect(unmetNeeds(needs, [{ kind: 'CONTRACT' }, { kind: 'PROJECT_FILING' }])).toEqual([]);
  });
});
