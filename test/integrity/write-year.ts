import { randomUUID } from 'node:crypto';
import type { MarketYear } from '../../src/integrity/domain/market-year';
import type { Tx } from '../../src/platform/index';
import { AT, insert, type Row } from './insert-rows';
import { writeOrganizations } from './write-organizations';
import cropFile from '../../src/catalog/data/crops.json';

const CATEGORY_OF = new Map(
  cropFile.rows.map((row) => row.split('\t')).map(([crop, , category]) => [crop, category]),
);

/** Writes a simulated year into the tables as the product would have filled them; nothing checks what it says. */
export async function writeYear(tx: Tx, year: MarketYear): Promise<void> {
  await tx.query('SET LOCAL session_replication_role = replica');
  const member = randomUUID();
  await writeOrganizations(tx, year, member);
  await writeLand(tx, year, member);
  await writeOrders(tx, year, member);
  await writeClaims(tx, year, member);
}

const product = (id: string, supplierId: string, cropCode: string | null, countyCode: string): Row => ({
  id,
  supplier_id: supplierId,
  name: '示例',
  category_code: CATEGORY_OF.get(cropCode ?? '') ?? '02',
  crop_code: cropCode,
  origin_county_code: countyCode,
  base_unit: 'g',
  display_unit: 'kg',
  search_words: '',
  search_grams: [],
  created_at: AT,
  version: 1,
});

async function writeLand(tx: Tx, { capacities, lots }: MarketYear, member: string): Promise<void> {
  await insert(
    tx,
    'capacities',
    capacities.map(({ id, supplierId, countyCode, cropCode, season }) => ({
      id,
      supplier_id: supplierId,
      county_code: countyCode,
      crop_code: cropCode,
      season,
      verified_area_si: AREA_SI,
      registered_base: 0,
      created_at: AT,
    })),
  );
  const grown = lots.map((lot) => ({ lot, productId: randomUUID() }));
  await insert(
    tx,
    'products',
    grown.map(({ lot, productId }) => product(productId, lot.supplierId, lot.cropCode, lot.countyCode)),
  );
  await insert(
    tx,
    'lots',
    grown.map(({ lot, productId }) => ({
      id: lot.id,
      supplier_id: lot.supplierId,
      product_id: productId,
      capacity_id: lot.capacityId,
      origin_county_code: lot.countyCode,
      certificate_issuer_id: lot.supplierId,
      certificate_no: lot.id,
      harvested_on: lot.harvestedOn,
      expires_on: '2028-12-31',
      grade: 'A',
      state: 'DEPLETED',
      created_by: member,
      created_at: AT,
      version: 1,
    })),
  );
}

/** Ten mu for everybody: what it yields is the catalog's to say. */
const AREA_SI = 100_000n;

async function writeOrders(tx: Tx, year: MarketYear, member: string): Promise<void> {
  const settledOf = new Map(year.settledGoods.map((line) => [line.orderId, line]));
  const lotOf = new Map(year.lots.map((lot) => [lot.supplierId, lot.id]));
  const rows = year.orders.map((order) => ({ order, settled: settledOf.get(order.id), line: randomUUID() }));
  const sold = new Map(
    rows.flatMap(({ order, settled }) =>
      order.productIds.map((id) => [id, { supplierId: order.supplierId, settled }] as const),
    ),
  );
  for (const { order, settled } of rows)
    if (settled) sold.set(order.productIds[0] ?? '', { supplierId: order.supplierId, settled });
  await insert(
    tx,
    'products',
    [...sold].map(([id, { supplierId, settled }]) =>
      product(id, supplierId, settled?.goodsCode.split(' ')[0] ?? null, '990001'),
    ),
  );
  await insert(
    tx,
    'product_certificates',
    [...sold]
      .filter(([, { settled }]) => settled?.certified)
      .map(([id]) => ({
        id: randomUUID(),
        product_id: id,
        kind: 'ORGANIC',
        number: id,
        holder_name: '示例',
        scope: '示例',
        valid_from: '2027-01-01',
        valid_to: '2027-12-31',
        created_at: AT,
        version: 1,
      })),
  );
  await insert(
    tx,
    'orders',
    rows.map(({ order, settled }, index) => ({
      id: order.id,
      version: 1,
      number: `示例-${index}`,
      basket_id: order.id,
      state: settled ? 'SETTLED' : 'PLACED',
      buyer_id: order.buyerId,
      unit_id: order.unitId,
      supplier_id: order.supplierId,
      terms: 'PREPAID',
      placed_by: member,
      placed_at: `${order.placedOn}T09:00:00+08:00`,
      placed_on: order.placedOn,
      delivery_county: '990001',
      delivery_on: order.placedOn,
      goods_fen: order.goodsFen,
      vat_fen: 0,
      freight_fen: 0,
      tolerance_bp: 0,
      approval_required: false,
      contract_version: 1,
      payment_extended: false,
      payment_reminded: false,
      quote_version_id: order.agreed ? randomUUID() : null,
    })),
  );
  await insert(
    tx,
    'order_lines',
    rows.map(({ order, settled, line }) => ({
      id: line,
      order_id: order.id,
      position: 1,
      lot_id: settled?.lotId ?? lotOf.get(order.supplierId),
      product_id: order.productIds[0],
      listing_version_id: randomUUID(),
      product_name: '示例',
      category_code: '02',
      origin_county_code: '990001',
      grade: 'A',
      certificate_no: 'x',
      harvested_on: '2027-01-01',
      display_unit: 'kg',
      price_unit: 'kg',
      unit_price_fen: 1,
      vat_rate_bp: 0,
      quantity_base: settled?.quantityBase ?? 1,
      goods_fen: order.goodsFen,
      vat_fen: 0,
      freight_kind: 'INCLUDED',
      freight_rate_fen: 0,
      cancelled_base: 0,
    })),
  );
  for (const { order, settled, line } of rows) if (settled) await settle(tx, order.placedOn, settled, line);
}

