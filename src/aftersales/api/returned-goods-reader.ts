import { Injectable } from '@nestjs/common';
import { formatQuantity } from '../../../libs/money/src/index';
import { Database, counted, hasRole, type Actor } from '../../platform/index';
import { sharedDigits } from '../../regions/index';
import type { ReturnedGoodsType } from './returned-goods.type';
import type { ReturnedGoods } from '../storage/returned-goods.entity';

type Row = Omit<ReturnedGoods, 'caseLineId' | 'countyCode' | 'decidedBy'>;

const COLUMNS = `r.id, r.version, r.case_id AS "caseId", r.lot_id AS "lotId", r.supplier_id AS "supplierId",
  r.display_unit AS "displayUnit", r.quantity_base AS "quantityBase", r.state, r.received_at AS "receivedAt",
  r.decided_at AS "decidedAt", r.note`;
/** Its supplier, its county's offices, the platform. */
const FROM = `FROM returned_goods r WHERE ($1::boolean OR r.supplier_id = $2::uuid OR r.county_code LIKE $3::text)`;
const WANTED = `${FROM} AND ($4::text[] IS NULL OR r.state = ANY($4))`;

/** Reads goods that came back as a caller may see them. */
@Injectable()
export class ReturnedGoodsReader {
  constructor(private readonly database: Database) {}

  async visibleTo(actor: Actor, id: string): Promise<ReturnedGoodsType | null> {
    const row = await this.database.one<Row>(`SELECT ${COLUMNS} ${FROM} AND r.id = $4`, [
      ...scopeOf(actor),
      id,
    ]);
    return row ? shown(row) : null;
  }

  /** Newest first. */
  async page(
    actor: Actor,
    states: readonly string[] | null,
    { at, id, limit }: { at: string | null; id: string | null; limit: number },
  ): Promise<ReturnedGoodsType[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${COLUMNS} ${WANTED} AND ($5::timestamptz IS NULL OR (r.received_at, r.id) < ($5::timestamptz, $6::uuid))
        ORDER BY r.received_at DESC, r.id DESC LIMIT $7`,
      [...scopeOf(actor), states, at, id, limit],
    );
    return rows.map(shown);
  }

  count(actor: Actor, states: readonly string[] | null): Promise<number> {
    return counted(this.database, WANTED, [...scopeOf(actor), states]);
  }
}

function scopeOf(actor: Actor): [boolean, string | null, string | null] {
  const county = hasRole(actor, 'COUNTY_AGRI') && actor.regionCode;
  return [
    hasRole(actor, 'PLATFORM_OPS', 'AUDITOR'),
    hasRole(actor, 'SUPPLIER') ? actor.organizationId : null,
    county ? `${sharedDigits(county)}%` : null,
  ];
}

function shown({ displayUnit, quantityBase, ...row }: Row): ReturnedGoodsType {
  return { ...row, quantity: formatQuantity(quantityBase, displayUnit) };
}
