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
import { ASKING } from '../../sourcing/index';
import { QuotePayload } from '../api/quote.payload';
import { QuoteBook } from '../storage/quote-book';
import { QuoteReader } from '../storage/quote-reader';

@InputType()
export class ShortlistQuoteInput extends ChangeInput {
  @Field(() => Id)
  quoteId!: string;
}

/** Among those the buyer goes on talking to. */
@Injectable()
export class ShortlistQuote {
  constructor(
    private readonly commands: Commands,
    private readonly book: QuoteBook,
  ) {}

  execute(actor: Actor, input: ShortlistQuoteInput): Promise<Outcome<{ quoteId: string }>> {
    return this.commands.run({ operation: 'shortlistQuote', actor, input }, async (tx) => {
      const locked = await this.book.lockReceived(tx, actor, input.quoteId);
      tx.expectVersion(locked.quote, input.expectedVersion);
      await this.book.move(tx, locked, 'shortlist', actor);
      return { quoteId: locked.quote.id };
    });
  }
}

@Resolver()
export class ShortlistQuoteResolver {
  constructor(
    private readonly useCase: ShortlistQuote,
    private readonly quotes: QuoteReader,
  ) {}

  @Allow(...ASKING)
  @Mutation(() => QuotePayload)
  async shortlistQuote(
    @Args('input') input: ShortlistQuoteInput,
    @CurrentActor() actor: Actor,
  ): Promise<QuotePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ quoteId }) => ({
      quote: await this.quotes.visibleTo(actor, quoteId),
    }));
  }
}
