import { Args, Query, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CurrentActor,
  Cursors,
  Database,
  PageArgs,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { ErasureRequestConnection, type ErasureRequestType } from '../api/erasure-request.type';
import { pairAfter } from '../api/keyset';
import { Role } from '../domain/role';
import { ErasureRequests } from '../storage/erasure-requests';

@Resolver()
export class ListErasureRequests {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly requests: ErasureRequests,
  ) {}

  @Allow(Role.ORG_ADMIN, Role.PLATFORM_OPS)
  @Query(() => ErasureRequestConnection, { description: '个人信息删除申请, longest waiting first' })
  async erasureRequests(
    @Args() page: PageArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<ErasureRequestType>> {
    const request = readPage(this.cursors, 'erasureRequests', page);
    const keyset = { after: pairAfter(request), fetch: request.fetch };
    const rows = await this.requests.visibleTo(this.database, actor, keyset);
    return pageOf(this.cursors, 'erasureRequests', request, rows, {
      node: (row): ErasureRequestType => row,
      keyOf: (row) => [row.requestedAt.toISOString(), row.id],
      totalCount: () => this.requests.countVisibleTo(this.database, actor),
    });
  }
}
