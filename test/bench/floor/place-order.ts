import { createHash, randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';

export interface FloorOrder {
  readonly key: string;
  readonly buyerId: string;
  readonly memberId: string;
  readonly deliveryCounty: string;
  readonly deliveryOn: string;
  readonly lines: readonly { readonly lotId: string; readonly base: string }[];
}

interface LotRow {
  id: string;
  product_id: string;
  supplier_id: string;
  listing_version_id: string;
  product_name: string;
  category_code: string;
  origin_county_code: string;
  grade: string;
  certificate_no: string;
  harvested_on: string;
  display_unit: string;
  price_unit: string;
  vat_rate_bp: number;
  freight_kind: string;
  freight_fen: string;
  ladder: { from: string; fen: string }[];
}

/** The rows of one placed order in a bare transaction: every table the product writes, nothing it checks. */
export async function placeOrder(pool: Pool, order: FloorOrder, today: string) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const placed = await write(client, order, today);
    await client.query('COMMIT');
    return placed;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

async function write(client: PoolClient, order: FloorOrder, today: string) {
  const run = (name: keyof typeof SQL, values: unknown[]) => client.query({ name, text: SQL[name], values });
  const [orderId, at] = [randomUUID(), new Date()];
  const hash = createHash('sha256').update(JSON.stringify(order)).digest();
  await run('key', [
    order.buyerId,
    order.key,
    hash,
    order.memberId,
    at,
    JSON.stringify({ orderIds: [orderId] }),
  ]);
  const lots = (await run('lots', [order.lines.map((line) => line.lotId)])).rows as LotRow[];
  const lines = lots.map((lot) => {
    const base = order.lines.find((line) => line.lotId === lot.id)?.base ?? '0';
    const price = BigInt(lot.ladder.findLast((step) => BigInt(step.from) <= BigInt(base))?.fen ?? '0');
    const fen = (price * BigInt(base)) / 1000n;
    const freight = (BigInt(lot.freight_fen) * BigInt(base)) / 1000n;
    return { id: randomUUID(), lot, base, price: String(price), fen, freight };
  });
  const goods = lines.reduce((sum, line) => sum + line.fen, 0n);
  const freight = lines.reduce((sum, line) => sum + line.freight, 0n);
  const supplierId = lots[0]?.supplier_id;
  const { number } = (
    await run('order', [
      orderId,
      today.replaceAll('-', ''),
      randomUUID(),
      order.buyerId,
      supplierId,
      order.memberId,
      at,
      today,
      order.deliveryCounty,
      order.deliveryOn,
      String(goods),
      String(freight),
    ])
  ).rows[0] as { number: string };
  const ids = lines.map((line) => line.id);
  const lotIds = lines.map((line) => line.lot.id);
  const amounts = lines.map((line) => line.base);
  await run('lines', [
    orderId,
    ids,
    lotIds,
    amounts,
    lines.map((line) => line.price),
    lines.map((line) => String(line.fen)),
  ]);
  await run('budget', [order.buyerId, Number(today.slice(0, 4)), String(goods + freight), orderId, at]);
  const text = contractText(number, order, lines);
  const sha256 = createHash('sha256').update(text).digest('hex');
  await run('contract', [randomUUID(), orderId, text, sha256, 'none', at]);
  const data = { basketId: orderId, unitId: order.buyerId, goodsFen: String(goods), contractSha256: sha256 };
  await run('audit', [at, order.memberId, order.buyerId, orderId, JSON.stringify(data)]);
  await run('task', [randomUUID(), supplierId, orderId, at]);
  await run('notice', [randomUUID(), supplierId, orderId, JSON.stringify({ orderNumber: number }), at]);
  await run('stream', [`order:${orderId}`]);
  await run('event', [`order:${orderId}`, JSON.stringify({ orderId }), at]);
  await run('holdings', [ids, lotIds, amounts]);
  await run('movements', [ids, lotIds, amounts, at]);
  // Last and in the order of the lots, so that a hot lot is held briefly and nobody waits in a circle.
  const sorted = lines.toSorted((a, b) => (a.lot.id < b.lot.id ? -1 : 1));
  for (const line of sorted) {
    const { rowCount } = await run('stock', [line.lot.id, line.base]);
    if (rowCount !== 1) throw new Error('not enough left');
  }
  return { id: orderId, number, state: 'PLACED', version: 1 };
}

function contractText(
  number: string,
  order: FloorOrder,
  lines: { lot: LotRow; base: string; fen: bigint }[],
): string {
  const goods = lines.map(
    ({ lot, base, fen }, index) =>
      `${index + 1}. ${lot.product_name}，等级 ${lot.grade}，产地 ${lot.origin_county_code}\n   批次合格证 ${lot.certificate_no}，采收日期 ${lot.harvested_on}\n   数量 ${base}，金额 ${fen}`,
  );
  return [
    '农产品采购合同',
    `合同编号：${number}-V1`,
    ...goods,
    `交货日期：${order.deliveryOn}`,
    CLAUSES,
  ].join('\n');
}

const CLAUSES =
  '采购方按批次过磅验收，按实收数量与本合同单价结算货款、运费及税额。双方签署后生效；任何修改产生新的版本。'.repeat(
    8,
  );

const SQL = {
  key: `INSERT INTO idempotency_keys (organization_id, operation, key, input_hash, member_id, created_at, result)
    VALUES ($1, 'placeOrder', $2, $3, $4, $5, $6)`,
  lots: `SELECT l.id, l.product_id, l.supplier_id, v.id AS listing_version_id, p.name AS product_name, p.category_code, l.origin_county_code,
      l.grade, l.certificate_no, l.harvested_on::text, p.display_unit, v.price_unit, v.vat_rate_bp, v.freight_kind, v.freight_fen, v.ladder
    FROM lots l JOIN products p ON p.id = l.product_id JOIN listings g ON g.id = l.listing_id
    JOIN listing_versions v ON v.listing_id = g.id AND v.number = g.current_number WHERE l.id = ANY($1::uuid[])`,
  order: `INSERT INTO orders (id, version, number, basket_id, state, buyer_id, unit_id, supplier_id, terms, placed_by, placed_at, placed_on,
      delivery_county, delivery_on, goods_fen, vat_fen, freight_fen, tolerance_bp, approval_required, contract_version, payment_extended, payment_reminded)
    VALUES ($1, 1, 'XS' || $2 || '-' || lpad(nextval('order_numbers')::text, 6, '0'), $3, 'PLACED', $4, $4, $5, 'PREPAID', $6, $7, $8,
      $9, $10, $11, 0, $12, 300, false, 1, false, false) RETURNING number`,
  lines: `INSERT INTO order_lines (id, order_id, position, lot_id, product_id, listing_version_id, product_name, category_code, origin_county_code,
      grade, certificate_no, harvested_on, display_unit, price_unit, unit_price_fen, vat_rate_bp, quantity_base, goods_fen, vat_fen, freight_kind,
      freight_rate_fen, cancelled_base)
    SELECT x.id, $1, x.position, l.id, l.product_id, v.id, p.name, p.category_code, l.origin_county_code, l.grade, l.certificate_no, l.harvested_on,
      p.display_unit, v.price_unit, x.price, v.vat_rate_bp, x.base, x.fen, 0, v.freight_kind, v.freight_fen, 0
    FROM unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[]) WITH ORDINALITY AS x (id, lot_id, base, price, fen, position)
    JOIN lots l ON l.id = x.lot_id JOIN products p ON p.id = l.product_id JOIN listings g ON g.id = l.listing_id
    JOIN listing_versions v ON v.listing_id = g.id AND v.number = g.current_number`,
  budget: `INSERT INTO budget_entries (unit_id, year, fen, subject_kind, subject_id, at) VALUES ($1, $2, $3, 'Order', $4, $5)`,
  contract: `INSERT INTO order_contracts (id, order_id, version, text, sha256, audit_head, created_at) VALUES ($1, $2, 1, $3, $4, $5, $6)`,
  audit: `INSERT INTO audit_rows (at, member_id, organization_id, action, subject_kind, subject_id, to_state, data)
    VALUES ($1, $2, $3, 'placeOrder', 'Order', $4, 'PLACED', $5)`,
  task: `INSERT INTO tasks (id, organization_id, role, kind, subject_kind, subject_id, opened_at)
    VALUES ($1, $2, 'SUPPLIER', 'SIGN_CONTRACT', 'Order', $3, $4)`,
  notice: `INSERT INTO notices (id, organization_id, kind, subject_kind, subject_id, data, at) VALUES ($1, $2, 'ORDER_PLACED', 'Order', $3, $4, $5)`,
  stream: 'INSERT INTO event_streams (stream, last_sequence) VALUES ($1, 1)',
  event: `INSERT INTO domain_events (stream, sequence, kind, payload, at) VALUES ($1, 1, 'OrderPlaced', $2, $3)`,
  holdings: `INSERT INTO lot_holdings (holder_id, lot_id, reserved_base) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[])`,
  movements: `INSERT INTO lot_movements (holder_id, lot_id, quantity_base, kind, at)
    SELECT holder, lot, base, 'RESERVE', $4 FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS x (holder, lot, base)`,
  stock: `UPDATE lot_stock SET reserved_base = reserved_base + $2 WHERE lot_id = $1
    AND in_base - reserved_base - shipped_base - loss_base - transformed_out_base >= $2`,
} as const;
