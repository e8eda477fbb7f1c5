import { Injectable } from '@nestjs/common';
import { formatMoney } from '../../../libs/money/src/index';
import { Role } from '../../organizations/index';
import { Database, counted, hasRole, type Actor } from '../../platform/index';
import { sharedDigits } from '../../regions/index';
import type { RecallState } from '../domain/recall.states';
import type { RecallType } from './recall.type';

interface Row extends Omit<RecallType, 'open' | 'refunded' | 'paidBack'> {
  readonly openFen: bigint;
  readonly refundedFen: bigint;
  readonly paidFen: bigint;
}

/** One order of a recall, as its list leaves as a table. */
export interface RecalledOrderRow {
  readonly caseNumber: string;
  readonly orderNumber: string;
  readonly buyerName: string;
  readonly unitName: string;
  readonly certificateNo: string;
  readonly claimedBase: bigint;
  readonly displayUnit: string;
  readonly claimedFen: bigint;
  readonly refundedFen: bigint;
  readonly paidFen: bigint;
  readonly state: string;
}

export const RECALL_READERS = [
  Role.SUPPLIER,
  Role.COUNTY_AGRI,
  Role.COORD_COUNTY,
  Role.COORD_CITY,
  Role.COORD_PROV,
  Role.PLATFORM_OPS,
  Role.FINANCE,
  Role.AUDITOR,
] as const;

/** $1: all; $2: the supplier; $3: the region, western by its counties, eastern by its buyers’ units. */
const SEEN_CASE = `($1::boolean OR c.supplier_id = $2::uuid OR c.unit_region_code LIKE $3::text
  OR EXISTS (SELECT FROM aftersales_case_lines x WHERE x.case_id = c.id AND x.county_code LIKE $3::text))`;
const FROM = `FROM lot_recalls r WHERE ($1::boolean OR r.supplier_id = $2::uuid
  OR EXISTS (SELECT FROM lot_recall_lots l WHERE l.recall_id = r.id AND l.county_code LIKE $3::text)
  OR EXISTS (SELECT FROM aftersales_cases c WHERE c.recall_id = r.id AND c.unit_region_code LIKE $3::text))`;
const WANTED = `${FROM} AND ($4::text[] IS NULL OR r.state = ANY($4))`;
const PAID = `coalesce((SELECT sum(p.fen) FROM refund_payments p WHERE p.refund_id = l.refund_id AND p.state = 'DONE'), 0)`;
const COLUMNS = `r.id, r.version, r.supplier_id AS "supplierId", r.state, r.recalled_at AS "recalledAt", r.due_on AS "dueOn",
  NOT EXISTS (SELECT FROM lot_recall_lots l WHERE l.recall_id = r.id AND l.gathered_at IS NULL) AS gathered,
  array(SELECT l.lot_id FROM lot_recall_lots l WHERE l.recall_id = r.id ORDER BY l.lot_id) AS "lotIds",
  f.cases, f.buyers, f.open AS "openFen", f.refunded AS "refundedFen", f.paid AS "paidFen",
  r.proposed_at AS "proposedAt", r.decided_at AS "decidedAt"`;
const FIGURES = `CROSS JOIN LATERAL (SELECT count(DISTINCT c.id)::int AS cases, count(DISTINCT c.buyer_id)::int AS buyers,
    coalesce(sum(l.live_fen), 0)::bigint AS open, coalesce(sum(l.refunded_fen), 0)::bigint AS refunded,
    coalesce(sum(${PAID}), 0)::bigint AS paid
  FROM aftersales_cases c JOIN aftersales_case_lines l ON l.case_id = c.id WHERE c.recall_id = r.id AND ${SEEN_CASE}) f`;
const withFigures = (wanted: string) => wanted.replace('FROM lot_recalls r', `FROM lot_recalls r ${FIGURES}`);

/** Reads recalls as a caller may see them: the platform all, suppliers their own, offices what is of their region. */
@Injectable()
export class RecallReader {
  constructor(private readonly database: Database) {}

  /** Null: not there, or not for this caller. */
  async visibleTo(actor: Actor, id: string): Promise<RecallType | null> {
    const row = await this.database.one<Row>(`SELECT ${COLUMNS} ${withFigures(FROM)} AND r.id = $4`, [
      ...scopeOf(actor),
      id,
    ]);
    return row ? shown(row) : null;
  }

  /** Newest first. */
  async page(
    actor: Actor,
    states: readonly RecallState[] | null,
    { at, id, limit }: { at: string | null; id: string | null; limit: number },
  ): Promise<RecallType[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${COLUMNS} ${withFigures(WANTED)}
          AND ($5::timestamptz IS NULL OR (r.recalled_at, r.id) < ($5::timestamptz, $6::uuid))
        ORDER BY r.recalled_at DESC, r.id DESC LIMIT $7`,
      [...scopeOf(actor), states, at, id, limit],
    );
    return rows.map(shown);
  }

  count(actor: Actor, states: readonly RecallState[] | null): Promise<number> {
    return counted(this.database, WANTED, [...scopeOf(actor), states]);
  }

  /** Of a recall the caller sees: the lines of the cases he sees. */
  orders(actor: Actor, recallId: string): Promise<RecalledOrderRow[]> {
    return this.database.query<RecalledOrderRow>(
      `SELECT c.number AS "caseNumber", o.number AS "orderNumber", b.name AS "buyerName", u.name AS "unitName",
         k.certificate_no AS "certificateNo", l.claimed_base AS "claimedBase", l.display_unit AS "displayUnit",
         l.claimed_fen AS "claimedFen", l.refunded_fen AS "refundedFen", ${PAID}::bigint AS "paidFen", c.state
       FROM aftersales_cases c JOIN aftersales_case_lines l ON l.case_id = c.id JOIN orders o ON o.id = c.order_id
         JOIN organizations b ON b.id = c.buyer_id JOIN organizations u ON u.id = c.unit_id
         JOIN order_lines k ON k.id = l.order_line_id
       WHERE c.recall_id = $4 AND ${SEEN_CASE} ORDER BY o.number, l.id`,
      [...scopeOf(actor), recallId],
    );
  }
}

function scopeOf(actor: Actor): [boolean, string | null, string | null] {
  const office =
    hasRole(actor, 'COUNTY_AGRI', 'COORD_COUNTY', 'COORD_CITY', 'COORD_PROV') && actor.regionCode;
  return [
    hasRole(actor, 'PLATFORM_OPS', 'FINANCE', 'AUDITOR'),
    hasRole(actor, 'SUPPLIER') ? actor.organizationId : null,
    office ? `${sharedDigits(office)}%` : null,
  ];
}

function shown({ openFen, refundedFen, paidFen, ...row }: Row): RecallType {
  const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' });
  return { ...row, open: yuan(openFen), refunded: yuan(refundedFen), paidBack: yuan(paidFen) };
}
