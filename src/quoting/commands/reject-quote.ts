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
import { QuoteRejectionReasonEnum, type QuoteRejectionReason } from '../api/quote.type';
import { QuoteBook } from '../storage/quote-book';
import { QuoteEnding } from '../storage/quote-ending';
import { QuoteReader } from '../storage/quote-reader';

@InputType()
export class RejectQuoteInput extends ChangeInput {
  @Field(() => Id)
  quoteId!: string;

  @Field(() => QuoteRejectionReasonEnum)
  reason!: QuoteRejectionReason;
}

/** The buyer does not take it, and says why in one word; with the last one a request past its deadline ends. */
@Injectable()
export class RejectQuote {
  constructor(
    private readonly commands: Commands,
    private readonly book: QuoteBook,
    private readonly ending: QuoteEnding,
  ) {}

  execute(actor: Actor, input: RejectQuoteInput): Promise<Outcome<{ quoteId: string }>> {
    return this.commands.run({ operation: 'rejectQuote', actor, input }, async (tx) => {
      const locked = await this.book.lockReceived(tx, actor, input.quoteId);
      tx.expectVersion(locked.quote, input.expectedVersion);
      await this.book.move(tx, locked, 'reject', actor, { endReason: input.reason });
      await this.ending.endWithout(tx, locked.request);
      return { quoteId: locked.quote.id };
    });
  }
}

@Resolver()
export class RejectQuoteResolver {
  constructor(
    private readonly useCase: RejectQuote,
    private readonly quotes: QuoteReader,
  ) {}

  @Allow(...ASKING)
  @Mutation(() => QuotePayload)
  async rejectQuote(
    @Args('input') input: RejectQuoteInput,
    @CurrentActor() actor: Actor,
  ): Promise<QuotePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ quoteId }) => ({
      quote: await this.quotes.visibleTo(actor, quoteId),
    }));
  }
}
