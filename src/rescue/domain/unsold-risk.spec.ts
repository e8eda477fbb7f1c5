import { unsoldRisk, type LotProspects } from './unsold-risk';

const lot = (more: Partial<LotProspects> = {}): LotProspects => ({
  lifeDays: 100,
  elapsedDays: 80,
  availableBase: 1_000n,
  soonerBase: 0n,
  soldBase: 0n,
  windowDays: 20,
  priceFen: 100n,
  highestFen: 100n,
  ...more,
});
const riskOf = (more: Partial<LotProspects>) => unsoldRisk(lot(more)).riskBp;

describe('the risk that a lot is not sold in time', () => {
  it('is the share of its life that is over where nothing sells at a steady price', () => {
    expect(unsoldRisk(lot())).toEqual({ ageBp: 8_000n, priceFallBp: 0n, unsoldBp: 10_000n, riskBp: 8_000n });
    expect([riskOf({ elapsedDays: 0 }), riskOf({ elapsedDays: 120 })]).toEqual([0n, 10_000n]);
  });

  it('falls with what will still be sold, of which lots that expire sooner come first', () => {
    expect(riskOf({ soldBase: 500n })).toBe(4_000n);
    expect(riskOf({ soldBase: 500n, soonerBase: 300n })).toBe(6_400n);
    expect(riskOf({ soldBase: 1_000n })).toBe(0n);
  });

  it('grows with the fall of the price, to certainty at most', () => {
    expect(riskOf({ soldBase: 500n, priceFen: 80n })).toBe(4_800n);
    expect(riskOf({ priceFen: 50n })).toBe(10_000n);
    expect(riskOf({ priceFen: 120n })).toBe(8_000n);
  });
});
