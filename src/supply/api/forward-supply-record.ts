import { formatQuantity } from '../../../libs/money/src/index';
import { fullNameOf, placeOn, type RegionFacts } from '../../regions/index';
import type { ViewRow } from '../storage/forward-supply-view';
import type { ForwardSupplyType } from './forward-supply.type';

type Shown = Pick<ForwardSupplyType, keyof ForwardSupplyType>;

/** An announcement as the API shows it to everybody. */
export function forwardSupplyOf(row: ViewRow, facts: RegionFacts): Shown {
  const quantity = (base: bigint) => formatQuantity(base, row.display_unit);
  // The county as it is called when the harvest is expected.
  const place = placeOn(facts.lineage, row.origin_county_code, row.window_from);
  const code = row.origin_county_code;
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    productId: row.product_id,
    productName: row.product_name,
    categoryCode: row.category_code,
    supplier: { id: row.supplier_id, name: row.supplier_name },
    origin: { code, name: place?.name ?? code, fullName: place ? fullNameOf(place) : code },
    season: row.season,
    lower: quantity(row.lower_base),
    upper: quantity(row.upper_base),
    certified: quantity(row.certified_base),
    available: quantity(row.held_base - row.reserved_base),
    windowFrom: row.window_from,
    windowTo: row.window_to,
    confidencePercent: row.confidence_percent,
  };
}
