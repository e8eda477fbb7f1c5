import { collect } from '../../../libs/workflow/src/index';
import { decideBasket } from './basket';
import type { LotOffer } from './order';
import { basketRules, lineRules, type LineFacts } from './order.rules';

const lot: LotOffer = {
  lotId: 'lot',
  productId: 'product',
  supplierId: 'supplier',
  listingVersionId: 'version',
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
  ladder: [{ fromQuantityBase: 100_000n, unitPriceFen: 6_000n }],
  priceUnit: 'kg',
  vatRateBp: 900,
  moqBase: 200_000n,
  packSizeBase: 25_000n,
  freight: { kind: 'INCLUDED', fen: 0n },
  onSaleFrom: '2026-07-01',
  onSaleTo: '2026-11-30',
  leadDays: 3,
};
const sound: LineFacts = {
  lot,
  quantityBase: 2_000_000n,
  today: '2026-07-09',
  earliestOn: '2026-07-12',
  deliveryOn: '2026-07-20',
  index: 4,
};
const refusalsOf = (facts: Partial<LineFacts>) => collect(lineRules, { ...sound, ...facts });
const codes = (facts: Partial<LineFacts>) => refusalsOf(facts).map((refusal) => refusal.code);

describe('the rules of an order line', () => {
  it('lets a sound line pass', () => expect(codes({})).toEqual([]));

  it.each([
    { state: 'ON_HOLD' },
    { state: 'RECALLED' },
    { listingState: 'PAUSED' },
    { supplierSuspended: true },
    { onSaleFrom: '2026-07-10' },
  ])('a lot must be on sale: %j', (change) =>
    expect(codes({ lot: { ...lot, ...change } })).toEqual(['LOT_NOT_ON_SALE']),
  );

  it('a quantity is above zero', () => expect(codes({ quantityBase: 0n })).toContain('QUANTITY_ZERO'));

  it('quantity meets the minimum', () => {
    expect(codes({ quantityBase: 175_000n })).toEqual(['QUANTITY_BELOW_MINIMUM']);
    expect(codes({ quantityBase: 200_000n })).toEqual([]);
  });

  it('quantity is a multiple of the pack size', () =>
    expect(codes({ quantityBase: 225_001n })).toEqual(['QUANTITY_NOT_IN_PACKS']));

  it('quantity reaches a step of the price ladder', () =>
    expect(codes({ quantityBase: 75_000n })).toEqual(['QUANTITY_BELOW_MINIMUM', 'QUANTITY_WITHOUT_PRICE']));

  it('quantity cannot exceed what remains, and says at which line', () => {
    expect(refusalsOf({ quantityBase: 5_025_000n })).toMatchObject([
      {
        code: 'LOT_SHORT',
        path: ['lines', 4, 'quantity'],
        texts: { zh: '批次可售数量不足，剩余 5000.000 千克' },
      },
    ]);
  });

  it('delivery leaves the supplier its lead time', () =>
    expect(codes({ deliveryOn: '2026-07-11' })).toEqual(['DELIVERY_TOO_SOON']));

  it('delivery falls in season', () =>
    expect(codes({ deliveryOn: '2026-12-01' })).toEqual(['DELIVERY_OUT_OF_SEASON']));

  it('goods do not expire before delivery', () =>
    expect(codes({ lot: { ...lot, expiresOn: '2026-07-19' } })).toEqual(['GOODS_EXPIRE_BEFORE_DELIVERY']));
});

describe('the rules of a basket', () => {
  const basket = { lines: [sound], today: '2026-07-09', deliveryOn: '2026-07-09' };
  const of = (change: object) => collect(basketRules, { ...basket, ...change }).map(({ code }) => code);

  it('a basket has lines', () => expect(of({ lines: [] })).toEqual(['BASKET_EMPTY']));
  it('a basket has at most 100 lines', () =>
    expect(of({ lines: Array.from({ length: 101 }, () => sound) })).toEqual(['BASKET_TOO_LARGE']));
  it('delivery is not past', () => {
    expect(of({ deliveryOn: '2026-07-08' })).toEqual(['DELIVERY_PAST']);
    expect(of({})).toEqual([]);
  });
});

describe('deciding a basket', () => {
  const asked = {
    buyerId: 'buyer',
    today: '2026-07-09',
    deliveryOn: '2026-07-20',
    after: () => '2026-07-12',
    isGrade: () => true,
  };
  const decide = (change: Partial<LotOffer>, value: string) =>
    decideBasket(
      { ...asked, lines: [{ lotId: 'lot', quantity: { value, unit: 'kg' } }] },
      new Map([['lot', { ...lot, moqBase: 1n, packSizeBase: 1n, ...change }]]),
    ).refusals.map(({ code, path }) => `${code} ${path.join('.')}`);

  it('refuses a quantity worth less than a fen, and a price that cannot be stored', () => {
    const free = [{ fromQuantityBase: 1n, unitPriceFen: 4n }];
    const dear = [{ fromQuantityBase: 1n, unitPriceFen: 2n ** 62n }];
    expect(decide({ ladder: free }, '0.001')).toEqual(['WORTH_NOTHING lines.0.quantity']);
    expect(decide({ ladder: dear }, '5000')).toEqual(['AMOUNT_OUT_OF_RANGE lines.0.quantity']);
  });

  it('refuses to sell an organization its own goods', () =>
    expect(decide({ supplierId: 'buyer' }, '200')).toEqual(['OWN_GOODS lines.0.lotId']));
});
