import { Injectable } from '@nestjs/common';
import type { Actor, Tx } from '../../platform/index';
import { SettledLineRefunds } from '../../procurement/index';
import type { RefundRequest } from './refund-request.entity';
import { RefundRequests } from './refund-requests';

/** What an approved request does: the money of the line goes back, and the request waits for the bank. */
@Injectable()
export class RefundEffect {
  constructor(
    private readonly refunds: SettledLineRefunds,
    private readonly requests: RefundRequests,
  ) {}

  async approve(
    tx: Tx,
    request: RefundRequest,
    verb: 'approve' | 'arbitrateForBuyer',
    actor: Actor,
    approved: { readonly fen: bigint; readonly note: string | null },
  ): Promise<void> {
    const { refundId } = await this.refunds.refund(tx, {
      settlementLineId: request.settlementLineId,
      fen: approved.fen,
      reason: request.reason,
      key: `request:${request.id}`,
      actor,
      path: ['amount'],
    });
    await this.requests.move(tx, request, verb, actor, {
      approvedFen: approved.fen,
      refundId,
      decidedBy: actor.memberId,
      decidedAt: tx.at,
      decisionNote: approved.note,
    });
  }
}
