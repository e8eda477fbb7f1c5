import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role, isSamePerson } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  MoneyInput,
  NoteText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { SettledLineRefunds } from '../../procurement/index';
import { refundAmount } from '../domain/refund-amount';
import { refundRequestRefusals } from '../domain/refund-request.refusals';
import { RefundArbitration } from '../storage/refund-arbitration';
import { RefundEffect } from '../storage/refund-effect';
import { mayDecide, RefundRequests } from '../storage/refund-requests';
import { RefundRequestPayload } from '../api/refund-request.payload';
import { RefundRequestReader } from '../storage/refund-request-reader';

@InputType()
export class ApproveRefundInput extends ChangeInput {
  @Field(() => Id)
  refundRequestId!: string;

  @Field(() => MoneyInput, { nullable: true, description: 'Less than requested; all of it if not given' })
  amount?: MoneyInput | null;

  @Field(() => NoteText, { nullable: true })
  note?: string | null;
}

/** By the supplier, or once escalated by two people of operations, who say the same. The order is locked before the request. */
@Injectable()
export class ApproveRefund {
  constructor(
    private readonly commands: Commands,
    private readonly requests: RefundRequests,
    private readonly refunds: SettledLineRefunds,
    private readonly effect: RefundEffect,
    private readonly arbitration: RefundArbitration,
  ) {}

  execute(actor: Actor, input: ApproveRefundInput): Promise<Outcome<{ refundRequestId: string }>> {
    return this.commands.run({ operation: 'approveRefund', actor, input }, async (tx) => {
      const seen = await this.requests.find(tx, input.refundRequestId);
      if (seen) await this.refunds.leftUnderLock(tx, seen.settlementLineId);
      const request = await this.requests.lockFor(tx, input.refundRequestId, (one) => mayDecide(actor, one));
      tx.expectVersion(request, input.expectedVersion);
      if (await isSamePerson(tx, actor.memberId, [request.requestedBy]))
        refuse(refundRequestRefusals.SAME_PERSON(['refundRequestId']));
      const fen = input.amount ? refundAmount(input.amount) : request.requestedFen;
      if (fen > request.requestedFen) refuse(refundRequestRefusals.AMOUNT_ABOVE_REQUEST(['amount']));
      const approved = { fen, note: input.note ?? null };
      if (request.supplierId === actor.organizationId)
        await this.effect.approve(tx, request, 'approve', actor, approved);
      else await this.arbitration.say(tx, request, actor, approved);
      return { refundRequestId: request.id };
    });
  }
}

@Resolver()
export class ApproveRefundResolver {
  constructor(
    private readonly useCase: ApproveRefund,
    private readonly requests: RefundRequestReader,
  ) {}

  @Allow(Role.SUPPLIER, Role.PLATFORM_OPS)
  @Mutation(() => RefundRequestPayload)
  async approveRefund(
    @Args('input') input: ApproveRefundInput,
    @CurrentActor() actor: Actor,
  ): Promise<RefundRequestPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ refundRequestId }) => ({
      refundRequest: await this.requests.visibleTo(actor, refundRequestId),
    }));
  }
}
