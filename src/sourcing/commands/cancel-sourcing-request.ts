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
import {
  SourcingCancellationReasonEnum,
  type SourcingCancellationReason,
} from '../api/sourcing-request.type';
import { RequestBook } from '../storage/request-book';
import { RequestOpening } from '../storage/request-opening';
import { ASKING, RequestReader } from '../storage/request-reader';

@InputType()
export class CancelSourcingRequestInput extends ChangeInput {
  @Field(() => Id)
  sourcingRequestId!: string;

  @Field(() => SourcingCancellationReasonEnum)
  reason!: SourcingCancellationReason;
}

/** Before an award; what it reserves goes back to the unit’s year. */
@Injectable()
export class CancelSourcingRequest {
  constructor(
    private readonly commands: Commands,
    private readonly book: RequestBook,
    private readonly opening: RequestOpening,
  ) {}

  execute(actor: Actor, input: CancelSourcingRequestInput): Promise<Outcome<{ sourcingRequestId: string }>> {
    return this.commands.run({ operation: 'cancelSourcingRequest', actor, input }, async (tx) => {
      const request = await this.book.lockOwn(tx, actor, input.sourcingRequestId);
      tx.expectVersion(request, input.expectedVersion);
      await this.opening.shut(tx, actor, request, 'cancel', { cancelReason: input.reason });
      return { sourcingRequestId: request.id };
    });
  }
}

@Resolver()
export class CancelSourcingRequestResolver {
  constructor(
    private readonly useCase: CancelSourcingRequest,
    private readonly requests: RequestReader,
  ) {}

  @Allow(...ASKING)
  @Mutation(() => SourcingRequestPayload)
  async cancelSourcingRequest(
    @Args('input') input: CancelSourcingRequestInput,
    @CurrentActor() actor: Actor,
  ): Promise<SourcingRequestPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ sourcingRequestId }) => ({
      sourcingRequest: await this.requests.visibleTo(actor, sourcingRequestId),
    }));
  }
}