async function settle(
  tx: Tx,
  placedOn: string,
  settled: MarketYear['settledGoods'][number],
  orderLine: string,
): Promise<void> {
  const [shipment, acceptance, acceptanceLine, settlement] = Array.from({ length: 4 }, () => randomUUID());
  await tx.query(
    `INSERT INTO shipments (id, version, order_id, number, state, carrier, dispatched_at, arrived_at, reminders)
     VALUES ($1, 1, $2, 1, 'ACCEPTED', '示例', ($3::date + time '08:00') AT TIME ZONE 'Asia/Shanghai', now(), 0)`,
    [shipment, settled.orderId, placedOn],
  );
  await tx.query(
    `INSERT INTO acceptances VALUES ($1, $2, $3, NULL, ($4::date + $5::int + time '19:00') AT TIME ZONE 'Asia/Shanghai', true)`,
    [acceptance, settled.orderId, shipment, placedOn, settled.daysUnderway],
  );
  await tx.query(`INSERT INTO acceptance_lines VALUES ($1, $2, $3, $4, $5, $6, $7, 'A', NULL, '{}')`, [
    acceptanceLine,
    acceptance,
    settled.orderId,
    randomUUID(),
    orderLine,
    settled.lotId,
    settled.quantityBase,
  ]);
  await tx.query(
    `INSERT INTO settlements VALUES ($1, $2, $3, 0, 0, ($4::date + time '20:00') AT TIME ZONE 'Asia/Shanghai', $4)`,
    [settlement, settled.orderId, settled.goodsFen, settled.settledOn],
  );
  await tx.query(
    `INSERT INTO settlement_lines SELECT $1, $2, $3, line.id, $5, $6, $7, 0, 0, line.lot_id, line.origin_county_code, line.category_code
     FROM order_lines line WHERE line.id = $4`,
    [
      settled.id,
      settlement,
      settled.orderId,
      orderLine,
      acceptanceLine,
      settled.quantityBase,
      settled.goodsFen,
    ],
  );
}

async function writeClaims(tx: Tx, { invoices, lots }: MarketYear, member: string): Promise<void> {
  await insert(
    tx,
    'claims',
    invoices.map((claim, index) => ({
      id: claim.claimId,
      version: 1,
      number: `示例-${index}`,
      revision: 1,
      buyer_id: claim.payerId,
      unit_id: claim.payerId,
      unit_region_code: '990001',
      supplier_id: claim.sellerId,
      invoice_no: claim.number,
      invoice_fen: claim.invoiceFen,
      purchased_on: claim.purchasedOn,
      state: 'DEDUPED',
      submitted_by: member,
      submitted_at: AT,
    })),
  );
  await insert(
    tx,
    'claim_lines',
    invoices.map((claim) => ({
      id: claim.portionIds[0],
      claim_id: claim.claimId,
      revision: 1,
      position: 1,
      supplier_id: claim.sellerId,
      invoice_no: claim.number,
      lot_id: lots[0]?.id,
      product_id: randomUUID(),
      product_name: '示例',
      certificate_no: claim.claimId,
      display_unit: 'kg',
      quantity_base: 1,
      goods_fen: claim.claimedFen,
      county_code: '990001',
      category_code: '02',
      relation_choices: [],
      live: true,
      reversed_fen: 0,
    })),
  );
}
