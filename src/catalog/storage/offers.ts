import { Injectable } from '@nestjs/common';
import type { PriceLadder } from '../../../libs/money/src/index';
import type { BusinessDate, Reader } from '../../platform/index';
import type { FreightTerms, OriginShare } from '../domain/sellable-lot';
import { AVAILABLE } from './lot-conditions';
import { ladderOf, type StoredStep } from './lot-rows';
import { ON_SALE } from './lot-view';

/** On which terms a product is sold now. */
export interface OfferedTerms {
  readonly ladder: PriceLadder;
  readonly priceUnit: string;
  readonly moqBase: bigint;
  readonly packSizeBase: bigint;
  readonly freight: FreightTerms;
  readonly leadDays: number;
  /** Kinds of the certificates the product holds that day. */
  readonly certificates: readonly string[];
  readonly categoryCode: string;
  readonly baseUnit: 'g' | 'ml' | 'piece';
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

type Kept<Row extends OfferedTerms> = Omit<Row, 'ladder' | 'freight'> & {
  ladder: StoredStep[];
  freightKind: FreightTerms['kind'];
  freightFen: bigint;
};

const TERMS = `v.ladder, v.price_unit AS "priceUnit", v.moq_base AS "moqBase", v.pack_size_base AS "packSizeBase",
  v.freight_kind AS "freightKind", v.freight_fen AS "freightFen", v.lead_days AS "leadDays",
  p.category_code AS "categoryCode", p.base_unit AS "baseUnit",
  (SELECT coalesce(array_agg(DISTINCT k.kind ORDER BY k.kind), '{}') FROM product_certificates k
    WHERE k.product_id = p.id AND k.withdrawn_on IS NULL AND $1::date BETWEEN k.valid_from AND k.valid_to) AS certificates`;
const SHARES = `(SELECT json_agg(json_build_object('countyCode', o.county_code, 'partsPerMillion', o.parts_per_million)
    ORDER BY o.county_code) FROM lot_origin_shares o WHERE o.lot_id = l.id) AS "originShares"`;
const LISTING = `JOIN listing_versions v ON v.listing_id = g.id AND v.number = g.current_number`;

/** Everything that is on offer, for who looks at all of it at once. */
@Injectable()
export class Offers {
  /** Lots that can be ordered that day or later in their season, by id; `after` is the last id of the page before. */
  async lots(reader: Reader, on: BusinessDate, after: string | null, limit: number): Promise<OfferedLot[]> {
    const rows = await reader.query<Kept<OfferedLot>>(
      `SELECT l.id AS "lotId", l.supplier_id AS "supplierId", p.id AS "productId", l.origin_county_code AS "originCountyCode",
         l.grade, ${AVAILABLE} AS "availableBase", l.expires_on AS "expiresOn", v.on_sale_from AS "onSaleFrom",
         ${SHARES}, ${TERMS}
       FROM lots l JOIN lot_stock s ON s.lot_id = l.id JOIN products p ON p.id = l.product_id
         JOIN listings g ON g.id = l.listing_id ${LISTING}
       WHERE ${ON_SALE} AND ${AVAILABLE} > 0 AND v.on_sale_to >= $1::date AND l.expires_on >= $1::date
         AND ($2::uuid IS NULL OR l.id > $2) ORDER BY l.id LIMIT $3`,
      [on, after, limit],
    );
    return rows.map((row) => termsOf<OfferedLot>(row));
  }

  /** The terms products are listed on; what is not listed is absent. Of several listings the newest. */
  async terms(
    reader: Reader,
    on: BusinessDate,
    productIds: readonly string[],
  ): Promise<Map<string, OfferedTerms>> {
    const rows = await reader.query<Kept<OfferedTerms> & { productId: string }>(
      `SELECT DISTINCT ON (p.id) p.id AS "productId", ${TERMS} FROM products p JOIN listings g ON g.product_id = p.id ${LISTING}
       WHERE p.id = ANY($2::uuid[]) AND g.state = 'LISTED' AND NOT g.supplier_suspended
       ORDER BY p.id, g.created_at DESC, g.id`,
      [on, [...new Set(productIds)]],
    );
    return new Map(rows.map(({ productId, ...row }) => [productId, termsOf<OfferedTerms>(row)]));
  }
}

function termsOf<Row extends OfferedTerms>(kept: Kept<Row>): Row {
  const { ladder, freightKind, freightFen, ...row } = kept;
  const terms = { ...row, ladder: ladderOf(ladder), freight: { kind: freightKind, fen: freightFen } };
  return terms as unknown as Row;
}
