import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
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
import { RequestBook } from '../storage/request-book';
import { RequestOpening } from '../storage/request-opening';
import { ASKING, RequestReader } from '../storage/request-reader';

@InputType()
export class CloseSourcingRequestInput extends ChangeInput {
  @Field(() => Id)
  sourcingRequestId!: string;
}

/** Awarded in part, and no more of it is wanted: what it still reserves goes back to the unit’s year. */
@Injectable()
export class CloseSourcingRequest {
  constructor(
    private readonly commands: Commands,
    private readonly book: RequestBook,
    private readonly opening: RequestOpening,
  ) {}

  execute(actor: Actor, input: CloseSourcingRequestInput): Promise<Outcome<{ sourcingRequestId: string }>> {
    return this.commands.run({ operation: 'closeSourcingRequest', actor, input }, async (tx) => {
      const request = await this.book.lockOwn(tx, actor, input.sourcingRequestId);
      tx.expectVersion(request, input.expectedVersion);
      await this.opening.shut(tx, actor, request, 'close');
      return { sourcingRequestId: request.id };
    });
  }
}

@Resolver()
export class CloseSourcingRequestResolver {
  constructor(
    private readonly useCase: CloseSourcingRequest,
    private readonly requests: RequestReader,
  ) {}

  @Allow(...ASKING)
  @Mutation(() => SourcingRequestPayload)
  async closeSourcingRequest(
    @Args('input') input: CloseSourcingRequestInput,
    @CurrentActor() actor: Actor,
  ): Promise<SourcingRequestPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ sourcingRequestId }) => ({
      sourcingRequest: await this.requests.visibleTo(actor, sourcingRequestId),
    }));
  }
}
