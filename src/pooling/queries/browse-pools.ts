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
import { PoolStateEnum, PoolType } from '../api/pool.type';
import type { PoolState } from '../domain/pool.states';
import { BUYING, COORDINATING, PoolReader, type PoolRow } from '../storage/pool-reader';

const PoolConnection = connectionOf(PoolType, 'Pool');
const LIST = 'pools:byCreatedAt';
const READERS = [...BUYING, ...COORDINATING, Role.SUPPLIER, Role.PLATFORM_OPS, Role.AUDITOR];

/** 拼单: those one can join or quote on, and one’s own of the past; newest first. */
@Resolver()
export class BrowsePools {
  constructor(
    private readonly reader: PoolReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...READERS)
  @Query(() => PoolType)
  async pool(@Args('id', { type: () => Id }) id: string, @CurrentActor() actor: Actor): Promise<PoolRow> {
    const pool = await this.reader.visibleTo(actor, id);
    if (!pool) throw notFound(['id']);
    return pool;
  }

  @Allow(...READERS)
  @Query(() => PoolConnection)
  async pools(
    @Args() page: PageArgs,
    @Args('states', { type: () => [PoolStateEnum], nullable: true }) states: PoolState[] | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<PoolRow>> {
    const request = readPage(this.cursors, LIST, page);
    const wanted = states ?? null;
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.page(actor, wanted, { at, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.createdAt), row.id],
      totalCount: () => this.reader.count(actor, wanted),
    });
  }
}
