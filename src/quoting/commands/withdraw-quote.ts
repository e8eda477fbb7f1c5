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
import { QuotePayload } from '../api/quote.payload';
import { QuoteBook } from '../storage/quote-book';
import { QuoteEnding } from '../storage/quote-ending';
import { QuoteReader } from '../storage/quote-reader';

@InputType()
export class WithdrawQuoteInput extends ChangeInput {
  @Field(() => Id)
  quoteId!: string;
}

/** The supplier takes his word back, as long as it is not awarded; with the last one a request past its deadline ends. */
@Injectable()
export class WithdrawQuote {
  constructor(
    private readonly commands: Commands,
    private readonly book: QuoteBook,
    private readonly ending: QuoteEnding,
  ) {}

  execute(actor: Actor, input: WithdrawQuoteInput): Promise<Outcome<{ quoteId: string }>> {
    return this.commands.run({ operation: 'withdrawQuote', actor, input }, async (tx) => {
      const locked = await this.book.lockOwn(tx, actor, input.quoteId);
      tx.expectVersion(locked.quote, input.expectedVersion);
      await this.book.move(tx, locked, 'withdraw', actor);
      await this.ending.endWithout(tx, locked.request);
      return { quoteId: locked.quote.id };
    });
  }
}

@Resolver()
export class WithdrawQuoteResolver {
  constructor(
    private readonly useCase: WithdrawQuote,
    private readonly quotes: QuoteReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => QuotePayload)
  async withdrawQuote(
    @Args('input') input: WithdrawQuoteInput,
    @CurrentActor() actor: Actor,
  ): Promise<QuotePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ quoteId }) => ({
      quote: await this.quotes.visibleTo(actor, quoteId),
    }));
  }
}
