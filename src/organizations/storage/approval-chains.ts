import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/index';

/** When an order needs an approver other than the clerk who placed it. */
@Injectable()
export class ApprovalChains {
  /** The limit in fen of the organization or of the nearest one above that set one; null: no approval needed. */
  async limitOf(reader: Reader, organizationId: string): Promise<bigint | null> {
    return (await this.limitsOf(reader, [organizationId])).get(organizationId) ?? null;
  }

  /** The same for several organizations; those that need no approval are absent. */
  async limitsOf(reader: Reader, organizationIds: readonly string[]): Promise<Map<string, bigint>> {
    const rows = await reader.query<{ asked: string; limitFen: bigint }>(
      `WITH RECURSIVE above AS (
         SELECT id AS asked, id, parent_id, 0 AS distance FROM organizations WHERE id = ANY($1::uuid[])
         UNION ALL SELECT a.asked, o.id, o.parent_id, a.distance + 1 FROM organizations o JOIN above a ON o.id = a.parent_id)
       SELECT DISTINCT ON (a.asked) a.asked, l.limit_fen AS "limitFen" FROM above a JOIN approval_limits l ON l.id = a.id
        WHERE l.limit_fen IS NOT NULL ORDER BY a.asked, a.distance`,
      [[...new Set(organizationIds)]],
    );
    return new Map(rows.map(({ asked, limitFen }) => [asked, limitFen]));
  }

  /** Of who buys and of the unit that pays the stricter limit, purchase by purchase; null: no approval needed. */
  async strictestOf(
    reader: Reader,
    purchases: readonly { readonly buyerId: string; readonly unitId: string }[],
  ): Promise<(bigint | null)[]> {
    const limits = await this.limitsOf(
      reader,
      purchases.flatMap(({ buyerId, unitId }) => [buyerId, unitId]),
    );
    return purchases.map(({ buyerId, unitId }) => {
      const own = [limits.get(buyerId), limits.get(unitId)].filter((limit) => limit !== undefined);
      return own.length === 0 ? null : own.reduce((least, limit) => (limit < least ? limit : least));
    });
  }

  /** The limit on a unit that stands above the organization setting one; null: nobody above it set any. */
  async ceilingOf(reader: Reader, unitId: string, organizationId: string): Promise<bigint | null> {
    const rows = await reader.query<{ limitFen: bigint }>(
      `WITH RECURSIVE line AS (
         SELECT id, parent_id, 0 AS distance FROM organizations WHERE id = $1
         UNION ALL SELECT o.id, o.parent_id, l.distance + 1 FROM organizations o JOIN line l ON o.id = l.parent_id),
       superiors AS (
         SELECT parent_id AS id FROM organizations WHERE id = $2
         UNION ALL SELECT o.parent_id FROM organizations o JOIN superiors s ON o.id = s.id)
       SELECT a.limit_fen AS "limitFen" FROM line JOIN approval_limits a ON a.id = line.id
         JOIN members m ON m.id = a.set_by
        WHERE a.limit_fen IS NOT NULL AND m.organization_id IN (SELECT id FROM superiors)
        ORDER BY line.distance LIMIT 1`,
      [unitId, organizationId],
    );
    return rows[0]?.limitFen ?? null;
  }
}
