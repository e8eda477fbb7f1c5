import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  MoneyInput,
  NoteText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ASKING } from '../../sourcing/index';
import { QuotePayload } from '../api/quote.payload';
import { quoteStates } from '../domain/quote.states';
import { counterOf } from '../domain/counter-offer';
import { QuoteBook } from '../storage/quote-book';
import { QuoteReader } from '../storage/quote-reader';
import { QuoteVersions } from '../storage/quote-versions';

@InputType()
export class CounterPriceInput {
  @Field(() => Id)
  quoteLineId!: string;

  @Field(() => MoneyInput, { description: 'Per the line’s own price unit, VAT included' })
  unitPrice!: MoneyInput;
}

@InputType()
export class CounterQuoteInput extends ChangeInput {
  @Field(() => Id)
  quoteId!: string;

  @Field(() => [CounterPriceInput], { description: 'Other lines stay as they were quoted' })
  prices!: CounterPriceInput[];

  @Field(() => NoteText, { nullable: true, description: 'The supplier reads it' })
  note?: string | null;
}

/** 还价: other prices for what was quoted, as a version of the buyer’s; the supplier takes it, revises or withdraws. */
@Injectable()
export class CounterQuote {
  constructor(
    private readonly commands: Commands,
    private readonly book: QuoteBook,
    private readonly versions: QuoteVersions,
  ) {}

  execute(actor: Actor, input: CounterQuoteInput): Promise<Outcome<{ quoteId: string }>> {
    return this.commands.run({ operation: 'counterQuote', actor, input }, async (tx) => {
      const locked = await this.book.lockReceived(tx, actor, input.quoteId);
      tx.expectVersion(locked.quote, input.expectedVersion);
      quoteStates.next(locked.quote.state, 'counter', ['quoteId']);
      const quoted = await this.versions.standing(tx, locked.quote);
      const terms = counterOf(quoted, input.prices, input.note ?? null);
      await this.book.sayAgain(tx, actor, locked, 'counter', terms);
      return { quoteId: locked.quote.id };
    });
  }
}

@Resolver()
export class CounterQuoteResolver {
  constructor(
    private readonly useCase: CounterQuote,
    private readonly quotes: QuoteReader,
  ) {}

  @Allow(...ASKING)
  @Mutation(() => QuotePayload)
  async counterQuote(
    @Args('input') input: CounterQuoteInput,
    @CurrentActor() actor: Actor,
  ): Promise<QuotePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ quoteId }) => ({
      quote: await this.quotes.visibleTo(actor, quoteId),
    }));
  }
}
