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

  /** A supplier's lots by the certificate numbers that stand on them; several where different issuers used one number. */
  async lotsByCertificate(
    reader: Reader,
    supplierId: string,
    certificateNos: readonly string[],
  ): Promise<Map<string, string[]>> {
    const rows = await reader.query<{ no: string; ids: string[] }>(
      `SELECT certificate_no AS no, array_agg(id ORDER BY id) AS ids FROM lots
        WHERE supplier_id = $1 AND certificate_no = ANY($2::text[]) GROUP BY 1`,
      [supplierId, certificateNos],
    );
    return new Map(rows.map(({ no, ids }) => [no, ids]));
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

  /** Kinds of certificate each product holds on the day. */
  async certificatesOf(
    reader: Reader,
    productIds: readonly string[],
    on: string,
  ): Promise<Map<string, string[]>> {
    const rows = await reader.query<{ id: string; kinds: string[] }>(
      `SELECT product_id AS id, array_agg(DISTINCT kind) AS kinds FROM product_certificates
        WHERE product_id = ANY($1::uuid[]) AND withdrawn_on IS NULL AND $2::date BETWEEN valid_from AND valid_to
        GROUP BY product_id`,
      [[...new Set(productIds)], on],
    );
    return new Map(rows.map(({ id, kinds }) => [id, kinds]));
  }

  /** Suppliers with something on sale of a category or below it, or of one product: at most so many. */
  async suppliersOf(
    reader: Reader,
    wanted: { readonly categoryCodes: readonly string[]; readonly productIds: readonly string[] },
    most: number,
  ): Promise<string[]> {
    const rows = await reader.query<{ id: string }>(
      `SELECT DISTINCT g.supplier_id AS id FROM listings g JOIN products p ON p.id = g.product_id
        WHERE g.state = 'LISTED' AND NOT g.supplier_suspended AND (p.id = ANY($2::uuid[]) OR EXISTS (
          SELECT FROM unnest($1::text[]) w (code) WHERE starts_with(p.category_code, w.code)))
        ORDER BY 1 LIMIT $3`,
      [wanted.categoryCodes, wanted.productIds, most],
    );
    return rows.map(({ id }) => id);
  }

  /** Lots under a listing with its terms of this moment; nothing is held by reading. */
  sellableLots(reader: Reader, lotIds: readonly string[]): Promise<Map<string, SellableLot>> {
    return readSellableLots(reader, lotIds);
  }
}
