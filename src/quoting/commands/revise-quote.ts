import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Offering, Role } from '../../organizations/index';
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
import { QuotePayload } from '../api/quote.payload';
import { QuoteTermsInput } from '../api/quote-terms.input';
import { quoteStates } from '../domain/quote.states';
import { quotingRefusals } from '../domain/quoting.refusals';
import { QuoteAcceptance } from '../storage/quote-acceptance';
import { QuoteBook } from '../storage/quote-book';
import { QuoteReader } from '../storage/quote-reader';

@InputType()
export class ReviseQuoteInput extends ChangeInput {
  @Field(() => Id)
  quoteId!: string;

  @Field(() => QuoteTermsInput)
  terms!: QuoteTermsInput;
}

/** Another version: freely until the deadline, afterwards only in answer to a counter-offer. */
@Injectable()
export class ReviseQuote {
  constructor(
    private readonly commands: Commands,
    private readonly offering: Offering,
    private readonly book: QuoteBook,
    private readonly acceptance: QuoteAcceptance,
  ) {}

  execute(actor: Actor, input: ReviseQuoteInput): Promise<Outcome<{ quoteId: string }>> {
    return this.commands.run({ operation: 'reviseQuote', actor, input }, async (tx) => {
      await this.offering.require(tx, actor.organizationId);
      const locked = await this.book.lockOwn(tx, actor, input.quoteId);
      tx.expectVersion(locked.quote, input.expectedVersion);
      quoteStates.next(locked.quote.state, 'revise', ['quoteId']);
      if (tx.at >= locked.request.quoteDeadline && locked.quote.state !== 'COUNTERED')
        refuse(quotingRefusals.NOTHING_COUNTERED(['quoteId']));
      const terms = await this.acceptance.accept(tx, actor, locked.request, input.terms);
      await this.book.sayAgain(tx, actor, locked, 'revise', terms);
      return { quoteId: locked.quote.id };
    });
  }
}

@Resolver()
export class ReviseQuoteResolver {
  constructor(
    private readonly useCase: ReviseQuote,
    private readonly quotes: QuoteReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => QuotePayload)
  async reviseQuote(
    @Args('input') input: ReviseQuoteInput,
    @CurrentActor() actor: Actor,
  ): Promise<QuotePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ quoteId }) => ({
      quote: await this.quotes.visibleTo(actor, quoteId),
    }));
  }
}
