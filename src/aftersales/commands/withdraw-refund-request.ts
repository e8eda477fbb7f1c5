import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { RefundRequests } from '../storage/refund-requests';
import { RefundRequestPayload } from '../api/refund-request.payload';
import { RefundRequestReader } from '../storage/refund-request-reader';

@InputType()
export class WithdrawRefundRequestInput extends ChangeInput {
  @Field(() => Id)
  refundRequestId!: string;
}

/** The buyer lets go of it. */
@Injectable()
export class WithdrawRefundRequest {
  constructor(
    private readonly commands: Commands,
    private readonly requests: RefundRequests,
  ) {}

  execute(actor: Actor, input: WithdrawRefundRequestInput): Promise<Outcome<{ refundRequestId: string }>> {
    return this.commands.run({ operation: 'withdrawRefundRequest', actor, input }, async (tx) => {
      const mine = (one: { buyerId: string }) => one.buyerId === actor.organizationId;
      const request = await this.requests.lockFor(tx, input.refundRequestId, mine);
      tx.expectVersion(request, input.expectedVersion);
      await this.requests.move(tx, request, 'withdraw', actor);
      return { refundRequestId: request.id };
    });
  }
}

@Resolver()
export class WithdrawRefundRequestResolver {
  constructor(
    private readonly useCase: WithdrawRefundRequest,
    private readonly requests: RefundRequestReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => RefundRequestPayload)
  async withdrawRefundRequest(
    @Args('input') input: WithdrawRefundRequestInput,
    @CurrentActor() actor: Actor,
  ): Promise<RefundRequestPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ refundRequestId }) => ({
      refundRequest: await this.requests.visibleTo(actor, refundRequestId),
    }));
  }
}
