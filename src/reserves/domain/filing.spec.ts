import { basisPoints, fieldsFit, requiredFen, type CanteenFields } from './filing';

const filed = (more: Partial<CanteenFields>): CanteenFields => ({
  canteen: 'OWN',
  canteenFen: 1n,
  representativeUnitId: null,
  contractorId: null,
  ...more,
});

describe('a filing', () => {
  it('says of each canteen exactly what belongs to it', () => {
    expect(fieldsFit(filed({}))).toBe(true);
    expect(fieldsFit(filed({ canteenFen: null }))).toBe(false);
    expect(fieldsFit(filed({ canteen: 'NONE', canteenFen: null }))).toBe(true);
    expect(fieldsFit(filed({ canteen: 'NONE' }))).toBe(false);
    expect(fieldsFit(filed({ canteen: 'OUTSOURCED', contractorId: 'c' }))).toBe(true);
    expect(fieldsFit(filed({ canteen: 'OUTSOURCED' }))).toBe(false);
    expect(fieldsFit(filed({ canteen: 'SHARED', canteenFen: null, representativeUnitId: 'r' }))).toBe(true);
    expect(fieldsFit(filed({ canteen: 'SHARED', representativeUnitId: 'r' }))).toBe(false);
  });

  it('requires at least the share, to the fen', () => {
    const tenth = { numerator: 10n, denominator: 100n };
    expect(requiredFen(100_000n, tenth)).toBe(10_000n);
    expect(requiredFen(101n, tenth)).toBe(11n);
    expect(requiredFen(0n, tenth)).toBe(0n);
    expect(basisPoints({ numerator: 30n, denominator: 100n })).toBe(3000);
  });
});
