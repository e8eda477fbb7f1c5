import { Args, Query, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  CurrentActor,
  Cursors,
  Id,
  PageArgs,
  connectionOf,
  notFound,
  pageOf,
  readPage,
  toShanghaiIso,
  type Actor,
  type Page,
} from '../../platform/index';
import { ASKING, RequestReader } from '../../sourcing/index';
import { QuoteType } from '../api/quote.type';
import { QuoteReader, type QuoteRow } from '../storage/quote-reader';

const QuoteConnection = connectionOf(QuoteType, 'Quote');
const OWN = 'ownQuotes:byCreatedAt';
const RECEIVED = 'quotes:byId';
const RECEIVERS = [...ASKING, Role.PLATFORM_OPS, Role.AUDITOR];

/** 报价: those one has said, and those on a request one sees. */
@Resolver()
export class BrowseQuotes {
  constructor(
    private readonly reader: QuoteReader,
    private readonly requests: RequestReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(Role.SUPPLIER, ...RECEIVERS)
  @Query(() => QuoteType)
  async quote(@Args('id', { type: () => Id }) id: string, @CurrentActor() actor: Actor): Promise<QuoteRow> {
    const quote = await this.reader.visibleTo(actor, id);
    if (!quote) throw notFound(['id']);
    return quote;
  }

  @Allow(Role.SUPPLIER)
  @Query(() => QuoteConnection, { description: 'What one’s own organization has quoted, newest first' })
  async ownQuotes(
    @Args() page: PageArgs,
    @Args('sourcingRequestId', { type: () => Id, nullable: true }) requestId: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<QuoteRow>> {
    const request = readPage(this.cursors, OWN, page);
    const wanted = requestId ?? null;
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.ownPage(actor, wanted, { at, id, limit: request.fetch });
    return pageOf(this.cursors, OWN, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.createdAt), row.id],
      totalCount: () => this.reader.countOwn(actor, wanted),
    });
  }

  @Allow(...RECEIVERS)
  @Query(() => QuoteConnection, { description: 'On one request; a sealed one has none before its deadline' })
  async quotes(
    @Args() page: PageArgs,
    @Args('sourcingRequestId', { type: () => Id }) requestId: string,
    @CurrentActor() actor: Actor,
  ): Promise<Page<QuoteRow>> {
    if (!(await this.requests.visibleTo(actor, requestId))) throw notFound(['sourcingRequestId']);
    const request = readPage(this.cursors, RECEIVED, page);
    const [id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.receivedPage(requestId, { id, limit: request.fetch });
    return pageOf(this.cursors, RECEIVED, request, rows, {
      node: (row) => row,
      keyOf: (row) => [row.id],
      totalCount: () => this.reader.countReceived(requestId),
    });
  }
}
