import { Injectable } from '@nestjs/common';
import { LOT_RECALLED } from '../../catalog/index';
import { invoiceEvents } from '../../invoices/index';
import { AGREEMENT_ACTIVATED, type AgreementFacts } from '../../pairing/index';
import { waitingStreams, type Reader } from '../../platform/index';
import { orderEvents } from '../../procurement/index';
import {
  COUNT_ORDER_EVENTS,
  COUNT_WAITING_CLAIMS,
  COUNT_WAITING_INDUSTRY,
  COUNT_WAITING_PORTIONS,
  REVERSE_RECALLED_LOTS,
} from '../domain/reaction-names';
import { AgreementReaches, orderReached } from './agreement-reach';
import { INDUSTRY_KIND } from './industry/industry-judge';
import { waitingProjects } from './industry/industry-waiting';
import { notReached } from './order-slices';
import { COUNTED_KINDS } from './pending-events';
import { waitingClaims, type WaitingClaim } from './waiting-claims';

/** An order with something that happened and is not counted yet, and that counting would book in the month. */
export interface WaitingOrder {
  readonly month: string;
  readonly orderId: string;
  readonly number: string;
}

// Of a recall those orders wait that its slices have not reached: the others are booked where they belong.
// Asked while the month is held: only streams with a waiting job are looked at, never all events there were.
// $1 the agreement, $2 its year, $3 and $4 patterns of its regions, $5 the instant before which it happened.
const WAITING = `
  WITH pending AS (
    SELECT substr(event.stream, 7)::uuid AS order_id, event.kind = ANY($7) AS books_own_month,
      event.kind = '${invoiceEvents.moved}' AS books_settled_month, event.at
    FROM ${waitingStreams('$8')} JOIN domain_events event USING (stream)
    LEFT JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = $8
    WHERE event.kind = ANY($6) AND event.sequence > coalesce(done.last_sequence, 0) AND event.at <= $5
    UNION ALL
    SELECT line.order_id, false, false, event.at
    FROM ${waitingStreams('$10')} JOIN domain_events event USING (stream)
    LEFT JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = $10
    JOIN order_lines line ON line.lot_id = substr(event.stream, 5)::uuid
    WHERE event.kind = $9 AND event.sequence > coalesce(done.last_sequence, 0) AND event.at <= $5 AND ${notReached('line.order_id')}),
  waiting AS (
    SELECT date_trunc('month', pending.at AT TIME ZONE 'Asia/Shanghai')::date AS month, pending.order_id
    FROM pending JOIN orders o ON o.id = pending.order_id
    WHERE pending.books_own_month AND extract(year FROM pending.at AT TIME ZONE 'Asia/Shanghai') = $2
      AND ${orderReached('$3', '$4', '$11')}
    UNION
    SELECT date_trunc('month', t.settled_on)::date, pending.order_id
    FROM pending JOIN settlements t USING (order_id) JOIN orders o ON o.id = pending.order_id
    WHERE pending.books_settled_month AND extract(year FROM t.settled_on) = $2 AND ${orderReached('$3', '$4', '$11')}
    UNION
    SELECT standing.period, pending.order_id
    FROM pending JOIN counting_entries standing ON standing.order_id = pending.order_id
    WHERE standing.agreement_id = $1 AND standing.original_id IS NULL)
  SELECT waiting.month, o.id AS "orderId", o.number FROM waiting JOIN orders o ON o.id = waiting.order_id ORDER BY 1, 3`;

/** What still has to be counted before a month can be closed. */
@Injectable()
export class PeriodWaiting {
  constructor(private readonly reaches: AgreementReaches) {}

  async orders(reader: Reader, agreement: AgreementFacts, before: Date): Promise<WaitingOrder[]> {
    const { year, eastPattern, westPattern, units } = await this.reaches.reachOf(reader, agreement);
    return reader.query<WaitingOrder>(WAITING, [
      agreement.id,
      year,
      eastPattern,
      westPattern,
      before,
      COUNTED_KINDS,
      [orderEvents.paid, orderEvents.settled],
      COUNT_ORDER_EVENTS,
      LOT_RECALLED,
      REVERSE_RECALLED_LOTS,
      units,
    ]);
  }

  /** The same of claims. */
  async claims(reader: Reader, agreement: AgreementFacts, before: Date): Promise<WaitingClaim[]> {
    return waitingClaims(reader, agreement.id, await this.reaches.reachOf(reader, agreement), before);
  }

  /** Numbers of the projects in parks with something that is not counted yet, whatever month it belongs to. */
  async projects(reader: Reader, agreement: AgreementFacts, before: Date): Promise<string[]> {
    if (agreement.kind !== INDUSTRY_KIND) return [];
    const { year } = agreement;
    return waitingProjects(reader, await this.reaches.reachOf(reader, agreement), { year, before });
  }

  /** Whether what waited for the agreement's signatures is still being counted. */
  async agreementIsCounted(reader: Reader, agreementId: string): Promise<boolean> {
    const rows = await reader.query(
      `SELECT event.id FROM domain_events event
       LEFT JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = $2
       WHERE event.stream = $1 AND event.kind = $3 AND event.sequence > coalesce(done.last_sequence, 0)
       UNION ALL SELECT NULL FROM ${waitingStreams('$4')} WHERE stream = $1
       UNION ALL SELECT NULL FROM ${waitingStreams('$5')} WHERE stream = $1 LIMIT 1`,
      [
        `agreement:${agreementId}`,
        COUNT_WAITING_PORTIONS,
        AGREEMENT_ACTIVATED,
        COUNT_WAITING_CLAIMS,
        COUNT_WAITING_INDUSTRY,
      ],
    );
    return rows.length === 0;
  }
}
