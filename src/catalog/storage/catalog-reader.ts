import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/index';
import type { LotFacts, SellableLot } from '../domain/sellable-lot';
import { readListedGoods, type ListedGoods } from './listed-goods';
import { readLotFacts, readSellableLots } from './lot-rows';

export interface OfferedProduct {
  readonly id: string;
  readonly supplierId: string;
  readonly name: string;
  readonly categoryCode: string;
  readonly displayUnit: string;
}

/** What other domains may know of products and lots, without locks. */
@Injectable()
export class CatalogReader {
  lotFacts(reader: Reader, lotIds: readonly string[]): Promise<Map<string, LotFacts>> {
    return readLotFacts(reader, lotIds);
  }

  /** Products somebody offers now, for who wants one of them; others are absent, as if they were not there. */
  async offeredProducts(reader: Reader, productIds: readonly string[]): Promise<Map<string, OfferedProduct>> {
    const rows = await reader.query<OfferedProduct>(
      `SELECT p.id, p.supplier_id AS "supplierId", p.name, p.category_code AS "categoryCode", p.display_unit AS "displayUnit" FROM products p
        WHERE p.id = ANY($1::uuid[]) AND EXISTS (SELECT FROM listings l WHERE l.product_id = p.id AND l.state = 'LISTED')`,
      [[...new Set(productIds)]],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Products with the terms they are offered on now; those that never stood under a listing are absent. */
  listedGoods(reader: Reader, productIds: readonly string[]): Promise<Map<string, ListedGoods>> {
    return readListedGoods(reader, productIds);
  }

  /** Lots of one supplier's product and grade that are on sale, the first to expire first; nothing is held by reading. */
  async lotsOnSale(
    reader: Reader,
    goods: { readonly supplierId: string; readonly productId: string; readonly grade: string },
  ): Promise<string[]> {
    const rows = await reader.query<{ id: string }>(
      `SELECT l.id FROM lots l JOIN listings g ON g.id = l.listing_id
        WHERE l.product_id = $1 AND l.supplier_id = $2 AND l.grade = $3
          AND l.state = 'AVAILABLE' AND g.state = 'LISTED' AND NOT g.supplier_suspended
        ORDER BY l.expires_on, l.id`,
      [goods.productId, goods.supplierId, goods.grade],
    );
    return rows.map(({ id }) => id);
  }

  /** Lots under a listing with its terms of this moment; nothing is held by reading. */
  sellableLots(reader: Reader, lotIds: readonly string[]): Promise<Map<string, SellableLot>> {
    return readSellableLots(reader, lotIds);
  }
}
