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
import { Regions, wholeNumberOf } from '../../regions/index';
import { refundRequestRefusals } from '../domain/refund-request.refusals';
import { RefundRequests } from '../storage/refund-requests';
import { RefundRequestPayload } from '../api/refund-request.payload';
import { RefundRequestReader } from '../storage/refund-request-reader';

@InputType()
export class EscalateRefundInput extends ChangeInput {
  @Field(() => Id)
  refundRequestId!: string;
}

/** After a denial, or when the supplier has kept silent for the days of the dated rule. */
@Injectable()
export class EscalateRefund {
  constructor(
    private readonly commands: Commands,
    private readonly requests: RefundRequests,
    private readonly regions: Regions,
  ) {}

  execute(actor: Actor, input: EscalateRefundInput): Promise<Outcome<{ refundRequestId: string }>> {
    return this.commands.run({ operation: 'escalateRefund', actor, input }, async (tx) => {
      const mine = (one: { buyerId: string }) => one.buyerId === actor.organizationId;
      const request = await this.requests.lockFor(tx, input.refundRequestId, mine);
      tx.expectVersion(request, input.expectedVersion);
      if (request.state === 'REQUESTED') await this.requireSilence(tx, request.requestedAt);
      await this.requests.move(tx, request, 'escalate', actor);
      return { refundRequestId: request.id };
    });
  }

  private async requireSilence(tx: Tx, requestedAt: Date): Promise<void> {
    const today = businessDateOf(tx.at);
    const days = wholeNumberOf(await this.regions.rule('SIGNATURE_ESCALATION_DAYS', today, undefined, tx));
    const from = addDays(businessDateOf(requestedAt), days);
    if (today < from) refuse(refundRequestRefusals.ESCALATION_TOO_EARLY({ from }, ['refundRequestId']));
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
