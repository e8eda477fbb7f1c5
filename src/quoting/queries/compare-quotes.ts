import { Args, Query, Resolver } from '@nestjs/graphql';
import { Allow, CurrentActor, Id, notFound, type Actor } from '../../platform/index';
import { ASKING, RequestReader } from '../../sourcing/index';
import { Comparison } from '../api/comparison';
import { QuoteComparison } from '../api/comparison.type';

/** 比价, for the buyer’s house. */
@Resolver()
export class CompareQuotes {
  constructor(
    private readonly comparison: Comparison,
    private readonly requests: RequestReader,
  ) {}

  @Allow(...ASKING)
  @Query(() => QuoteComparison, {
    description: 'Quotes side by side for each line of the request; none before the deadline of a sealed one',
  })
  async quoteComparison(
    @Args('sourcingRequestId', { type: () => Id }) requestId: string,
    @CurrentActor() actor: Actor,
  ): Promise<QuoteComparison> {
    const request = await this.requests.visibleTo(actor, requestId);
    if (!request) throw notFound(['sourcingRequestId']);
    return { lines: await this.comparison.of(request) };
  }
}
