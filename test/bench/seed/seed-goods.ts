import type { Client } from 'pg';
import { categoryOf, crops } from '../../../src/catalog/data/goods-catalogue';
import { gramsOf, indexWords } from '../../../src/catalog/storage/search-words';
import { idOf, seedPeople } from './seed-people';
import { LISTINGS_PER_SELLER, seedSellers } from './seed-sellers';

/** Goods sold by weight, so that every basket can be said in kilograms. */
const WEIGHED = crops.filter(({ categoryCode }) => categoryOf(categoryCode)?.dimension === 'MASS');

/** Crops in hundredths of all listings: the first ones are two in a hundred, the last ones one. */
const SLOTS = [...WEIGHED, ...WEIGHED.slice(0, 100 - WEIGHED.length)];
const TRAITS = ['高山', '富硒', '生态', '精选', '原产', '农家', '绿野', '老树', '晨采', '阳坡'];
const PACKS = ['散装', '袋装', '礼盒', '箱装', '分级装'];

/** Words that about one listing in a hundred has. */
export const SEARCHED = ['枸杞', '天麻', '三七', '当归', '党参', '黄芪', '花椒', '咖啡', '甘蔗', '香菇'];

/** Every kind of goods with the words it is found by, as adding a product would index it. */
function goodsKinds() {
  return SLOTS.flatMap((crop, slot) =>
    TRAITS.flatMap((trait, t) =>
      PACKS.map((pack, p) => {
        const name = `示例${trait}${crop.name} ${pack}`;
        const goods = `${name} ${crop.name} ${crop.otherNames ?? ''}`;
        const category = categoryOf(crop.categoryCode);
        return {
          kind: (slot * TRAITS.length + t) * PACKS.length + p,
          name,
          category: crop.categoryCode,
          crop: crop.code,
          words: indexWords(`${goods} ${category?.name ?? ''}`),
          grams: gramsOf(goods),
        };
      }),
    ),
  );
}

/** Listings on sale with everything behind them, each row as the product would have written it. */
export async function seedGoods(client: Client, listings: number): Promise<void> {
  await client.query('BEGIN');
  await seedPeople(client);
  await seedSellers(client, listings);
  await client.query(
    `CREATE TEMP TABLE bench_kinds AS SELECT * FROM jsonb_to_recordset($1::jsonb)
       AS k (kind int, name text, category text, crop text, words text[], grams text[])`,
    [JSON.stringify(goodsKinds())],
  );
  await client.query(
    `CREATE TEMP TABLE bench_goods AS
     SELECT i, ${idOf(`'product' || i`)} AS product_id, ${idOf(`'listing' || i`)} AS listing_id, ${idOf(`'lot' || i`)} AS lot_id,
       s.id AS supplier_id, s.member_id, s.county, s.words AS place_words, k.*,
       ${idOf(`'capacity' || s.n || k.crop`)} AS capacity_id,
       CASE WHEN i = 1 THEN 5000000000 ELSE (20 + i % 50) * 1000000::bigint END AS in_base
     FROM generate_series(1, $1::int) i
     JOIN bench_sellers s ON s.n = 1 + (i - 1) / ${LISTINGS_PER_SELLER}
     JOIN bench_kinds k ON k.kind = (i::bigint * 7919) % ${SLOTS.length * TRAITS.length * PACKS.length}`,
    [listings],
  );
  for (const statement of STATEMENTS) await client.query(statement);
  await client.query('COMMIT');
  await client.query('VACUUM (ANALYZE)');
}

const OFFERED = `now() - interval '60 days' - i * interval '1 second'`;

