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
import { SourcingRequestPayload } from '../api/sourcing-request.payload';
import { RequestBook } from '../storage/request-book';
import { RequestReader } from '../storage/request-reader';

@InputType()
export class SendBackSourcingRequestInput extends ChangeInput {
  @Field(() => Id)
  sourcingRequestId!: string;

  @Field(() => NoteText)
  note!: string;
}

/** The approver asks for a change. */
@Injectable()
export class SendBackSourcingRequest {
  constructor(
    private readonly commands: Commands,
    private readonly book: RequestBook,
  ) {}

  execute(
    actor: Actor,
    input: SendBackSourcingRequestInput,
  ): Promise<Outcome<{ sourcingRequestId: string }>> {
    return this.commands.run({ operation: 'sendBackSourcingRequest', actor, input }, async (tx) => {
      const request = await this.book.lockOwn(tx, actor, input.sourcingRequestId);
      tx.expectVersion(request, input.expectedVersion);
      const changes = { submittedBy: null, sentBackNote: input.note };
      await this.book.move(tx, request, 'sendBack', actor, changes);
      return { sourcingRequestId: request.id };
    });
  }
}

@Resolver()
export class SendBackSourcingRequestResolver {
  constructor(
    private readonly useCase: SendBackSourcingRequest,
    private readonly requests: RequestReader,
  ) {}

  @Allow(Role.BUYER_APPROVER)
  @Mutation(() => SourcingRequestPayload)
  async sendBackSourcingRequest(
    @Args('input') input: SendBackSourcingRequestInput,
    @CurrentActor() actor: Actor,
  ): Promise<SourcingRequestPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ sourcingRequestId }) => ({
      sourcingRequest: await this.requests.visibleTo(actor, sourcingRequestId),
    }));
  }
}
