import { Injectable } from '@nestjs/common';
import { Database, notFound, type Actor } from '../../platform/index';
import type { ReattributionType } from './reattribution.type';

const COLUMNS = `id, order_id AS "orderId", to_unit_id AS "toUnitId", reason, state, proposed_at AS "proposedAt",
  confirmed_at AS "confirmedAt", version`;

/** Changes of attribution of the actor's own organization. */
@Injectable()
export class ReattributionReader {
  constructor(private readonly database: Database) {}

  async visibleTo(actor: Actor, id: string): Promise<ReattributionType> {
    const row = await this.database.one<ReattributionType>(
      `SELECT ${COLUMNS} FROM reattributions WHERE id = $1 AND buyer_id = $2`,
      [id, actor.organizationId],
    );
    if (!row) throw notFound(['id']);
    return row;
  }

  page(actor: Actor, after: readonly unknown[], fetch: number): Promise<ReattributionType[]> {
    return this.database.query<ReattributionType>(
      `SELECT ${COLUMNS} FROM reattributions WHERE buyer_id = $1
         AND ($2::timestamptz IS NULL OR (proposed_at, id) < ($2, $3::uuid)) ORDER BY proposed_at DESC, id DESC LIMIT $4`,
      [actor.organizationId, after[0] ?? null, after[1] ?? null, fetch],
    );
  }
}
