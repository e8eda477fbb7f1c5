import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Int, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Offering, Role } from '../../organizations/index';
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
import { QuotePayload } from '../api/quote.payload';
import { QuoteTermsInput } from '../api/quote-terms.input';
import { quotingRefusals } from '../domain/quoting.refusals';
import { QuoteReader } from '../storage/quote-reader';
import { QuoteSubmission } from '../storage/quote-submission';

@InputType()
export class SubmitQuoteInput extends CommandInput {
  @Field(() => Id)
  sourcingRequestId!: string;

  @Field(() => Int, { description: 'Revision of the request you read' })
  requestRevision!: number;

  @Field(() => QuoteTermsInput)
  terms!: QuoteTermsInput;
}

/** Whoever is admitted may quote on what is published, invited or not. It holds no lot. */
@Injectable()
export class SubmitQuote {
  constructor(
    private readonly commands: Commands,
    private readonly offering: Offering,
    private readonly submission: QuoteSubmission,
  ) {}

  execute(actor: Actor, input: SubmitQuoteInput): Promise<Outcome<{ quoteId: string }>> {
    return this.commands.run({ operation: 'submitQuote', actor, input }, async (tx) => {
      await this.offering.require(tx, actor.organizationId);
      const request = await this.submission.lockOpen(tx, actor, input.sourcingRequestId);
      if (request.revision !== input.requestRevision)
        refuse(quotingRefusals.REQUEST_CHANGED(['requestRevision']));
      return { quoteId: await this.submission.submit(tx, actor, request, input.terms) };
    });
  }
}

@Resolver()
export class SubmitQuoteResolver {
  constructor(
    private readonly useCase: SubmitQuote,
    private readonly quotes: QuoteReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => QuotePayload)
  async submitQuote(
    @Args('input') input: SubmitQuoteInput,
    @CurrentActor() actor: Actor,
  ): Promise<QuotePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ quoteId }) => ({
      quote: await this.quotes.visibleTo(actor, quoteId),
    }));
  }
}
