import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/index';
import { PUBLISHED } from './forward-supply-view';

/** A harvest to come with what may still be promised of it. */
export interface AnnouncedOffer {
  readonly forwardSupplyId: string;
  readonly supplierId: string;
  readonly productId: string;
  readonly originCountyCode: string;
  /** Of the lower bound, what has not become lots and nobody has reserved. */
  readonly availableBase: bigint;
  readonly windowFrom: string;
  readonly windowTo: string;
  readonly confidencePercent: number;
}

/** Everything that is announced, for who looks at all of it at once. */
@Injectable()
export class AnnouncedOffers {
  /** By id; `after` is the last id of the page before. */
  page(reader: Reader, after: string | null, limit: number): Promise<AnnouncedOffer[]> {
    return reader.query<AnnouncedOffer>(
      `SELECT f.id AS "forwardSupplyId", f.supplier_id AS "supplierId", f.product_id AS "productId",
         f.origin_county_code AS "originCountyCode", s.held_base - s.reserved_base AS "availableBase",
         v.window_from AS "windowFrom", v.window_to AS "windowTo", v.confidence_percent AS "confidencePercent"
       FROM forward_supplies f JOIN forward_supply_stock s ON s.forward_supply_id = f.id
         JOIN forward_supply_versions v ON v.forward_supply_id = f.id AND v.number = f.current_number
       WHERE ${PUBLISHED} AND s.held_base > s.reserved_base AND ($1::uuid IS NULL OR f.id > $1)
       ORDER BY f.id LIMIT $2`,
      [after, limit],
    );
  }
}
