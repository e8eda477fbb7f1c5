import { OPEN_STATES, type ForwardSupplyState } from '../domain/forward-supply.states';

/** What everybody may read of an announcement. */
export interface ViewRow {
  id: string;
  version: number;
  state: ForwardSupplyState;
  product_id: string;
  product_name: string;
  category_code: string;
  display_unit: string;
  supplier_id: string;
  supplier_name: string;
  origin_county_code: string;
  season: number;
  lower_base: bigint;
  upper_base: bigint;
  certified_base: bigint;
  held_base: bigint;
  reserved_base: bigint;
  window_from: string;
  window_to: string;
  confidence_percent: number;
}

export interface ManagedViewRow extends ViewRow {
  capacity_id: string;
  lot_ids: string[];
  versions: {
    number: number;
    /** Base units as text: JSON numbers are floats. */
    lower: string;
    upper: string;
    windowFrom: string;
    windowTo: string;
    confidencePercent: number;
    note: string | null;
    at: string;
  }[];
}

export const VIEW = `f.id, f.version, f.state, f.product_id, p.name AS product_name, p.category_code, p.display_unit, f.supplier_id,
  o.name AS supplier_name, f.origin_county_code, f.season, v.lower_base, v.upper_base, s.certified_base, s.held_base,
  s.reserved_base, v.window_from, v.window_to, v.confidence_percent`;

export const MANAGED_VIEW = `${VIEW}, f.capacity_id,
  (SELECT coalesce(array_agg(m.lot_id ORDER BY m.id), '{}') FROM forward_supply_movements m
    WHERE m.forward_supply_id = f.id AND m.kind IN ('CERTIFY', 'CERTIFY_MORE') AND NOT EXISTS (SELECT FROM forward_supply_movements e
      WHERE e.lot_id = m.lot_id AND e.forward_supply_id = f.id AND e.id < m.id)) AS lot_ids,
  (SELECT json_agg(json_build_object('number', a.number, 'lower', a.lower_base::text, 'upper', a.upper_base::text,
      'windowFrom', a.window_from, 'windowTo', a.window_to, 'confidencePercent', a.confidence_percent, 'note', a.note,
      'at', a.at) ORDER BY a.number)
     FROM forward_supply_versions a WHERE a.forward_supply_id = f.id) AS versions`;

export const VIEW_FROM = `forward_supplies f JOIN forward_supply_stock s ON s.forward_supply_id = f.id
  JOIN forward_supply_versions v ON v.forward_supply_id = f.id AND v.number = f.current_number
  JOIN products p ON p.id = f.product_id JOIN organizations o ON o.id = f.supplier_id`;

const OPEN = OPEN_STATES.map((state) => `'${state}'`).join(', ');
export const IS_OPEN = `f.state IN (${OPEN})`;

/** What anybody signed in may see. */
export const PUBLISHED = `${IS_OPEN} AND NOT f.supplier_suspended`;
