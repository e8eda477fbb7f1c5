import { Injectable } from '@nestjs/common';
import { Organizations, Role } from '../../organizations/index';
import { Database, counted, hasRole, type Actor } from '../../platform/index';
import type { PoolJoin } from './pool-join.entity';
import { BUYING } from './pool-reader';

/** A join as its own house, operations and audit see it; nobody else, whoever opened the pool. */
export interface PoolJoinRow extends Omit<PoolJoin, 'preparedBy' | 'approvedBy' | 'reservedOn'> {
  readonly approved: boolean;
  /** The pool's. */
  readonly unit: string;
}

const COLUMNS = `j.id, j.version, j.pool_id AS "poolId", j.buyer_id AS "buyerId", j.unit_id AS "unitId", j.state,
  j.least_base AS "leastBase", j.want_base AS "wantBase", j.shared_base AS "sharedBase", j.cap_fen AS "capFen", j.cap_unit AS "capUnit",
  j.worth_fen AS "worthFen", j.delivery_county AS "deliveryCounty", j.pairing_choice AS "pairingChoice", j.named, j.approved_by IS NOT NULL AS approved,
  j.sent_back_note AS "sentBackNote", j.joined_at AS "joinedAt", p.unit`;
const FROM = `FROM pool_joins j JOIN pools p ON p.id = j.pool_id
  WHERE ($1::boolean OR j.buyer_id = ANY($2::uuid[]) OR j.unit_id = ANY($2::uuid[]))`;
const WANTED = `${FROM} AND ($3::uuid IS NULL OR j.pool_id = $3)`;

@Injectable()
export class PoolJoinReader {
  constructor(
    private readonly database: Database,
    private readonly organizations: Organizations,
  ) {}

  /** Null: not there, or not for this caller. */
  async visibleTo(actor: Actor, id: string): Promise<PoolJoinRow | null> {
    return this.database.one<PoolJoinRow>(`SELECT ${COLUMNS} ${FROM} AND j.id = $3`, [
      ...(await this.scopeOf(actor)),
      id,
    ]);
  }

  /** Newest first. */
  async page(
    actor: Actor,
    poolId: string | null,
    { at, id, limit }: { at: string | null; id: string | null; limit: number },
  ): Promise<PoolJoinRow[]> {
    return this.database.query<PoolJoinRow>(
      `SELECT ${COLUMNS} ${WANTED} AND ($4::timestamptz IS NULL OR (j.joined_at, j.id) < ($4::timestamptz, $5::uuid))
        ORDER BY j.joined_at DESC, j.id DESC LIMIT $6`,
      [...(await this.scopeOf(actor)), poolId, at, id, limit],
    );
  }

  async count(actor: Actor, poolId: string | null): Promise<number> {
    return counted(this.database, WANTED, [...(await this.scopeOf(actor)), poolId]);
  }

  private async scopeOf(actor: Actor): Promise<[boolean, string[]]> {
    return [
      hasRole(actor, Role.PLATFORM_OPS, Role.AUDITOR),
      hasRole(actor, ...BUYING)
        ? await this.organizations.unitsUnder(this.database, actor.organizationId)
        : [],
    ];
  }
}
