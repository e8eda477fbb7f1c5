import { randomUUID } from 'node:crypto';
import { gramsOf, indexWords } from '../../src/catalog/storage/search-words';
import type { TestApp } from './app';
import { PLACES } from './people';

export interface GoodsWish {
  name?: string;
  categoryCode?: string;
  cropCode?: string | null;
  countyCode?: string;
  /** Grams in the lot; 10 t unless said. */
  inBase?: bigint;
  /** Ladder steps: from this many grams, so many fen per kg. */
  ladder?: readonly (readonly [fromBase: bigint, fen: bigint])[];
  moqBase?: bigint;
  packSizeBase?: bigint;
  vatRateBp?: number;
  freight?: { kind: 'INCLUDED' | 'FIXED' | 'PER_KG'; fen: bigint };
  onSaleFrom?: string;
  onSaleTo?: string;
  harvestedOn?: string;
  expiresOn?: string;
  leadDays?: number;
  grade?: string;
  recognised?: boolean;
  recognisedTo?: string;
  /** Verified land in 亩; null: no capacity stands behind the lot. */
  verifiedMu?: bigint | null;
  season?: number;
  state?: 'AVAILABLE' | 'HARVESTED' | 'ON_HOLD';
  listingState?: 'LISTED' | 'PAUSED' | 'DRAFT';
  /** Several lots of one product: pass the goods made first. */
  like?: Goods;
}

export interface Goods {
  productId: string;
  listingId: string;
  listingVersionId: string;
  capacityId: string | null;
  recognitionId: string | null;
  lotId: string;
  certificateNo: string;
  supplierId: string;
}

/** Whoever sells: `people` fits, and so does any { supplier: { id } }. */
export interface Sellers {
  supplier: { id: string; member: { id: string } };
  /** Verifies the land. */
  agri?: { id: string };
}

/**
 * A listed, recognised product with verified land and a lot on sale, written directly for speed:
 * for tests that need goods, not for tests of how goods come to be sold.
 */
export async function makeGoods(app: TestApp, sellers: Sellers, wish: GoodsWish = {}): Promise<Goods> {
  const { supplier } = sellers;
  return app.transactions.run(async (tx) => {
    const write = (sql: string, values: unknown[]) => tx.query(sql, values);
    const county = wish.countyCode ?? PLACES.westCounty;
    const crop = wish.cropCode === undefined ? 'SICHUAN_PEPPER' : wish.cropCode;
    const goods = wish.like ?? (await makeProduct(write, tx.at, sellers, county, crop, wish));
    const capacityId = await makeCapacity(write, tx.at, sellers, county, crop, wish);
    const lotId = randomUUID();
    const certificateNo = `HGZ-${lotId.slice(0, 13).toUpperCase()}`;
    await write(`INSERT INTO lots VALUES ($1, $2, $3, $4, $5, $6, $2, $7, $8, $9, $10, $11, $12, $13, 1)`, [
      lotId,
      supplier.id,
      goods.productId,
      goods.listingId,
      capacityId,
      county,
      certificateNo,
      wish.harvestedOn ?? '2026-06-20',
      wish.expiresOn ?? '2027-12-31',
      wish.grade ?? '一级',
      wish.state ?? 'AVAILABLE',
      supplier.member.id,
      tx.at,
    ]);
    await write('INSERT INTO lot_origin_shares VALUES ($1, $2, 1000000)', [lotId, county]);
    const inBase = wish.inBase ?? 10_000_000n;
    await write('INSERT INTO lot_stock (lot_id, in_base) VALUES ($1, $2)', [lotId, inBase]);
    await write(`INSERT INTO lot_movements (lot_id, kind, quantity_base, at) VALUES ($1, 'IN', $2, $3)`, [
      lotId,
      inBase,
      tx.at,
    ]);
    if (capacityId)
      await write('UPDATE capacities SET registered_base = registered_base + $2 WHERE id = $1', [
        capacityId,
        inBase,
      ]);
    return { ...goods, lotId, certificateNo, capacityId, supplierId: supplier.id };
  });
}

type Write = (sql: string, values: unknown[]) => Promise<unknown>;

