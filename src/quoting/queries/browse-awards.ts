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
  type Actor,
  type Page,
} from '../../platform/index';
import { ASKING, RequestReader } from '../../sourcing/index';
import { AwardReader } from '../api/award-reader';
import { AwardType } from '../api/award.type';

const AwardConnection = connectionOf(AwardType, 'QuoteAward');
const OF_REQUEST = 'quoteAwards:byId';
const OWN = 'ownAwards:byId';

/** 定标结果: of a request for its buyer’s house, and those a supplier was named in. */
@Resolver()
export class BrowseAwards {
  constructor(
    private readonly reader: AwardReader,
    private readonly requests: RequestReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...ASKING, Role.PLATFORM_OPS, Role.AUDITOR)
  @Query(() => AwardConnection)
  async quoteAwards(
    @Args() page: PageArgs,
    @Args('sourcingRequestId', { type: () => Id }) requestId: string,
    @CurrentActor() actor: Actor,
  ): Promise<Page<AwardType>> {
    if (!(await this.requests.visibleTo(actor, requestId))) throw notFound(['sourcingRequestId']);
    const request = readPage(this.cursors, OF_REQUEST, page);
    const [id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.page(requestId, { id, limit: request.fetch });
    return pageOf(this.cursors, OF_REQUEST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [row.id],
      totalCount: () => this.reader.count(requestId),
    });
  }

  @Allow(Role.SUPPLIER)
  @Query(() => AwardConnection)
  async ownAwards(@Args() page: PageArgs, @CurrentActor() actor: Actor): Promise<Page<AwardType>> {
    const request = readPage(this.cursors, OWN, page);
    const [id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.ownPage(actor, { id, limit: request.fetch });
    return pageOf(this.cursors, OWN, request, rows, {
      node: (row) => row,
      keyOf: (row) => [row.id],
      totalCount: () => this.reader.countOwn(actor),
    });
  }
}
