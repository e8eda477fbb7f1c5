import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Organizations, Role } from '../../organizations/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { SourcingRequestPayload } from '../api/sourcing-request.payload';
import { SourcingTermsInput } from '../api/sourcing-terms.input';
import { RequestDrafts } from '../storage/request-drafts';
import { RequestReader } from '../storage/request-reader';

@InputType()
export class DraftSourcingRequestInput extends CommandInput {
  @Field(() => Id, { description: 'One’s own organization or one of its units: its budget pays' })
  unitId!: string;

  @Field(() => SourcingTermsInput)
  terms!: SourcingTermsInput;
}

/** A unit writes down what it needs; nobody outside its house sees it yet. */
@Injectable()
export class DraftSourcingRequest {
  constructor(
    private readonly commands: Commands,
    private readonly organizations: Organizations,
    private readonly drafts: RequestDrafts,
  ) {}

  execute(actor: Actor, input: DraftSourcingRequestInput): Promise<Outcome<{ sourcingRequestId: string }>> {
    return this.commands.run({ operation: 'draftSourcingRequest', actor, input }, async (tx) => {
      await this.organizations.requireOwnUnit(tx, actor, input.unitId, ['unitId']);
      const sourcingRequestId = await this.drafts.draft(tx, actor, input);
      return { sourcingRequestId };
    });
  }
}

@Resolver()
export class DraftSourcingRequestResolver {
  constructor(
    private readonly useCase: DraftSourcingRequest,
    private readonly requests: RequestReader,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => SourcingRequestPayload)
  async draftSourcingRequest(
    @Args('input') input: DraftSourcingRequestInput,
    @CurrentActor() actor: Actor,
  ): Promise<SourcingRequestPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ sourcingRequestId }) => ({
      sourcingRequest: await this.requests.visibleTo(actor, sourcingRequestId),
    }));
  }
}
