import { Injectable } from '@nestjs/common';
import { Admissions, Organizations, Role } from '../../organizations/index';
import { Clock, Database, businessDateOf, counted, hasRole, type Actor } from '../../platform/index';
import type { PoolState } from '../domain/pool.states';
import type { Pool } from './pool.entity';

/** A pool as everybody reads it who may: the total, never who wants how much of it. */
export interface PoolRow extends Omit<Pool, 'openedBy'> {
  /** Units that agreed to be named. */
  readonly namedUnitIds: readonly string[];
  /** Whole numbers as text, because JSON numbers are floats. */
  readonly windows: readonly { from: string; until: string; base: string }[];
}

const COLUMNS = `p.id, p.version, p.number, p.opener_id AS "openerId", p.state, p.title, p.category_code AS "categoryCode",
  p.product_id AS "productId", p.least_grade AS "leastGrade", p.certificates, p.specification, p.unit,
  p.pack_base AS "packBase", p.minimum_base AS "minimumBase", p.limit_base AS "limitBase", p.wanted_base AS "wantedBase",
  p.sealed, p.gathering_deadline AS "gatheringDeadline", p.quote_deadline AS "quoteDeadline", p.created_at AS "createdAt",
  p.closed_at AS "closedAt", p.cancel_reason AS "cancelReason", p.request_id AS "requestId",
  ARRAY(SELECT j.unit_id FROM pool_joins j WHERE j.pool_id = p.id AND j.state = 'IN' AND j.named ORDER BY j.unit_id)
    AS "namedUnitIds",
  (SELECT json_agg(json_build_object('from', w.from_on, 'until', w.until_on, 'base', w.quantity_base::text)
     ORDER BY w.position) FROM pool_windows w WHERE w.pool_id = p.id) AS windows`;
/** Pools one can still join or quote on are open to the market; others are there for their opener and their units. */
const FROM = `FROM pools p
  WHERE ($1::boolean OR ($2::boolean AND (p.state = 'GATHERING' OR (p.state = 'FILLED' AND p.quote_deadline > $3)))
    OR p.opener_id = ANY($4::uuid[])
    OR EXISTS (SELECT FROM pool_joins j WHERE j.pool_id = p.id
         AND (j.buyer_id = ANY($4::uuid[]) OR j.unit_id = ANY($4::uuid[]))))`;
const WANTED = `${FROM} AND ($5::text[] IS NULL OR p.state = ANY($5))`;

export const BUYING = [Role.BUYER_CLERK, Role.BUYER_APPROVER] as const;
export const COORDINATING = [Role.COORD_COUNTY, Role.COORD_CITY, Role.COORD_PROV] as const;

@Injectable()
export class PoolReader {
  constructor(
    private readonly database: Database,
    private readonly organizations: Organizations,
    private readonly admissions: Admissions,
    private readonly clock: Clock,
  ) {}

  /** Null: not there, or not for this caller. */
  async visibleTo(actor: Actor, id: string): Promise<PoolRow | null> {
    return this.database.one<PoolRow>(`SELECT ${COLUMNS} ${FROM} AND p.id = $5`, [
      ...(await this.scopeOf(actor)),
      id,
    ]);
  }

  /** Newest first. */
  async page(
    actor: Actor,
    states: readonly PoolState[] | null,
    { at, id, limit }: { at: string | null; id: string | null; limit: number },
  ): Promise<PoolRow[]> {
    return this.database.query<PoolRow>(
      `SELECT ${COLUMNS} ${WANTED} AND ($6::timestamptz IS NULL OR (p.created_at, p.id) < ($6::timestamptz, $7::uuid))
        ORDER BY p.created_at DESC, p.id DESC LIMIT $8`,
      [...(await this.scopeOf(actor)), states, at, id, limit],
    );
  }

  async count(actor: Actor, states: readonly PoolState[] | null): Promise<number> {
    return counted(this.database, WANTED, [...(await this.scopeOf(actor)), states]);
  }

  private async scopeOf(actor: Actor): Promise<[boolean, boolean, Date, string[]]> {
    const now = this.clock.now();
    const buys = hasRole(actor, ...BUYING);
    const market =
      buys ||
      hasRole(actor, ...COORDINATING) ||
      (hasRole(actor, Role.SUPPLIER) &&
        (await this.admissions.admittedOn(this.database, actor.organizationId, businessDateOf(now))));
    const own = buys ? await this.organizations.unitsUnder(this.database, actor.organizationId) : [];
    const opened = hasRole(actor, ...COORDINATING) ? [actor.organizationId] : [];
    return [hasRole(actor, Role.PLATFORM_OPS, Role.AUDITOR), market, now, [...own, ...opened]];
  }
}
