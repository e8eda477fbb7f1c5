import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { SamePerson } from '../../organizations/index';
import type { Actor, Tx } from '../../platform/index';
import { refundRequestRefusals } from '../domain/refund-request.refusals';
import { refundRequestStates } from '../domain/refund-request.states';
import { RefundEffect } from './refund-effect';
import type { RefundRequest } from './refund-request.entity';
import { RefundRequests } from './refund-requests';

/**
 * 仲裁 of an escalated request: the same amount said by two people of the platform decides, none of whom spoke for a
 * side; nothing is the answer no. Another amount takes the place of the first.
 */
@Injectable()
export class RefundArbitration {
  constructor(
    private readonly requests: RefundRequests,
    private readonly effect: RefundEffect,
    private readonly samePerson: SamePerson,
  ) {}

  async say(
    tx: Tx,
    request: RefundRequest,
    actor: Actor,
    { fen, note }: { readonly fen: bigint; readonly note: string | null },
  ): Promise<void> {
    const verb = fen > 0n ? 'arbitrateForBuyer' : 'arbitrateForSupplier';
    refundRequestStates.next(request.state, verb, ['refundRequestId']);
    const { requestedBy, decidedBy, awardProposedBy, awardProposedFen } = request;
    await this.requireNone(tx, actor, [requestedBy, decidedBy]);
    if (awardProposedFen !== fen) {
      const proposed = { awardProposedBy: actor.memberId, awardProposedFen: fen };
      await this.requests.move(tx, request, 'proposeAward', actor, proposed);
      return;
    }
    await this.requireNone(tx, actor, [awardProposedBy]);
    if (verb === 'arbitrateForBuyer') await this.effect.approve(tx, request, verb, actor, { fen, note });
    else {
      const decided = { decidedBy: actor.memberId, decidedAt: tx.at, decisionNote: note };
      await this.requests.move(tx, request, verb, actor, decided);
    }
  }

  private async requireNone(tx: Tx, actor: Actor, members: readonly (string | null)[]): Promise<void> {
    const others = members.filter((one) => one !== null);
    if (await this.samePerson.isAmong(tx, actor.memberId, others))
      refuse(refundRequestRefusals.REFUND_FOUR_EYES(['refundRequestId']));
  }
}
