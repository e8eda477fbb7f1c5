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
  businessDateOf,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { QuotePayload } from '../api/quote.payload';
import { quoteStates } from '../domain/quote.states';
import { quotingRefusals } from '../domain/quoting.refusals';
import { QuoteBook } from '../storage/quote-book';
import { QuoteReader } from '../storage/quote-reader';
import { QuoteVersions } from '../storage/quote-versions';

@InputType()
export class AcceptCounterOfferInput extends ChangeInput {
  @Field(() => Id)
  quoteId!: string;
}

/** What the buyer offered becomes the supplier’s own word: a version of his that can be awarded. */
@Injectable()
export class AcceptCounterOffer {
  constructor(
    private readonly commands: Commands,
    private readonly offering: Offering,
    private readonly book: QuoteBook,
    private readonly versions: QuoteVersions,
  ) {}

  execute(actor: Actor, input: AcceptCounterOfferInput): Promise<Outcome<{ quoteId: string }>> {
    return this.commands.run({ operation: 'acceptCounterOffer', actor, input }, async (tx) => {
      await this.offering.require(tx, actor.organizationId);
      const locked = await this.book.lockOwn(tx, actor, input.quoteId);
      const { quote } = locked;
      tx.expectVersion(quote, input.expectedVersion);
      quoteStates.next(quote.state, 'acceptCounter', ['quoteId']);
      if (quote.validUntil < businessDateOf(tx.at)) refuse(quotingRefusals.VALIDITY_OVER(['quoteId']));
      const { terms } = await this.versions.standing(tx, quote);
      await this.book.sayAgain(tx, actor, locked, 'acceptCounter', terms);
      return { quoteId: quote.id };
    });
  }
}

@Resolver()
export class AcceptCounterOfferResolver {
  constructor(
    private readonly useCase: AcceptCounterOffer,
    private readonly quotes: QuoteReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => QuotePayload)
  async acceptCounterOffer(
    @Args('input') input: AcceptCounterOfferInput,
    @CurrentActor() actor: Actor,
  ): Promise<QuotePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ quoteId }) => ({
      quote: await this.quotes.visibleTo(actor, quoteId),
    }));
  }
}
