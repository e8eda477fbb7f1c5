import { Injectable } from '@nestjs/common';
import type { BusinessDate, Reader } from '../../platform/index';
import type { OriginShare } from '../domain/sellable-lot';
import { readListedGoods, type ListedGoods } from './listed-goods';
import { AVAILABLE } from './lot-conditions';
import { TERMS, termsOf, type TermsRow } from './lot-rows';
import { ON_SALE } from './lot-view';

type SoldOn =
  'ladder' | 'priceUnit' | 'moqBase' | 'packSizeBase' | 'freight' | 'leadDays' | 'categoryCode' | 'baseUnit';

/** On which terms a product is sold now. */
export interface OfferedTerms extends Pick<ListedGoods, SoldOn> {
  /** Kinds of the certificates the product holds that day. */
  readonly certificates: readonly string[];
}

/** A lot anybody may order now. */
export interface OfferedLot extends OfferedTerms {
  readonly lotId: string;
  readonly supplierId: string;
  readonly productId: string;
  readonly originCountyCode: string;
  readonly originShares: readonly OriginShare[];
  readonly grade: string;
  readonly availableBase: bigint;
  readonly expiresOn: BusinessDate;
  readonly onSaleFrom: BusinessDate;
}

type LotRow = Omit<OfferedLot, Exclude<SoldOn, 'categoryCode' | 'baseUnit'>> & TermsRow;

const CERTIFICATES = `(SELECT coalesce(array_agg(DISTINCT k.kind ORDER BY k.kind), '{}') FROM product_certificates k
    WHERE k.product_id = p.id AND k.withdrawn_on IS NULL AND $1::date BETWEEN k.valid_from AND k.valid_to) AS certificates`;
const SHARES = `(SELECT json_agg(json_build_object('countyCode', o.county_code, 'partsPerMillion', o.parts_per_million)
    ORDER BY o.county_code) FROM lot_origin_shares o WHERE o.lot_id = l.id) AS "originShares"`;

/** Everything that is on offer, for who looks at all of it at once. */
@Injectable()
export class Offers {
  /** Lots that can be ordered that day or later in their season, by id; `after` is the last id of the page before. */
  async lots(reader: Reader, on: BusinessDate, after: string | null, limit: number): Promise<OfferedLot[]> {
    const rows = await reader.query<LotRow>(
      `SELECT l.id AS "lotId", l.supplier_id AS "supplierId", p.id AS "productId", l.origin_county_code AS "originCountyCode",
         l.grade, ${AVAILABLE} AS "availableBase", l.expires_on AS "expiresOn", p.category_code AS "categoryCode",
         p.base_unit AS "baseUnit", ${CERTIFICATES}, ${SHARES}, g.id AS listing_id, ${TERMS}
       FROM lots l JOIN lot_stock s ON s.lot_id = l.id JOIN products p ON p.id = l.product_id
         JOIN listings g ON g.id = l.listing_id
         JOIN listing_versions v ON v.listing_id = g.id AND v.number = g.current_number
       WHERE ${ON_SALE} AND ${AVAILABLE} > 0 AND v.on_sale_to >= $1::date AND l.expires_on >= $1::date
         AND ($2::uuid IS NULL OR l.id > $2) ORDER BY l.id LIMIT $3`,
      [on, after, limit],
    );
    return rows.map(lotOf);
  }

  /** The terms products are listed on; what is not listed is absent. Of several listings the newest. */
  async terms(
    reader: Reader,
    on: BusinessDate,
    productIds: readonly string[],
  ): Promise<Map<string, OfferedTerms>> {
    const goods = await readListedGoods(reader, [...new Set(productIds)]);
    const listed = [...goods.values()].filter(
      (one) => one.listingState === 'LISTED' && !one.supplierSuspended,
    );
    const held = await reader.query<{ id: string; certificates: string[] }>(
      `SELECT p.id, ${CERTIFICATES} FROM products p WHERE p.id = ANY($2::uuid[])`,
      [on, listed.map(({ productId }) => productId)],
    );
    const certificates = new Map(held.map((one) => [one.id, one.certificates]));
    return new Map(
      listed.map((one) => [one.productId, { ...one, certificates: certificates.get(one.productId) ?? [] }]),
    );
  }
}

function lotOf(row: LotRow): OfferedLot {
  const { lotId, supplierId, productId, originCountyCode, originShares, grade } = row;
  const { availableBase, expiresOn, categoryCode, baseUnit, certificates } = row;
  const { ladder, priceUnit, moqBase, packSizeBase, freight, leadDays, onSaleFrom } = termsOf(row);
  return {
    lotId,
    supplierId,
    productId,
    originCountyCode,
    originShares,
    grade,
    availableBase,
    expiresOn,
    categoryCode,
    baseUnit,
    certificates,
    ladder,
    priceUnit,
    moqBase,
    packSizeBase,
    freight,
    leadDays,
    onSaleFrom,
  };
}
