import type { TestApp } from './app';

const COLUMNS = `id, scheme, mode, helper_id, unit, kind, portion_id, attempt, original_id, cause, reason, amount_fen, pairing_id,
  agreement_id, commitment_id, target_leaf, east_region_code, west_region_code, year, counted_on, period, original_period, order_id,
  order_line_id, settlement_line_id, claim_line_id, unit_id, buyer_id, supplier_id, unit_region_code, county_code, category_code,
  rule_version, explain, recorded_at`;

/** Writes a further entry past all code, like the confirmed one of the order but for these columns. */
export function forgeEntry(app: TestApp, orderId: string, changed: object): Promise<unknown> {
  return app.database.query(
    `INSERT INTO counting_entries (${COLUMNS}) SELECT ${COLUMNS.replaceAll(/\w+/g, 'forged.$&')} FROM counting_entries e
       CROSS JOIN LATERAL jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid()) || $2::jsonb
         || CASE WHEN $2::jsonb ? 'reason' THEN jsonb_build_object('original_id', e.id) ELSE '{}' END) forged
      WHERE e.order_id = $1 AND e.kind = 'CONFIRMED'`,
    [orderId, JSON.stringify(changed)],
  );
}
