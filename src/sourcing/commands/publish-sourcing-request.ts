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
import { SourcingRequestPayload } from '../api/sourcing-request.payload';
import { RequestBook } from '../storage/request-book';
import { RequestOpening } from '../storage/request-opening';
import { RequestReader } from '../storage/request-reader';

@InputType()
export class PublishSourcingRequestInput extends ChangeInput {
  @Field(() => Id)
  sourcingRequestId!: string;
}

/** To the market, or to the approver where the unit’s limit asks for one. */
@Injectable()
export class PublishSourcingRequest {
  constructor(
    private readonly commands: Commands,
    private readonly book: RequestBook,
    private readonly opening: RequestOpening,
  ) {}

  execute(actor: Actor, input: PublishSourcingRequestInput): Promise<Outcome<{ sourcingRequestId: string }>> {
    return this.commands.run({ operation: 'publishSourcingRequest', actor, input }, async (tx) => {
      const request = await this.book.lockOwn(tx, actor, input.sourcingRequestId);
      tx.expectVersion(request, input.expectedVersion);
      await this.opening.open(tx, actor, request, { direct: 'publish', approval: 'submit' });
      return { sourcingRequestId: request.id };
    });
  }
}

@Resolver()
export class PublishSourcingRequestResolver {
  constructor(
    private readonly useCase: PublishSourcingRequest,
    private readonly requests: RequestReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => SourcingRequestPayload)
  async publishSourcingRequest(
    @Args('input') input: PublishSourcingRequestInput,
    @CurrentActor() actor: Actor,
  ): Promise<SourcingRequestPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ sourcingRequestId }) => ({
      sourcingRequest: await this.requests.visibleTo(actor, sourcingRequestId),
    }));
  }
}
