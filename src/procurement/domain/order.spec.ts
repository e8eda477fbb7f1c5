import { draftOrders, type LotOffer, mergeLots, priceLine, requireSettleable, totalFen } from './order';
import { freightFen, isWeighed } from './freight';

const lot = (change: Partial<LotOffer>): LotOffer => ({
  lotId: 'a',
  productId: 'p',
  supplierId: 's1',
  listingVersionId: 'v1',
  productName: '示例花椒',
  categoryCode: 'SPICE',
  originCountyCode: '530626',
  grade: '一级',
  baseUnit: 'g',
  displayUnit: 'kg',
  certificateNo: 'C-1',
  harvestedOn: '2026-07-01',
  expiresOn: '2026-12-31',
  state: 'AVAILABLE',
  listingState: 'LISTED',
  supplierSuspended: false,
  availableBase: 5_000_000n,
  ladder: [
    { fromQuantityBase: 1n, unitPriceFen: 6_800n },
    { fromQuantityBase: 1_000_000n, unitPriceFen: 6_450n },
  ],
  priceUnit: 'kg',
  vatRateBp: 900,
  moqBase: 1n,
  packSizeBase: 1n,
  freight: { kind: 'INCLUDED', fen: 0n },
  onSaleFrom: '2026-07-01',
  onSaleTo: '2026-11-30',
  leadDays: 0,
  ...change,
});

describe('a basket', () => {
  it('sums the same lot twice into one line, at its first place', () => {
    const lines = [
      { index: 0, offerId: 'a', leastGrade: null, quantityBase: 600n },
      { index: 1, offerId: 'b', leastGrade: null, quantityBase: 5n },
      { index: 2, offerId: 'a', leastGrade: null, quantityBase: 400n },
    ];
    expect(mergeLots(lines)).toEqual([
      { index: 0, offerId: 'a', leastGrade: null, quantityBase: 1000n },
      { index: 1, offerId: 'b', leastGrade: null, quantityBase: 5n },
    ]);
  });

  it('prices by the step the summed quantity reaches, with the VAT in it', () => {
    const line = priceLine(lot({}), { index: 0, offerId: 'a', leastGrade: null, quantityBase: 2_000_000n });
    // 2000 kg × 64.50; 129 000.00 × 9 / 109 = 10 651.376… fen-rounded
    expect(line).toMatchObject({ unitPriceFen: 6_450n, goodsFen: 12_900_000n, vatFen: 1_065_138n });
  });

  it('becomes one order per supplier', () => {
    const wanted = { index: 0, offerId: 'a', leastGrade: null, quantityBase: 1_000_000n };
    const lines = [lot({}), lot({ lotId: 'b', supplierId: 's2' }), lot({ lotId: 'c' })].flatMap(
      (offer) => priceLine(offer, wanted) ?? [],
    );
    const drafts = draftOrders(lines);
    expect(drafts.map((draft) => [draft.supplierId, draft.lines.length, totalFen(draft)])).toEqual([
      ['s1', 2, 12_900_000n],
      ['s2', 1, 6_450_000n],
    ]);
  });
});

describe('freight', () => {
  const line = (listingVersionId: string, quantityBase: bigint, fen: bigint, kind: 'FIXED' | 'PER_KG') => ({
    listingVersionId,
    quantityBase,
    freight: { kind, fen },
  });

  it('is charged once per listing when fixed', () =>
    expect(freightFen([line('v', 1n, 50_00n, 'FIXED'), line('v', 9n, 50_00n, 'FIXED')], null)).toBe(50_00n));
  it('follows the weight when per kilogram, rounded once', () =>
    expect(freightFen([line('v', 1_500n, 33n, 'PER_KG'), line('v', 1n, 33n, 'PER_KG')], null)).toBe(50n));
  it('falls away where nothing is taken', () =>
    expect(freightFen([line('v', 0n, 50_00n, 'FIXED')], { kind: 'FIXED', fen: 1n })).toBe(0n));
  it('is what the supplier agreed for the order where he did', () =>
    expect(freightFen([line('v', 2_000n, 33n, 'PER_KG')], { kind: 'FIXED', fen: 12_34n })).toBe(12_34n));
});

describe('freight by the kilogram', () => {
  it('is for orders of weighed goods alone', () => {
    expect(isWeighed(['kg', 'jin', 't'])).toBe(true);
    expect(isWeighed(['kg', 'piece'])).toBe(false);
    expect(isWeighed(['L'])).toBe(false);
  });
});

describe('the largest order', () => {
  const half = (2n ** 63n - 1n) / 2n;
  it('leaves room for what is delivered above the ordered weight', () => {
    expect(() => requireSettleable({ goodsFen: half - 1n, freightFen: 1n })).not.toThrow();
    expect(() => requireSettleable({ goodsFen: half, freightFen: 1n })).toThrow('AMOUNT_OUT_OF_RANGE');
  });
});
