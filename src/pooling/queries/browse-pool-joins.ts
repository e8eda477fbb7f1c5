import { Args, Query, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import {
  Allow,
  CurrentActor,
  Cursors,
  Id,
  PageArgs,
  connectionOf,
  pageOf,
  readPage,
  toShanghaiIso,
  type Actor,
  type Page,
} from '../../platform/index';
import { PoolJoinType, shownJoin } from '../api/pool-join.type';
import { PoolJoinReader } from '../storage/pool-join-reader';
import { BUYING } from '../storage/pool-reader';

const PoolJoinConnection = connectionOf(PoolJoinType, 'PoolJoin');
const LIST = 'poolJoins:byJoinedAt';

/** What units of one’s own house are in pools with; newest first. */
@Resolver()
export class BrowsePoolJoins {
  constructor(
    private readonly reader: PoolJoinReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...BUYING, Role.PLATFORM_OPS, Role.AUDITOR)
  @Query(() => PoolJoinConnection)
  async poolJoins(
    @Args() page: PageArgs,
    @Args('poolId', { type: () => Id, nullable: true }) poolId: string | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<PoolJoinType>> {
    const request = readPage(this.cursors, LIST, page);
    const wanted = poolId ?? null;
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.page(actor, wanted, { at, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: shownJoin,
      keyOf: (row) => [toShanghaiIso(row.joinedAt), row.id],
      totalCount: () => this.reader.count(actor, wanted),
    });
  }
}