async function makeProduct(
  write: Write,
  at: Date,
  { supplier }: Sellers,
  county: string,
  crop: string | null,
  wish: GoodsWish,
) {
  const [productId, listingId, listingVersionId] = [randomUUID(), randomUUID(), randomUUID()];
  const name = wish.name ?? '示例花椒';
  const place = PLACE_NAMES.get(county) ?? '';
  await write(
    `INSERT INTO products (id, supplier_id, name, category_code, crop_code, origin_county_code, base_unit, display_unit,
       search_words, search_grams, created_at, version) VALUES ($1, $2, $3, $4, $5, $6, 'g', 'kg', array_to_tsvector($7::text[]), $8, $9, 1)`,
    [
      productId,
      supplier.id,
      name,
      wish.categoryCode ?? '13',
      crop,
      county,
      indexWords(`${name} ${place}`),
      gramsOf(`${name} ${place}`),
      at,
    ],
  );
  await write(
    `INSERT INTO listings (id, product_id, supplier_id, state, current_number, supplier_suspended, created_at, version)
     VALUES ($1, $2, $3, $4, 1, false, $5, 1)`,
    [listingId, productId, supplier.id, wish.listingState ?? 'LISTED', at],
  );
  const ladder = wish.ladder ?? [
    [100_000n, 6000n],
    [1_000_000n, 5600n],
  ];
  const vatRateBp = wish.vatRateBp ?? 0;
  await write(
    `INSERT INTO listing_versions (id, listing_id, number, ladder, price_unit, price_unit_base, vat_treatment, vat_rate_bp, moq_base, pack_size_base,
       freight_kind, freight_fen, on_sale_from, on_sale_to, lead_days, created_by, created_at)
     VALUES ($1, $2, 1, $3, 'kg', 1000, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      listingVersionId,
      listingId,
      JSON.stringify(ladder.map(([from, fen]) => ({ from: String(from), fen: String(fen) }))),
      vatRateBp === 0 ? 'EXEMPT' : vatRateBp === 900 ? 'REDUCED' : 'STANDARD',
      vatRateBp,
      wish.moqBase ?? 100_000n,
      wish.packSizeBase ?? 25_000n,
      wish.freight?.kind ?? 'INCLUDED',
      wish.freight?.fen ?? 0n,
      wish.onSaleFrom ?? '2026-06-01',
      wish.onSaleTo ?? '2027-12-31',
      wish.leadDays ?? 7,
      supplier.member.id,
      at,
    ],
  );
  const recognitionId = wish.recognised === false ? null : randomUUID();
  if (recognitionId)
    await write(
      `INSERT INTO recognitions (id, product_id, supplier_id, origin_county_code, state, annual_value_fen, linkage_statement,
         publicised_from, publicised_to, valid_from, valid_to, created_at, version)
       VALUES ($1, $2, $3, $4, 'RECOGNISED', 60000000, '示例联农带农说明', '2026-01-01', '2026-01-07', '2026-01-08', $5, $6, 1)`,
      [recognitionId, productId, supplier.id, county, wish.recognisedTo ?? '2027-01-07', at],
    );
  return { productId, listingId, listingVersionId, recognitionId };
}

async function makeCapacity(
  write: Write,
  at: Date,
  { supplier, agri }: Sellers,
  county: string,
  crop: string | null,
  wish: GoodsWish,
): Promise<string | null> {
  if (wish.verifiedMu === null || !crop) return null;
  if (wish.like?.capacityId) return wish.like.capacityId;
  const season = wish.season ?? 2026;
  const areaSi = (wish.verifiedMu ?? 1000n) * 10_000n;
  const plotId = randomUUID();
  const [row] = (await write(
    `INSERT INTO capacities AS c (id, supplier_id, county_code, crop_code, season, verified_area_si, registered_base, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, 0, $7)
     ON CONFLICT (supplier_id, county_code, crop_code, season)
       DO UPDATE SET verified_area_si = c.verified_area_si + excluded.verified_area_si RETURNING id`,
    [randomUUID(), supplier.id, county, crop, season, areaSi, at],
  )) as { id: string }[];
  const capacityId = row?.id ?? null;
  await write(
    `INSERT INTO plots (id, capacity_id, supplier_id, county_code, plot_code, crop_code, season, area_si, state, declared_by,
       verified_by, verified_on, created_at, version)
     VALUES ($1::uuid, $2, $3, $4, $1::text, $5, $6, $7, 'VERIFIED', $8, $9, '2026-05-01', $10, 1)`,
    [plotId, capacityId, supplier.id, county, crop, season, areaSi, supplier.member.id, agri?.id ?? null, at],
  );
  return capacityId;
}

/** The words a county is found by, as the product's own commands would index them. */
const PLACE_NAMES = new Map<string, string>([
  [PLACES.westCounty, '四川省 凉山彝族自治州 金阳县'],
  [PLACES.otherWestCounty, '四川省 凉山彝族自治州 昭觉县'],
]);
