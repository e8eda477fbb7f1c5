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

const WAYS = { direct: 'amendOpen', approval: 'amendAboveLimit' } as const;

@InputType()
export class AmendSourcingRequestInput extends ChangeInput {
  @Field(() => Id)
  sourcingRequestId!: string;

  @Field(() => SourcingTermsInput)
  terms!: SourcingTermsInput;
}

/** Before anybody has quoted; what is sealed not once it is published. What is open stays open, its reservation follows; above the limit it goes over the approver's desk again. */
@Injectable()
export class AmendSourcingRequest {
  constructor(
    private readonly commands: Commands,
    private readonly book: RequestBook,
    private readonly opening: RequestOpening,
    private readonly revisions: RequestRevisions,
  ) {}

  execute(actor: Actor, input: AmendSourcingRequestInput): Promise<Outcome<{ sourcingRequestId: string }>> {
    return this.commands.run({ operation: 'amendSourcingRequest', actor, input }, async (tx) => {
      const request = await this.book.lockOwn(tx, actor, input.sourcingRequestId);
      tx.expectVersion(request, input.expectedVersion);
      // A refusal after the first quote would tell of it, so there is one from the publication on.
      if (request.sealed && request.state === 'OPEN')
        refuse(sourcingRefusals.SEALED_STAYS_AS_PUBLISHED(['sourcingRequestId']));
      const { revised, writeLines } = await this.revisions.revise(
        tx,
        actor,
        request.revision + 1,
        input.terms,
      );
      if (request.state === 'OPEN') await this.opening.open(tx, actor, request, WAYS, revised);
      else
        await this.book.move(tx, request, 'amend', actor, {
          ...revised,
          submittedBy: null,
          approvedBy: null,
          sentBackNote: null,
        });
      await writeLines(request.id);
      return { sourcingRequestId: request.id };
    });
  }
}

@Resolver()
export class AmendSourcingRequestResolver {
  constructor(
    private readonly useCase: AmendSourcingRequest,
    private readonly requests: RequestReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => SourcingRequestPayload)
  async amendSourcingRequest(
    @Args('input') input: AmendSourcingRequestInput,
    @CurrentActor() actor: Actor,
  ): Promise<SourcingRequestPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ sourcingRequestId }) => ({
      sourcingRequest: await this.requests.visibleTo(actor, sourcingRequestId),
    }));
  }
}
