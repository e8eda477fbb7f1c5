import { randomUUID } from 'node:crypto';
import type { Line, Lines } from './access-line';
import type { Place, World } from './access-world';
import { makeGoods, type Goods, type GoodsWish } from './goods';

/** A product with listing, recognition and lot of the place's supplier. */
export function goodsOf(world: World, place: Place, wish: GoodsWish = {}): Promise<Goods> {
  const sellers = { supplier: { id: place.supplierId, member: place.supplier } };
  return makeGoods(world.app, sellers, {
    name: `${place.marks[0]}花椒`,
    countyCode: place.westCounty,
    ...wish,
  });
}

type Part = 'productId' | 'listingId' | 'lotId' | 'recognitionId';

/** The part of freshly made goods, brought into a state by hand. */
const part = (which: Part, state?: string, wish: GoodsWish = {}) =>
  async function make(world: World, place: Place): Promise<string> {
    const goods = await goodsOf(world, place, wish);
    const id = goods[which] ?? '';
    const table = {
      productId: 'products',
      listingId: 'listings',
      lotId: 'lots',
      recognitionId: 'recognitions',
    }[which];
    if (state) await world.app.database.query(`UPDATE ${table} SET state = $2 WHERE id = $1`, [id, state]);
    return id;
  };

/** At the own place a lot of the spare goods' product, so that the two go together. */
async function siblingLot(world: World, place: Place): Promise<string> {
  const like = place.label === 'own' ? spare.get(world) : undefined;
  return (await goodsOf(world, place, { state: 'HARVESTED', ...(like ? { like } : {}) })).lotId;
}

async function plot(world: World, place: Place): Promise<string> {
  const goods = await goodsOf(world, place, { cropCode: 'WALNUT', season: 2026 });
  const id = randomUUID();
  await world.app.database.query(
    `INSERT INTO plots (id, capacity_id, supplier_id, county_code, plot_code, crop_code, season, area_si, state, declared_by,
       created_at, version) VALUES ($1::uuid, $2, $3, $4, $1::text, 'WALNUT', 2026, 10000, 'DECLARED', $5, now(), 1)`,
    [id, goods.capacityId, place.supplierId, place.westCounty, place.supplier.id],
  );
  return id;
}

async function certificate(world: World, place: Place): Promise<string> {
  const { productId } = await goodsOf(world, place);
  const id = randomUUID();
  await world.app.database.query(
    `INSERT INTO product_certificates (id, product_id, kind, number, holder_name, scope, valid_from, valid_to, created_at, version)
     VALUES ($1, $2, 'ORGANIC', $3, '示例持有人', '示例', '2026-01-01', '2027-01-01', now(), 1)`,
    [id, productId, `示例${id}`],
  );
  return id;
}

const kg = (value: string) => ({ value, unit: 'kg' });
const terms = {
  freight: { kind: 'INCLUDED' },
  ladder: [{ from: kg('100'), unitPrice: { amount: '60.00', currency: 'CNY' } }],
  leadDays: 7,
  moq: kg('100'),
  onSaleFrom: '2026-07-01',
  onSaleTo: '2026-12-31',
  packSize: kg('25'),
  priceUnit: 'kg',
  vatTreatment: 'EXEMPT',
};
const ON_SALE = 'what is on sale is published';

const ofSupplier = { owners: ['supplierId'] } as const;
const overCounty = { owners: ['supplierId'], overseen: 'WEST' } as const;
const one = (which: Part, state?: string, wish?: GoodsWish): Line => ({
  record: part(which, state, wish),
  ...overCounty,
  variables: (id) => ({ id }),
});
const onListing = (state: string): Line => ({
  record: part('listingId', state),
  ...ofSupplier,
  variables: (listingId) => ({ listingId }),
});
const onLot = (state: string, more: object = {}): Line => ({
  record: part('lotId', state),
  ...overCounty,
  variables: (lotId) => ({ lotId, ...more }),
});
const onRecognition = (state: string): Line => ({
  record: part('recognitionId', state),
  ...overCounty,
  variables: (recognitionId) => ({ recognitionId, note: '示例' }),
});
const list: Line = { variables: () => ({ first: 100 }) };

