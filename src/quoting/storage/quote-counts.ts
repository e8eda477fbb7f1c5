import { Injectable } from '@nestjs/common';
import { Pairings, codePrefix } from '../../pairing/index';
import { Clock, Database, businessDateOf, counted, type Actor } from '../../platform/index';
import type { PageAt } from './quote-reader';

export interface QuoteCountRow {
  readonly sourcingRequestId: string;
  readonly number: string;
  readonly title: string;
  readonly deliveryCounties: readonly string[];
  readonly quoteDeadline: Date;
  readonly quotes: number;
}

const COLUMNS = `r.id AS "sourcingRequestId", r.number, r.title, r.quote_deadline AS "quoteDeadline",
  ARRAY(SELECT DISTINCT l.delivery_county FROM sourcing_lines l WHERE l.request_id = r.id AND l.revision = r.revision
         ORDER BY 1) AS "deliveryCounties",
  (SELECT count(DISTINCT q.supplier_id)::integer FROM quotes q JOIN quote_versions v
       ON v.quote_id = q.id AND v.number = q.current_number
    WHERE q.request_id = r.id AND v.opens_at <= $1) AS quotes`;
/** Before the deadline nobody but the two sides hears how many there are, sealed or not. */
const CLOSED = `FROM sourcing_requests r
  WHERE r.published_at IS NOT NULL AND r.state NOT IN ('DRAFT', 'PENDING_APPROVAL') AND r.quote_deadline <= $1
    AND EXISTS (SELECT FROM sourcing_lines l WHERE l.request_id = r.id AND l.revision = r.revision
          AND l.delivery_county LIKE ANY($2::text[]))`;

/** How requests were answered, for the offices of the regions they are delivered to and of those paired with them. */
@Injectable()
export class QuoteCounts {
  constructor(
    private readonly database: Database,
    private readonly pairings: Pairings,
    private readonly clock: Clock,
  ) {}

  /** The latest deadline first. */
  async page(actor: Actor, { at, id, limit }: PageAt): Promise<QuoteCountRow[]> {
    return this.database.query<QuoteCountRow>(
      `SELECT ${COLUMNS} ${CLOSED} AND ($3::timestamptz IS NULL OR (r.quote_deadline, r.id) < ($3::timestamptz, $4::uuid))
        ORDER BY r.quote_deadline DESC, r.id DESC LIMIT $5`,
      [this.clock.now(), await this.regionsOf(actor), at, id, limit],
    );
  }

  async count(actor: Actor): Promise<number> {
    return counted(this.database, CLOSED, [this.clock.now(), await this.regionsOf(actor)]);
  }

  /** Of the delivery counties it may hear of: an eastern office its own, a western one those paired with it today. */
  private async regionsOf({ side, regionCode }: Actor): Promise<string[]> {
    if (!side || !regionCode) return [];
    const on = businessDateOf(this.clock.now());
    const codes =
      side === 'EAST' ? [regionCode] : await this.pairings.easternPartners(this.database, { regionCode, on });
    return codes.map((code) => `${codePrefix(code)}%`);
  }
}
