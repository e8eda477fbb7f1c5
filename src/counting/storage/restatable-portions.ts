import { Injectable } from '@nestjs/common';
import { claimEvents } from '../../claims/index';
import type { Tx } from '../../platform/index';
import { Settlements } from '../../procurement/index';
import { subjectOf, type Portion } from '../domain/portion';
import { COUNT_CLAIMS, COUNT_ORDER_EVENTS } from '../domain/reaction-names';
import { ClaimBookkeeping } from './claim-bookkeeping';
import { OrderPortions } from './order-portions';
import { COUNTED_KINDS } from './pending-events';

/** What a restatement may bring in: a settled line or a line of a confirmed claim, with what is left of it. */
@Injectable()
export class RestatablePortions {
  constructor(
    private readonly settlements: Settlements,
    private readonly orders: OrderPortions,
    private readonly claims: ClaimBookkeeping,
  ) {}

  /** Null: neither, or nothing is left. */
  async find(tx: Tx, portionId: string): Promise<Portion | null> {
    const found = (await this.settled(tx, portionId)) ?? (await this.claimed(tx, portionId));
    return found && found.amountFen > 0n ? found : null;
  }

  /** What happened to the order or claim and was not counted yet would be taken back once more from what is brought in. */
  async isWaiting(tx: Tx, { source }: Portion): Promise<boolean> {
    const [stream, reaction] =
      source.kind === 'CLAIM_LINE' ? ['claim', COUNT_CLAIMS] : ['order', COUNT_ORDER_EVENTS];
    const waiting = await tx.query(
      `SELECT FROM domain_events event LEFT JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = $2
        WHERE event.stream = $1 AND event.kind = ANY($3) AND event.sequence > coalesce(done.last_sequence, 0) LIMIT 1`,
      [
        `${stream}:${subjectOf(source)}`,
        reaction,
        source.kind === 'CLAIM_LINE' ? [claimEvents.confirmed, claimEvents.reversed] : COUNTED_KINDS,
      ],
    );
    return waiting.length > 0;
  }

  private async settled(tx: Tx, id: string): Promise<Portion | undefined> {
    const line = await this.settlements.line(tx, id);
    if (!line) return undefined;
    const [portion] = await this.orders.ofSettled(tx, [line]);
    return portion && { ...portion, amountFen: line.goodsFen - line.refundedFen };
  }

  private async claimed(tx: Tx, id: string): Promise<Portion | null> {
    const [line] = await tx.query<{ claimId: string; restFen: bigint }>(
      `SELECT claim_id AS "claimId", goods_fen - reversed_fen AS "restFen" FROM claim_lines WHERE id = $1`,
      [id],
    );
    if (!line) return null;
    const portions = await this.claims.portions(tx, [line.claimId]);
    const portion = portions.find(({ source }) => source.kind === 'CLAIM_LINE' && source.claimLineId === id);
    return portion ? { ...portion, amountFen: line.restFen } : null;
  }
}