export const catalogLines: Lines = {
  productCategories: list,
  crops: list,
  products: list,
  plots: list,
  managedListings: list,
  managedLots: { variables: () => ({ first: 70 }) },
  recognitions: list,
  lots: { variables: () => ({ first: 70 }), published: ON_SALE },
  product: one('productId'),
  listing: one('listingId', 'DRAFT', { state: 'HARVESTED' }),
  lot: one('lotId', 'HARVESTED'),
  recognition: one('recognitionId'),
  plot: { record: plot, ...overCounty, variables: (id) => ({ id }) },

  addProduct: {
    variables: (_id, own) => ({
      name: '示例花椒',
      categoryCode: '13',
      cropCode: 'SICHUAN_PEPPER',
      displayUnit: 'kg',
      originCountyCode: own.westCounty,
    }),
  },
  addProductCertificate: {
    record: part('productId'),
    ...ofSupplier,
    variables: (productId, own) => ({
      productId,
      kind: 'ORGANIC',
      number: `示例${randomUUID()}`,
      holderName: `${own.marks[0]}合作社`,
      scope: '示例',
      validFrom: '2026-01-01',
      validTo: '2027-01-01',
    }),
  },
  withdrawProductCertificate: {
    record: certificate,
    ...ofSupplier,
    variables: (certificateId) => ({ certificateId }),
  },
  applyForRecognition: {
    record: part('productId', undefined, { recognised: false }),
    ...ofSupplier,
    variables: (productId) => ({
      productId,
      annualValue: { amount: '600000.00', currency: 'CNY' },
      linkageStatement: '示例联农带农说明',
    }),
  },
  certifyRecognition: onRecognition('APPLIED'),
  reviewRecognition: onRecognition('COUNTY_CERTIFIED'),
  publiciseRecognition: onRecognition('REVIEWED'),
  recogniseProduct: onRecognition('PUBLICISED'),
  recheckRecognition: onRecognition('RECOGNISED'),
  rejectRecognition: onRecognition('APPLIED'),
  withdrawRecognition: onRecognition('RECOGNISED'),

  declarePlot: {
    variables: (_id, own) => ({
      countyCode: own.westCounty,
      plotCode: `示例${randomUUID()}`,
      cropCode: 'SICHUAN_PEPPER',
      season: 2026,
      area: { value: '10', unit: 'mu' },
    }),
  },
  verifyPlot: { record: plot, ...overCounty, variables: (plotId) => ({ plotId }) },
  rejectPlot: { record: plot, ...overCounty, variables: (plotId) => ({ plotId, reason: '示例' }) },
  withdrawPlot: { record: plot, ...overCounty, variables: (plotId) => ({ plotId }) },

  draftListing: {
    record: part('productId'),
    ...ofSupplier,
    variables: (productId) => ({ productId, terms }),
  },
  changeListing: {
    record: part('listingId', 'LISTED'),
    ...ofSupplier,
    variables: (listingId) => ({ listingId, terms }),
  },
  submitListing: onListing('DRAFT'),
  approveListing: onListing('IN_REVIEW'),
  returnListing: {
    record: part('listingId', 'IN_REVIEW'),
    ...ofSupplier,
    variables: (listingId) => ({ listingId, reason: '示例' }),
  },
  pauseListing: onListing('LISTED'),
  resumeListing: onListing('PAUSED'),
  delistListing: onListing('LISTED'),

  registerLot: [
    {
      record: part('productId'),
      ...ofSupplier,
      variables: (productId) => ({ productId, ...harvest() }),
    },
    {
      record: async (world, place) => (await goodsOf(world, place)).capacityId ?? '',
      ...ofSupplier,
      variables: (capacityId, _own, world) => ({
        productId: spare.get(world)?.productId ?? '',
        capacityId,
        ...harvest(),
      }),
    },
  ],
  putLotOnSale: [
    {
      record: siblingLot,
      ...overCounty,
      variables: (lotId, _own, world) => ({ lotId, listingId: spare.get(world)?.listingId ?? '' }),
    },
    {
      record: part('listingId', 'LISTED'),
      ...ofSupplier,
      variables: (listingId, _own, world) => ({ listingId, lotId: spare.get(world)?.lotId ?? '' }),
    },
  ],
  takeLotOffSale: onLot('AVAILABLE'),
  holdLot: onLot('AVAILABLE', { reason: 'TEST' }),
  resumeLot: onLot('ON_HOLD'),
  recallLot: onLot('AVAILABLE', { reason: 'UNSAFE' }),
  writeOffLot: onLot('HARVESTED', { quantity: kg('10') }),
  splitLot: {
    ...onLot('HARVESTED'),
    variables: (lotId) => ({
      lotId,
      parts: ['a', 'b'].map((name) => ({ certificateNo: `示例${name}${randomUUID()}`, quantity: kg('10') })),
    }),
  },
  mergeLots: {
    record: siblingLot,
    ...ofSupplier,
    variables: (lotId, _own, world) => ({
      certificateNo: `示例${randomUUID()}`,
      grade: '一级',
      sources: [lotId, spare.get(world)?.lotId ?? ''].map((id) => ({ lotId: id, quantity: kg('10') })),
    }),
  },
};

const harvest = () => ({
  certificateNo: `示例${randomUUID()}`,
  harvestedOn: '2026-07-01',
  expiresOn: '2027-07-01',
  grade: '一级',
  quantity: kg('100'),
});

/** Goods of the own place that stand beside the record a line is about. */
const spare = new WeakMap<World, Goods>();
export async function prepareCatalog(world: World): Promise<void> {
  spare.set(world, await goodsOf(world, world.own, { state: 'HARVESTED' }));
}
