import { Injectable } from '@nestjs/common';
import { formatMoney, formatQuantity } from '../../../libs/money/src/index';
import { Database, counted, type Actor } from '../../platform/index';
import type { AwardType } from './award.type';

interface Row extends Omit<AwardType, 'total' | 'lines'> {
  readonly totalFen: bigint;
  /** Whole numbers as text, because JSON numbers are floats. */
  readonly lines: readonly { id: string; base: string; taken: string | null; unit: string }[];
}

const COLUMNS = `a.id, a.version, a.state, a.request_id AS "sourcingRequestId", a.quote_id AS "quoteId",
  a.version_id AS "quoteVersionId", a.total_fen AS "totalFen", a.decided_at AS "decidedAt",
  a.decline_reason AS "declineReason",
  ARRAY(SELECT o.order_id FROM quote_award_orders o JOIN quote_deliveries d ON d.id = o.delivery_id
         WHERE o.award_id = a.id ORDER BY d.position) AS "orderIds",
  (SELECT json_agg(json_build_object('id', l.quote_line_id, 'base', l.quantity_base::text, 'taken', l.taken_base::text,
      'unit', s.unit) ORDER BY q.delivery_id, q.position)
     FROM quote_award_lines l JOIN quote_lines q ON q.id = l.quote_line_id
     JOIN sourcing_lines s ON s.id = q.sourcing_line_id WHERE l.award_id = a.id) AS lines`;
const OF_REQUEST = 'FROM quote_awards a WHERE a.request_id = $1';
const OWN = 'FROM quote_awards a JOIN quotes own ON own.id = a.quote_id WHERE own.supplier_id = $1';

/** Reads awards for their buyer, who has been found to see the request, and for the suppliers they name. */
@Injectable()
export class AwardReader {
  constructor(private readonly database: Database) {}

  async ofRequest(requestId: string): Promise<AwardType[]> {
    return (await this.database.query<Row>(`SELECT ${COLUMNS} ${OF_REQUEST} ORDER BY a.id`, [requestId])).map(
      shown,
    );
  }

  async page(requestId: string, { id, limit }: { id: string | null; limit: number }): Promise<AwardType[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${COLUMNS} ${OF_REQUEST} AND ($2::uuid IS NULL OR a.id > $2) ORDER BY a.id LIMIT $3`,
      [requestId, id, limit],
    );
    return rows.map(shown);
  }

  count(requestId: string): Promise<number> {
    return counted(this.database, OF_REQUEST, [requestId]);
  }

  async own(actor: Actor, id: string): Promise<AwardType | null> {
    const row = await this.database.one<Row>(`SELECT ${COLUMNS} ${OWN} AND a.id = $2`, [
      actor.organizationId,
      id,
    ]);
    return row && shown(row);
  }

  async ownPage(actor: Actor, { id, limit }: { id: string | null; limit: number }): Promise<AwardType[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${COLUMNS} ${OWN} AND ($2::uuid IS NULL OR a.id > $2) ORDER BY a.id LIMIT $3`,
      [actor.organizationId, id, limit],
    );
    return rows.map(shown);
  }

  countOwn(actor: Actor): Promise<number> {
    return counted(this.database, OWN, [actor.organizationId]);
  }
}

function shown({ totalFen, lines, ...row }: Row): AwardType {
  return {
    ...row,
    total: formatMoney({ fen: totalFen, currency: 'CNY' }),
    lines: lines.map(({ id, base, taken, unit }) => ({
      quoteLineId: id,
      quantity: formatQuantity(BigInt(base), unit),
      taken: taken === null ? null : formatQuantity(BigInt(taken), unit),
    })),
  };
}