const STATEMENTS = [
  `INSERT INTO products (id, supplier_id, name, category_code, crop_code, origin_county_code, base_unit, display_unit, search_words,
     search_grams, created_at, version)
   SELECT product_id, supplier_id, name, category, crop, county, 'g', 'kg',
     array_to_tsvector(ARRAY(SELECT DISTINCT unnest(words || place_words))), grams, ${OFFERED}, 1 FROM bench_goods`,
  `INSERT INTO listings (id, product_id, supplier_id, state, current_number, supplier_suspended, created_at, version)
   SELECT listing_id, product_id, supplier_id, CASE WHEN i % 40 = 7 THEN 'PAUSED' ELSE 'LISTED' END, 1, false, ${OFFERED}, 1 FROM bench_goods`,
  `INSERT INTO listing_versions (id, listing_id, number, ladder, price_unit, price_unit_base, vat_treatment, vat_rate_bp, moq_base,
     pack_size_base, freight_kind, freight_fen, on_sale_from, on_sale_to, lead_days, created_by, created_at)
   SELECT ${idOf(`'terms' || i`)}, listing_id, 1,
     jsonb_build_array(
       jsonb_build_object('from', '50000', 'fen', (2000 + i % 4000)::text),
       jsonb_build_object('from', '500000', 'fen', (1900 + i % 4000)::text),
       jsonb_build_object('from', '2000000', 'fen', (1800 + i % 4000)::text)),
     'kg', 1000, 'EXEMPT', 0, 50000, 25000,
     CASE i % 3 WHEN 0 THEN 'INCLUDED' ELSE 'PER_KG' END, CASE i % 3 WHEN 0 THEN 0 ELSE 80 END,
     current_date - 60, current_date + 300, 3 + i % 5, member_id, ${OFFERED} FROM bench_goods`,
  `INSERT INTO recognitions (id, product_id, supplier_id, origin_county_code, state, annual_value_fen, linkage_statement,
     publicised_from, publicised_to, valid_from, valid_to, created_at, version)
   SELECT ${idOf(`'recognition' || i`)}, product_id, supplier_id, county, 'RECOGNISED', 60000000, '示例联农带农说明',
     current_date - 90, current_date - 84, current_date - 83, current_date + 282, ${OFFERED}, 1 FROM bench_goods WHERE i % 5 < 3`,
  `INSERT INTO product_certificates (id, product_id, kind, number, holder_name, scope, valid_from, valid_to, created_at, version)
   SELECT md5('certificate' || c || '/' || i)::uuid, product_id, (ARRAY['GREEN_FOOD', 'ORGANIC', 'GEOGRAPHICAL_INDICATION'])[c],
     'SL-' || c || '-' || i, '示例持证人', name, current_date - 200, current_date + 500, ${OFFERED}, 1
   FROM bench_goods JOIN generate_series(1, 3) c ON (i + c) % 7 = 0`,
  `INSERT INTO capacities (id, supplier_id, county_code, crop_code, season, verified_area_si, registered_base, created_at)
   SELECT capacity_id, supplier_id, county, crop, extract(year FROM now())::int, 2000000000, sum(in_base), now() - interval '90 days'
   FROM bench_goods GROUP BY 1, 2, 3, 4`,
  `INSERT INTO plots (id, capacity_id, supplier_id, county_code, plot_code, crop_code, season, area_si, state, declared_by, verified_on,
     created_at, version)
   SELECT md5('plot' || c.id)::uuid, c.id, c.supplier_id, c.county_code, c.id::text, c.crop_code, c.season, c.verified_area_si, 'VERIFIED',
     s.member_id, current_date - 80, c.created_at, 1 FROM capacities c JOIN bench_sellers s ON s.id = c.supplier_id`,
  `INSERT INTO lots (id, supplier_id, product_id, listing_id, capacity_id, origin_county_code, certificate_issuer_id, certificate_no,
     harvested_on, expires_on, grade, state, created_by, created_at, version)
   SELECT lot_id, supplier_id, product_id, listing_id, capacity_id, county, supplier_id, 'HGZ-' || i,
     greatest(current_date - 10 - i % 60, date_trunc('year', now())::date), current_date + 320 + i % 300,
     (ARRAY['特级', '一级', '二级'])[1 + i % 3], 'AVAILABLE', member_id, ${OFFERED}, 1 FROM bench_goods`,
  `INSERT INTO lot_origin_shares SELECT lot_id, county, 1000000 FROM bench_goods`,
  `INSERT INTO lot_stock (lot_id, in_base) SELECT lot_id, in_base FROM bench_goods`,
  `INSERT INTO lot_movements (lot_id, kind, quantity_base, at) SELECT lot_id, 'IN', in_base, ${OFFERED} FROM bench_goods`,
];
