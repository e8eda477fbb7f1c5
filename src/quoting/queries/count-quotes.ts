import { Args, Query, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  CurrentActor,
  Cursors,
  PageArgs,
  connectionOf,
  pageOf,
  readPage,
  toShanghaiIso,
  type Actor,
  type Page,
} from '../../platform/index';
import { RequestQuoteCount } from '../api/quote-count.type';
import { QuoteCounts, type QuoteCountRow } from '../storage/quote-counts';

const QuoteCountConnection = connectionOf(RequestQuoteCount, 'RequestQuoteCount');
const LIST = 'quoteCounts:byQuoteDeadline';

/** 报价数量, for the offices of both sides of a pairing. */
@Resolver()
export class CountQuotes {
  constructor(
    private readonly counts: QuoteCounts,
    private readonly cursors: Cursors,
  ) {}

  @Allow(Role.COORD_COUNTY, Role.COORD_CITY, Role.COORD_PROV)
  @Query(() => QuoteCountConnection, {
    description: 'Requests past their deadline for one’s region or one paired with it, and how many quoted',
  })
  async quoteCounts(@Args() page: PageArgs, @CurrentActor() actor: Actor): Promise<Page<QuoteCountRow>> {
    const request = readPage(this.cursors, LIST, page);
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.counts.page(actor, { at, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.quoteDeadline), row.sourcingRequestId],
      totalCount: () => this.counts.count(actor),
    });
  }
}
