import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { RefundArbitration } from '../storage/refund-arbitration';
import { mayDecide, RefundRequests } from '../storage/refund-requests';
import { RefundRequestPayload } from '../api/refund-request.payload';
import { RefundRequestReader } from '../storage/refund-request-reader';

@InputType()
export class DenyRefundInput extends ChangeInput {
  @Field(() => Id)
  refundRequestId!: string;

  @Field(() => NoteText, { description: 'Why' })
  note!: string;
}

/** The supplier’s no can be escalated; that of two people of operations is the last word. */
@Injectable()
export class DenyRefund {
  constructor(
    private readonly commands: Commands,
    private readonly requests: RefundRequests,
    private readonly arbitration: RefundArbitration,
  ) {}

  execute(actor: Actor, input: DenyRefundInput): Promise<Outcome<{ refundRequestId: string }>> {
    return this.commands.run({ operation: 'denyRefund', actor, input }, async (tx) => {
      const request = await this.requests.lockFor(tx, input.refundRequestId, (one) => mayDecide(actor, one));
      tx.expectVersion(request, input.expectedVersion);
      if (request.supplierId === actor.organizationId) {
        const decided = { decidedBy: actor.memberId, decidedAt: tx.at, decisionNote: input.note };
        await this.requests.move(tx, request, 'deny', actor, decided);
      } else await this.arbitration.say(tx, request, actor, { fen: 0n, note: input.note });
      return { refundRequestId: request.id };
    });
  }
}

@Resolver()
export class DenyRefundResolver {
  constructor(
    private readonly useCase: DenyRefund,
    private readonly requests: RefundRequestReader,
  ) {}

  @Allow(Role.SUPPLIER, Role.PLATFORM_OPS)
  @Mutation(() => RefundRequestPayload)
  async denyRefund(
    @Args('input') input: DenyRefundInput,
    @CurrentActor() actor: Actor,
  ): Promise<RefundRequestPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ refundRequestId }) => ({
      refundRequest: await this.requests.visibleTo(actor, refundRequestId),
    }));
  }
}
