import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/index';

/** One delivery window of one line of a request, as the matching reads it. Never for a supplier's eyes: it holds the cap. */
export interface WantedWindow {
  readonly windowId: string;
  readonly lineId: string;
  readonly requestId: string;
  readonly revision: number;
  readonly buyerId: string;
  readonly unitId: string;
  /** Where the unit stands: whom it is paired with. */
  readonly unitRegion: string;
  readonly categoryCode: string;
  readonly productId: string | null;
  readonly leastGrade: string | null;
  readonly certificates: readonly string[];
  /** The unit its quantities are said in. */
  readonly unit: string;
  readonly capFen: bigint;
  readonly capUnit: string;
  readonly deliveryCounty: string;
  readonly fromOn: string;
  readonly untilOn: string;
  readonly quantityBase: bigint;
  /** Its part of the least the line can do with; the parts of all windows add up to it. */
  readonly minimumBase: bigint;
}

// Each window carries what the minimum grows by from the windows before it to those with it: nothing is lost by rounding.
const WINDOWS = `SELECT w.id AS "windowId", l.id AS "lineId", r.id AS "requestId", r.revision, r.buyer_id AS "buyerId",
    r.unit_id AS "unitId", o.region_code AS "unitRegion", l.category_code AS "categoryCode", l.product_id AS "productId",
    l.least_grade AS "leastGrade", l.certificates, l.unit, l.cap_fen AS "capFen", l.cap_unit AS "capUnit",
    l.delivery_county AS "deliveryCounty", w.from_on AS "fromOn", w.until_on AS "untilOn", w.quantity_base AS "quantityBase",
    (floor(l.minimum_base::numeric * sum(w.quantity_base) OVER before / l.maximum_base)
      - floor(l.minimum_base::numeric * (sum(w.quantity_base) OVER before - w.quantity_base) / l.maximum_base))::bigint
      AS "minimumBase"
  FROM sourcing_requests r JOIN organizations o ON o.id = r.unit_id
    JOIN sourcing_lines l ON l.request_id = r.id AND l.revision = r.revision
    JOIN sourcing_windows w ON w.line_id = l.id`;
const BEFORE = 'WINDOW before AS (PARTITION BY l.id ORDER BY w.position)';

/** What buyers want now, for whoever proposes goods to them. */
@Injectable()
export class OpenWants {
  /** Of requests the market is asked for, request by request; `after` is the last request's id of the page before. */
  async page(reader: Reader, after: string | null, requests: number): Promise<WantedWindow[]> {
    return reader.query<WantedWindow>(
      `${WINDOWS} WHERE r.id IN (SELECT id FROM sourcing_requests WHERE state IN ('OPEN', 'QUOTING')
          AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2)
        ${BEFORE} ORDER BY r.id, l.position, w.position`,
      [after, requests],
    );
  }

  /** Where the units of requests stand; of requests there are. */
  async regionsOf(reader: Reader, requestIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await reader.query<{ id: string; region: string }>(
      `SELECT r.id, o.region_code AS region FROM sourcing_requests r JOIN organizations o ON o.id = r.unit_id
       WHERE r.id = ANY($1::uuid[])`,
      [[...new Set(requestIds)]],
    );
    return new Map(rows.map(({ id, region }) => [id, region]));
  }

  /** Of one request as it stands, published or not. */
  async ofRequest(reader: Reader, requestId: string): Promise<WantedWindow[]> {
    return reader.query<WantedWindow>(
      `${WINDOWS} WHERE r.id = $1 ${BEFORE} ORDER BY l.position, w.position`,
      [requestId],
    );
  }
}
