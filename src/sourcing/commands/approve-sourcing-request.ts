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
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { SourcingRequestPayload } from '../api/sourcing-request.payload';
import { sourcingRefusals } from '../domain/sourcing-request.refusals';
import { RequestBook } from '../storage/request-book';
import { RequestOpening } from '../storage/request-opening';
import { RequestReader } from '../storage/request-reader';

@InputType()
export class ApproveSourcingRequestInput extends ChangeInput {
  @Field(() => Id)
  sourcingRequestId!: string;
}

/** The second pair of eyes (I18): neither who wrote it nor who submitted it. */
@Injectable()
export class ApproveSourcingRequest {
  constructor(
    private readonly commands: Commands,
    private readonly book: RequestBook,
    private readonly opening: RequestOpening,
  ) {}

  execute(actor: Actor, input: ApproveSourcingRequestInput): Promise<Outcome<{ sourcingRequestId: string }>> {
    return this.commands.run({ operation: 'approveSourcingRequest', actor, input }, async (tx) => {
      const request = await this.book.lockOwn(tx, actor, input.sourcingRequestId);
      tx.expectVersion(request, input.expectedVersion);
      if (await isSamePerson(tx, actor.memberId, [request.preparedBy, request.submittedBy]))
        refuse(sourcingRefusals.SELF_APPROVAL(['sourcingRequestId']));
      await this.opening.approve(tx, actor, request);
      return { sourcingRequestId: request.id };
    });
  }
}

@Resolver()
export class ApproveSourcingRequestResolver {
  constructor(
    private readonly useCase: ApproveSourcingRequest,
    private readonly requests: RequestReader,
  ) {}

  @Allow(Role.BUYER_APPROVER)
  @Mutation(() => SourcingRequestPayload)
  async approveSourcingRequest(
    @Args('input') input: ApproveSourcingRequestInput,
    @CurrentActor() actor: Actor,
  ): Promise<SourcingRequestPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ sourcingRequestId }) => ({
      sourcingRequest: await this.requests.visibleTo(actor, sourcingRequestId),
    }));
  }
}
