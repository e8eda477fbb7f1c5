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
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { SourcingRequestPayload } from '../api/sourcing-request.payload';
import { SourcingTermsInput } from '../api/sourcing-terms.input';
import { sourcingRefusals } from '../domain/sourcing-request.refusals';
import { RequestBook } from '../storage/request-book';
import { RequestOpening } from '../storage/request-opening';
import { RequestReader } from '../storage/request-reader';
import { RequestRevisions } from '../storage/request-revisions';

const WAYS = { direct: 'reopen', approval: 'reopenAboveLimit' } as const;

@InputType()
export class ReopenSourcingRequestInput extends ChangeInput {
  @Field(() => Id)
  sourcingRequestId!: string;

  @Field(() => SourcingTermsInput)
  terms!: SourcingTermsInput;
}

/** Once, with terms of today, for one that reached the market and ended without an award. */
@Injectable()
export class ReopenSourcingRequest {
  constructor(
    private readonly commands: Commands,
    private readonly book: RequestBook,
    private readonly opening: RequestOpening,
    private readonly revisions: RequestRevisions,
  ) {}

  execute(actor: Actor, input: ReopenSourcingRequestInput): Promise<Outcome<{ sourcingRequestId: string }>> {
    return this.commands.run({ operation: 'reopenSourcingRequest', actor, input }, async (tx) => {
      const request = await this.book.lockOwn(tx, actor, input.sourcingRequestId);
      tx.expectVersion(request, input.expectedVersion);
      const path = ['sourcingRequestId'];
      if (request.publishedAt === null) refuse(sourcingRefusals.NEVER_PUBLISHED(path));
      if (request.reopened) refuse(sourcingRefusals.REOPENED_ALREADY(path));
      const { revised, writeLines } = await this.revisions.revise(
        tx,
        actor,
        request.revision + 1,
        input.terms,
      );
      await this.opening.open(tx, actor, request, WAYS, { ...revised, reopened: true });
      await writeLines(request.id);
      return { sourcingRequestId: request.id };
    });
  }
}

@Resolver()
export class ReopenSourcingRequestResolver {
  constructor(
    private readonly useCase: ReopenSourcingRequest,
    private readonly requests: RequestReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => SourcingRequestPayload)
  async reopenSourcingRequest(
    @Args('input') input: ReopenSourcingRequestInput,
    @CurrentActor() actor: Actor,
  ): Promise<SourcingRequestPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ sourcingRequestId }) => ({
      sourcingRequest: await this.requests.visibleTo(actor, sourcingRequestId),
    }));
  }
}
