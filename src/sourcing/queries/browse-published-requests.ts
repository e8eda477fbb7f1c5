import { Args, Query, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  CurrentActor,
  Cursors,
  Id,
  PageArgs,
  ShortText,
  connectionOf,
  notFound,
  pageOf,
  readPage,
  toShanghaiIso,
  type Actor,
  type Page,
} from '../../platform/index';
import { PublishedRequestType } from '../api/published-request.type';
import { PublishedRequests, type PublishedRequestRow } from '../storage/published-requests';

const PublishedRequestConnection = connectionOf(PublishedRequestType, 'PublishedRequest');
const LIST = 'publishedRequests:byQuoteDeadline';

/** What the market asks for, for suppliers that are admitted; the first to close first. */
@Resolver()
export class BrowsePublishedRequests {
  constructor(
    private readonly requests: PublishedRequests,
    private readonly cursors: Cursors,
  ) {}

  @Allow(Role.SUPPLIER)
  @Query(() => PublishedRequestType)
  async publishedRequest(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<PublishedRequestRow> {
    const request = await this.requests.visibleTo(actor, id);
    if (!request) throw notFound(['id']);
    return request;
  }

  @Allow(Role.SUPPLIER)
  @Query(() => PublishedRequestConnection)
  async publishedRequests(
    @Args() page: PageArgs,
    @Args('categoryCode', { type: () => ShortText, nullable: true }) categoryCode: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<PublishedRequestRow>> {
    const request = readPage(this.cursors, LIST, page);
    const wanted = categoryCode ?? null;
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.requests.page(actor, wanted, { at, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.quoteDeadline), row.id],
      totalCount: () => this.requests.count(actor, wanted),
    });
  }
}
