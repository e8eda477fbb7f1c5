import { Injectable } from '@nestjs/common';
import { Database, counted, notFound, type Actor } from '../../platform/index';
import { ORDER_IN_SCOPE, verifierScope } from '../storage/reattributions';
import type { ReattributionType } from './reattribution.type';

const COLUMNS = `r.id, r.order_id AS "orderId", r.to_unit_id AS "toUnitId", r.reason, r.state, r.proposed_at AS "proposedAt",
  r.confirmed_at AS "confirmedAt", r.version`;

// $1 the actor's organization; $2 and $3 patterns of a verifier's orders, or null.
const VISIBLE = `FROM reattributions r JOIN orders o ON o.id = r.order_id
  WHERE (r.buyer_id = $1 OR ($2::text IS NOT NULL AND ${ORDER_IN_SCOPE}))`;

/** Changes of attribution of the actor's own organization; a verifier's, of his region. */
@Injectable()
export class ReattributionReader {
  constructor(private readonly database: Database) {}

  async visibleTo(actor: Actor, id: string): Promise<ReattributionType> {
    const row = await this.database.one<ReattributionType>(`SELECT ${COLUMNS} ${VISIBLE} AND r.id = $4`, [
      ...scopeOf(actor),
      id,
    ]);
    if (!row) throw notFound(['id']);
    return row;
  }

  count(actor: Actor): Promise<number> {
    return counted(this.database, VISIBLE, scopeOf(actor));
  }

  page(actor: Actor, after: readonly unknown[], fetch: number): Promise<ReattributionType[]> {
    return this.database.query<ReattributionType>(
      `SELECT ${COLUMNS} ${VISIBLE} AND ($4::timestamptz IS NULL OR (r.proposed_at, r.id) < ($4, $5::uuid))
       ORDER BY r.proposed_at DESC, r.id DESC LIMIT $6`,
      [...scopeOf(actor), after[0] ?? null, after[1] ?? null, fetch],
    );
  }
}

function scopeOf(actor: Actor): [string, string | null, string | null] {
  const verifies = verifierScope(actor);
  return [actor.organizationId, verifies?.unitPattern ?? null, verifies?.countyPattern ?? null];
}
