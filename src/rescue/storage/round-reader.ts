import { Injectable } from '@nestjs/common';
import { Organizations } from '../../organizations/index';
import { Database, counted, hasRole, type Actor } from '../../platform/index';
import { sharedDigits } from '../../regions/index';
import type { RescueRound } from './rescue-round.entity';

export type RoundRow = Omit<RescueRound, 'proposedBy'>;

const COLUMNS = `r.id, r.version, r.number, r.alarm_id AS "alarmId", r.lot_id AS "lotId", r.supplier_id AS "supplierId",
  r.product_id AS "productId", r.product_name AS "productName", r.grade, r.county_code AS "countyCode", r.unit, r.state,
  r.offered_base AS "offeredBase", r.minimum_base AS "minimumBase", r.pack_base AS "packBase",
  r.unit_price_fen AS "unitPriceFen", r.price_unit AS "priceUnit", r.freight_fen AS "freightFen",
  r.delivery_on AS "deliveryOn", r.closes_at AS "closesAt", r.joined_base AS "joinedBase",
  r.created_at AS "createdAt", r.closed_at AS "closedAt", r.note`;
/** Buyers see what they may join, and what they joined; supplier and county their own from the proposal on. */
const FROM = `FROM rescue_rounds r WHERE ($1::boolean OR r.supplier_id = $2::uuid OR r.county_code LIKE $3::text
  OR ($4::uuid[] IS NOT NULL AND (r.state = 'GATHERING'
    OR EXISTS (SELECT FROM rescue_parts p WHERE p.round_id = r.id AND (p.buyer_id = ANY($4) OR p.unit_id = ANY($4))))))`;
const WANTED = `${FROM} AND ($5::text[] IS NULL OR r.state = ANY($5))`;

export interface PartRow {
  readonly roundId: string;
  readonly unitId: string;
  readonly wantBase: bigint;
  readonly leastBase: bigint;
  readonly givenBase: bigint | null;
  readonly orderId: string | null;
  readonly channelId: string | null;
}

/** Reads rounds as a caller may see them. */
@Injectable()
export class RoundReader {
  constructor(
    private readonly database: Database,
    private readonly organizations: Organizations,
  ) {}

  /** Null: not there, or not for this caller. */
  async visibleTo(actor: Actor, id: string): Promise<RoundRow | null> {
    return this.database.one<RoundRow>(`SELECT ${COLUMNS} ${FROM} AND r.id = $5`, [
      ...(await this.scopeOf(actor)),
      id,
    ]);
  }

  /** Newest first. */
  async page(
    actor: Actor,
    states: readonly string[] | null,
    { at, id, limit }: { at: string | null; id: string | null; limit: number },
  ): Promise<RoundRow[]> {
    return this.database.query<RoundRow>(
      `SELECT ${COLUMNS} ${WANTED} AND ($6::timestamptz IS NULL OR (r.created_at, r.id) < ($6::timestamptz, $7::uuid))
        ORDER BY r.created_at DESC, r.id DESC LIMIT $8`,
      [...(await this.scopeOf(actor)), states, at, id, limit],
    );
  }

  async count(actor: Actor, states: readonly string[] | null): Promise<number> {
    return counted(this.database, WANTED, [...(await this.scopeOf(actor)), states]);
  }

  /** What the caller’s own house has in these rounds; what others want is nobody else’s business. */
  async ownParts(actor: Actor, roundIds: readonly string[]): Promise<PartRow[]> {
    const units = await this.unitsOf(actor);
    if (!units) return [];
    return this.database.query<PartRow>(
      `SELECT round_id AS "roundId", unit_id AS "unitId", want_base AS "wantBase", least_base AS "leastBase",
         given_base AS "givenBase", order_id AS "orderId", channel_id AS "channelId" FROM rescue_parts
        WHERE round_id = ANY($1::uuid[]) AND left_at IS NULL AND (buyer_id = ANY($2::uuid[]) OR unit_id = ANY($2::uuid[]))
        ORDER BY place`,
      [roundIds, units],
    );
  }

  private async scopeOf(actor: Actor): Promise<[boolean, string | null, string | null, string[] | null]> {
    const county = hasRole(actor, 'COUNTY_AGRI', 'COUNTY_REVITAL') && actor.regionCode;
    return [
      hasRole(actor, 'PLATFORM_OPS', 'AUDITOR'),
      hasRole(actor, 'SUPPLIER') ? actor.organizationId : null,
      county ? `${sharedDigits(county)}%` : null,
      await this.unitsOf(actor),
    ];
  }

  private async unitsOf(actor: Actor): Promise<string[] | null> {
    const buys = hasRole(actor, 'BUYER_CLERK', 'BUYER_APPROVER');
    return buys ? this.organizations.unitsUnder(this.database, actor.organizationId) : null;
  }
}
