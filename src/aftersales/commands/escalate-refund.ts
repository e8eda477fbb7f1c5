import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  addDays,
  businessDateOf,
  type Tx,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { caseRefusals } from '../domain/case.refusals';
import { refundRequestRefusals } from '../domain/refund-request.refusals';
import { CaseDays } from '../storage/case-days';
import { RefundRequests } from '../storage/refund-requests';
import { RefundRequestPayload } from '../api/refund-request.payload';
import { RefundRequestReader } from '../storage/refund-request-reader';

@InputType()
export class EscalateRefundInput extends ChangeInput {
  @Field(() => Id)
  refundRequestId!: string;
}

/** After a denial, or when the supplier has kept silent for the days in which a case is answered. */
@Injectable()
export class EscalateRefund {
  constructor(
    private readonly commands: Commands,
    private readonly requests: RefundRequests,
    private readonly days: CaseDays,
  ) {}

  execute(actor: Actor, input: EscalateRefundInput): Promise<Outcome<{ refundRequestId: string }>> {
    return this.commands.run({ operation: 'escalateRefund', actor, input }, async (tx) => {
      const mine = (one: { buyerId: string }) => one.buyerId === actor.organizationId;
      const request = await this.requests.lockFor(tx, input.refundRequestId, mine);
      tx.expectVersion(request, input.expectedVersion);
      if (request.state === 'REQUESTED') await this.requireSilence(tx, request.requestedAt);
      if (request.state === 'DENIED') await this.requireInTime(tx, request.decidedAt ?? tx.at);
      await this.requests.move(tx, request, 'escalate', actor);
      return { refundRequestId: request.id };
    });
  }

  /** A denial stands once the days are over in which a case's answer is escalated. */
  private async requireInTime(tx: Tx, deniedAt: Date): Promise<void> {
    const deniedOn = businessDateOf(deniedAt);
    const until = addDays(deniedOn, await this.days.of(tx, 'CASE_ANSWER_DAYS', deniedOn));
    if (businessDateOf(tx.at) > until) refuse(caseRefusals.CASE_TOO_LATE({ until }, ['refundRequestId']));
  }

  private async requireSilence(tx: Tx, requestedAt: Date): Promise<void> {
    const requestedOn = businessDateOf(requestedAt);
    const from = addDays(requestedOn, (await this.days.of(tx, 'CASE_REPLY_DAYS', requestedOn)) + 1);
    if (businessDateOf(tx.at) < from)
      refuse(refundRequestRefusals.ESCALATION_TOO_EARLY({ from }, ['refundRequestId']));
  }
}

@Resolver()
export class EscalateRefundResolver {
  constructor(
    private readonly useCase: EscalateRefund,
    private readonly requests: RefundRequestReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => RefundRequestPayload)
  async escalateRefund(
    @Args('input') input: EscalateRefundInput,
    @CurrentActor() actor: Actor,
  ): Promise<RefundRequestPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ refundRequestId }) => ({
      refundRequest: await this.requests.visibleTo(actor, refundRequestId),
    }));
  }
}
