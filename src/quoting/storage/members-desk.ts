import { Injectable } from '@nestjs/common';
import { Notices, Role } from '../../organizations/index';
import type { Tx } from '../../platform/index';

/** Tells members whose goods are offered by a hub or agent; of a sealed request only once its quotes are open. */
@Injectable()
export class MembersDesk {
  constructor(private readonly notices: Notices) {}

  async tell(tx: Tx, { number }: { readonly number: string }, quoteIds: readonly string[]): Promise<void> {
    const offered = await tx.query<{ quoteId: string; sellerId: string }>(
      `SELECT DISTINCT q.id AS "quoteId", d.seller_id AS "sellerId" FROM quotes q
         JOIN quote_versions v ON v.quote_id = q.id AND v.number = q.current_number
         JOIN quote_deliveries d ON d.version_id = v.id
        WHERE q.id = ANY($1::uuid[]) AND d.seller_id <> q.supplier_id ORDER BY 1, 2`,
      [quoteIds],
    );
    await this.notices.sendAll(
      tx,
      offered.map(({ quoteId, sellerId }) => ({
        organizationId: sellerId,
        role: Role.SUPPLIER,
        kind: 'OFFERED_IN_YOUR_NAME',
        subjectKind: 'Quote',
        subjectId: quoteId,
        data: { number },
      })),
    );
  }
}
