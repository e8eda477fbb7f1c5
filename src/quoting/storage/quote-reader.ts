import { Injectable } from '@nestjs/common';
import { Clock, Database, counted, hasRole, type Actor } from '../../platform/index';
import { RequestReader } from '../../sourcing/index';
import type { QuoteEndReason, QuoteState } from '../domain/quote.states';

/** A quote as one reader sees it. */
export interface QuoteRow {
  readonly id: string;
  readonly version: number;
  readonly state: QuoteState;
  readonly endReason: QuoteEndReason | null;
  readonly sourcingRequestId: string;
  readonly supplierId: string;
  readonly currentNumber: number;
  readonly validUntil: string;
  readonly createdAt: Date;
  /** The reader is the supplier who said it: he sees all he said. */
  readonly own: boolean;
}

const COLUMNS = (own: boolean) => `q.id, q.version, q.state, q.end_reason AS "endReason",
  q.request_id AS "sourcingRequestId", q.supplier_id AS "supplierId", q.current_number AS "currentNumber",
  q.valid_until AS "validUntil", q.created_at AS "createdAt", ${own} AS own`;
const OWN = 'FROM quotes q WHERE q.supplier_id = $1 AND ($2::uuid IS NULL OR q.request_id = $2)';
/** Of one request; before its deadline a sealed one has none, for nobody but those who quoted. */
const RECEIVED = `FROM quotes q JOIN sourcing_requests r ON r.id = q.request_id
    JOIN quote_versions v ON v.quote_id = q.id AND v.number = q.current_number
  WHERE q.request_id = $1 AND v.opens_at <= $2::timestamptz AND NOT (r.sealed AND r.quote_deadline > $2::timestamptz)`;

export interface PageAt {
  readonly at: string | null;
  readonly id: string | null;
  readonly limit: number;
}

/** Reads quotes as a caller may see them: suppliers their own, whoever sees the request those that are open. */
@Injectable()
export class QuoteReader {
  constructor(
    private readonly database: Database,
    private readonly requests: RequestReader,
    private readonly clock: Clock,
  ) {}

  /** Null: not there, or not for this caller. */
  async visibleTo(actor: Actor, id: string): Promise<QuoteRow | null> {
    if (hasRole(actor, 'SUPPLIER')) {
      const own = await this.database.one<QuoteRow>(`SELECT ${COLUMNS(true)} ${OWN} AND q.id = $3`, [
        actor.organizationId,
        null,
        id,
      ]);
      if (own) return own;
    }
    const request = await this.database.one<{ id: string }>(
      'SELECT request_id AS id FROM quotes WHERE id = $1',
      [id],
    );
    if (!request || !(await this.requests.visibleTo(actor, request.id))) return null;
    return this.database.one<QuoteRow>(`SELECT ${COLUMNS(false)} ${RECEIVED} AND q.id = $3`, [
      request.id,
      this.clock.now(),
      id,
    ]);
  }

  /** Newest first. */
  ownPage(actor: Actor, requestId: string | null, { at, id, limit }: PageAt): Promise<QuoteRow[]> {
    return this.database.query<QuoteRow>(
      `SELECT ${COLUMNS(true)} ${OWN} AND ($3::timestamptz IS NULL OR (q.created_at, q.id) < ($3::timestamptz, $4::uuid))
        ORDER BY q.created_at DESC, q.id DESC LIMIT $5`,
      [actor.organizationId, requestId, at, id, limit],
    );
  }

  countOwn(actor: Actor, requestId: string | null): Promise<number> {
    return counted(this.database, OWN, [actor.organizationId, requestId]);
  }

  /** The caller has been found to see the request. By their ids: when they came in is not told by their order. */
  receivedPage(requestId: string, { id, limit }: Omit<PageAt, 'at'>): Promise<QuoteRow[]> {
    return this.database.query<QuoteRow>(
      `SELECT ${COLUMNS(false)} ${RECEIVED} AND ($3::uuid IS NULL OR q.id > $3) ORDER BY q.id LIMIT $4`,
      [requestId, this.clock.now(), id, limit],
    );
  }

  countReceived(requestId: string): Promise<number> {
    return counted(this.database, RECEIVED, [requestId, this.clock.now()]);
  }
}
