import { Injectable } from '@nestjs/common';
import { formatMoney, formatQuantity } from '../../../libs/money/src/index';
import { Clock, Database, counted, hasRole, type Actor } from '../../platform/index';
import { RequestReader } from '../../sourcing/index';
import type { Sample } from './sample.entity';

type Facts = Omit<
  Sample,
  'requestId' | 'requestedBy' | 'quantityBase' | 'mostPriceFen' | 'priceFen' | 'answerUntil'
>;

/** A sample as its two sides see it; nobody else does. */
export interface SampleRow extends Facts {
  readonly sourcingRequestId: string;
  readonly answerUntil: Date;
  readonly supplierName: string;
  /** What the supplier has quoted, once it is open. */
  readonly quoteId: string | null;
  readonly quantity: ReturnType<typeof formatQuantity>;
  readonly mostPrice: ReturnType<typeof formatMoney>;
  readonly price: ReturnType<typeof formatMoney> | null;
}
type Stored = Facts &
  Pick<SampleRow, 'sourcingRequestId' | 'answerUntil' | 'supplierName' | 'quoteId'> &
  Pick<Sample, 'quantityBase' | 'mostPriceFen' | 'priceFen'> & { readonly unit: string };

export interface PageAt {
  readonly at: string | null;
  readonly id: string | null;
  readonly limit: number;
}

const COLUMNS = `s.id, s.version, s.number, s.state, s.request_id AS "sourcingRequestId",
  s.sourcing_line_id AS "sourcingLineId", s.supplier_id AS "supplierId", s.quantity_base AS "quantityBase", l.unit,
  s.most_price_fen AS "mostPriceFen", s.price_fen AS "priceFen", s.note, s.requested_at AS "requestedAt",
  s.answer_until AS "answerUntil", s.carrier, s.tracking_no AS "trackingNo", s.lot_id AS "lotId", s.grade,
  s.sent_at AS "sentAt", s.received_at AS "receivedAt", s.ended_at AS "endedAt", s.reason,
  (SELECT o.name FROM organizations o WHERE o.id = s.supplier_id) AS "supplierName",
  (SELECT q.id FROM quotes q JOIN quote_versions v ON v.quote_id = q.id AND v.number = q.current_number
      JOIN sourcing_requests r ON r.id = q.request_id
    WHERE q.request_id = s.request_id AND q.supplier_id = s.supplier_id AND v.revision = r.revision
      AND v.opens_at <= $2::timestamptz AND NOT (r.sealed AND r.quote_deadline > $2::timestamptz)
    ORDER BY q.created_at DESC LIMIT 1) AS "quoteId"`;
const FROM = 'FROM samples s JOIN sourcing_lines l ON l.id = s.sourcing_line_id WHERE';
const OWN = `${FROM} s.supplier_id = $1`;
const OF_REQUEST = `${FROM} s.request_id = $1`;

/** Reads samples for the buyer's house and the supplier they were asked of. */
@Injectable()
export class SampleReader {
  constructor(
    private readonly database: Database,
    private readonly requests: RequestReader,
    private readonly clock: Clock,
  ) {}

  /** Null: not there, or not for this caller. */
  async visibleTo(actor: Actor, id: string): Promise<SampleRow | null> {
    if (hasRole(actor, 'SUPPLIER')) {
      const own = await this.one(`SELECT ${COLUMNS} ${OWN} AND s.id = $3`, actor.organizationId, id);
      if (own) return own;
    }
    const found = await this.database.one<{ id: string }>(
      'SELECT request_id AS id FROM samples WHERE id = $1',
      [id],
    );
    if (!found || !(await this.requests.visibleTo(actor, found.id))) return null;
    return this.one(`SELECT ${COLUMNS} ${OF_REQUEST} AND s.id = $3`, found.id, id);
  }

  /** Newest first. */
  ownPage(actor: Actor, at: PageAt): Promise<SampleRow[]> {
    return this.page(OWN, actor.organizationId, at);
  }

  countOwn(actor: Actor): Promise<number> {
    return counted(this.database, OWN, [actor.organizationId]);
  }

  /** The caller has been found to see the request. */
  ofRequest(requestId: string, at: PageAt): Promise<SampleRow[]> {
    return this.page(OF_REQUEST, requestId, at);
  }

  countOfRequest(requestId: string): Promise<number> {
    return counted(this.database, OF_REQUEST, [requestId]);
  }

  private async page(from: string, of: string, { at, id, limit }: PageAt): Promise<SampleRow[]> {
    const rows = await this.database.query<Stored>(
      `SELECT ${COLUMNS} ${from} AND ($3::timestamptz IS NULL OR (s.requested_at, s.id) < ($3::timestamptz, $4::uuid))
        ORDER BY s.requested_at DESC, s.id DESC LIMIT $5`,
      [of, this.clock.now(), at, id, limit],
    );
    return rows.map(shown);
  }

  private async one(sql: string, of: string, id: string): Promise<SampleRow | null> {
    const row = await this.database.one<Stored>(sql, [of, this.clock.now(), id]);
    return row && shown(row);
  }
}

function shown({ quantityBase, unit, mostPriceFen, priceFen, ...row }: Stored): SampleRow {
  return {
    ...row,
    quantity: formatQuantity(quantityBase, unit),
    mostPrice: formatMoney({ fen: mostPriceFen, currency: 'CNY' }),
    price: priceFen === null ? null : formatMoney({ fen: priceFen, currency: 'CNY' }),
  };
}
