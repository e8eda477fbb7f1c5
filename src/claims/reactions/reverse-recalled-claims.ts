import { LOT_RECALLED } from '../../catalog/index';
import { Reaction, type DomainEvent, type ReactsInSlices, type Tx } from '../../platform/index';
import { REVERSE_RECALLED_CLAIMS } from '../domain/claim.events';
import { ClaimBook } from '../storage/claim-book';
import { ClaimReversals } from '../storage/claim-reversals';

const AT_ONCE = 100;

/**
 * What was claimed of a recalled lot stops counting. A claim is confirmed under the lock of its lots: one confirmed before
 * the recall is seen here, one after it is refused. Goods that came to nobody else stay gone.
 */
@Reaction({ name: REVERSE_RECALLED_CLAIMS, on: [LOT_RECALLED] })
export class ReverseRecalledClaims implements ReactsInSlices {
  constructor(
    private readonly book: ClaimBook,
    private readonly reversals: ClaimReversals,
  ) {}

  async handleSlice(tx: Tx, event: DomainEvent, after: string | null): Promise<string | null> {
    const { lotId } = event.payload as Record<string, string>;
    if (!lotId) throw new Error(`${event.kind} names no lot`);
    const claims = await tx.query<{ id: string }>(
      `SELECT DISTINCT c.id FROM claim_lines l JOIN claims c ON c.id = l.claim_id AND c.revision = l.revision
        WHERE l.lot_id = $1 AND c.state = 'CONFIRMED' AND ($2::uuid IS NULL OR c.id > $2) ORDER BY 1 LIMIT $3`,
      [lotId, after, AT_ONCE],
    );
    for (const { id } of claims) {
      const claim = await this.book.lock(tx, id);
      if (claim.state === 'CONFIRMED')
        await this.reversals.reverseRest(tx, null, claim, { reason: 'RECALL', note: null }, lotId);
    }
    return claims.length < AT_ONCE ? null : (claims.at(-1)?.id ?? null);
  }
}
