import type { Reader } from '../../platform/index';
import type { GoodsBaseUnit, SellableLot } from '../domain/sellable-lot';
import { TERMS, termsOf, type TermsRow } from './lot-rows';

/** A product with the terms it is offered on now, whether or not a lot of it is there. */
export type ListedGoods = Omit<
  SellableLot,
  | 'lotId'
  | 'grade'
  | 'certificateNo'
  | 'harvestedOn'
  | 'expiresOn'
  | 'state'
  | 'inBase'
  | 'availableBase'
  | 'originShares'
>;

type GoodsRow = TermsRow & {
  product_id: string;
  product_name: string;
  supplier_id: string;
  category_code: string;
  origin_county_code: string;
  base_unit: GoodsBaseUnit;
  display_unit: string;
};

/** By product; one that stands under several listings comes under the one listed last. */
export async function readListedGoods(
  reader: Reader,
  productIds: readonly string[],
): Promise<Map<string, ListedGoods>> {
  const rows = await reader.query<GoodsRow>(
    `SELECT DISTINCT ON (p.id) p.id AS product_id, p.name AS product_name, p.supplier_id, p.category_code,
       p.origin_county_code, p.base_unit, p.display_unit, g.id AS listing_id, ${TERMS}
     FROM products p JOIN listings g ON g.product_id = p.id
       JOIN listing_versions v ON v.listing_id = g.id AND v.number = g.current_number
     WHERE p.id = ANY($1::uuid[]) ORDER BY p.id, (g.state = 'LISTED') DESC, g.created_at DESC, g.id`,
    [productIds],
  );
  return new Map(rows.map((row) => [row.product_id, goodsOf(row)]));
}

function goodsOf(row: GoodsRow): ListedGoods {
  return {
    productId: row.product_id,
    productName: row.product_name,
    supplierId: row.supplier_id,
    categoryCode: row.category_code,
    originCountyCode: row.origin_county_code,
    baseUnit: row.base_unit,
    displayUnit: row.display_unit,
    ...termsOf(row),
  };
}
