import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SoldElsewhere } from '../../catalog/index';
import { Events, type Actor, type Tx } from '../../platform/index';
import { claimEvents, claimStream } from '../domain/claim.events';
import type { ClaimReversalReason } from '../domain/evidence-kinds';
import type { Claim, ClaimLine } from './claim.entity';
import { ClaimBook } from './claim-book';
import { ClaimedInvoices } from './claimed-invoices';

export interface ReversedPart {
  readonly line: ClaimLine;
  readonly fen: bigint;
}

export interface WhyReversed {
  readonly reason: ClaimReversalReason;
  readonly note: string | null;
}

/** Takes back what was confirmed; counting hears of it. */
@Injectable()
export class ClaimReversals {
  constructor(
    private readonly book: ClaimBook,
    private readonly invoices: ClaimedInvoices,
    private readonly stock: SoldElsewhere,
    private readonly events: Events,
  ) {}

  /** What is left of every line. */
  async reverseRest(
    tx: Tx,
    actor: Actor | null,
    claim: Claim,
    why: WhyReversed,
    lotId?: string,
  ): Promise<void> {
    const lines = await this.book.lines(tx, claim);
    const rests = lines
      .filter((line) => lotId === undefined || line.lotId === lotId)
      .map((line) => ({ line, fen: line.goodsFen - line.reversedFen }))
      .filter(({ fen }) => fen > 0n);
    if (rests.length > 0) await this.reverse(tx, actor, claim, rests, why);
    if (why.reason === 'NOT_GENUINE') await this.undo(tx, claim, lines);
  }

  async reverse(
    tx: Tx,
    actor: Actor | null,
    claim: Claim,
    parts: readonly ReversedPart[],
    { reason, note }: WhyReversed,
  ): Promise<void> {
    const written = parts.map(({ line, fen }) => ({
      reversalId: randomUUID(),
      claimLineId: line.id,
      fen: String(fen),
    }));
    for (const { reversalId, claimLineId, fen } of written)
      await tx.query(
        `INSERT INTO claim_reversals (id, claim_line_id, fen, reason, note, reversed_by, reversed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [reversalId, claimLineId, fen, reason, note, actor?.memberId ?? null, tx.at],
      );
    const [rest] = await tx.query<{ fen: bigint }>(
      `SELECT sum(goods_fen - reversed_fen)::bigint AS fen FROM claim_lines WHERE claim_id = $1 AND revision = $2`,
      [claim.id, claim.revision],
    );
    const verb = rest?.fen === 0n ? 'reverseAll' : 'reverse';
    const fen = String(parts.reduce((sum, part) => sum + part.fen, 0n));
    await this.book.move(tx, claim, verb, actor, { action: 'reverseClaim', data: { reason, fen } });
    for (const part of written)
      await this.events.publish(tx, {
        stream: claimStream(claim.id),
        kind: claimEvents.reversed,
        payload: { claimId: claim.id, reason, ...part },
      });
    await this.book.tell(tx, claim, 'CLAIM_REVERSED', [claim.buyerId, claim.supplierId]);
  }

  /** The purchase never was: its goods are in the lot again, and its invoice may be claimed by whom it belongs to. */
  private async undo(tx: Tx, claim: Claim, lines: readonly ClaimLine[]): Promise<void> {
    await this.invoices.lock(tx, [claim]);
    const ids = lines.map(({ id }) => id);
    await this.stock.takeBack(tx, ids);
    await tx.query('UPDATE claim_lines SET live = false WHERE id = ANY($1::uuid[])', [ids]);
  }
}
