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
import { ReturnedGoodsStateEnum, ReturnedGoodsType } from '../api/returned-goods.type';
import { ReturnedGoodsReader } from '../api/returned-goods-reader';
import type { ReturnedState } from '../storage/returned-goods.entity';

const ReturnedGoodsConnection = connectionOf(ReturnedGoodsType, 'ReturnedGoods');
const LIST = 'returnedGoods:byReceivedAt';

/** 退货: newest first, of one's own, of one's county. */
@Resolver()
export class BrowseReturnedGoods {
  constructor(
    private readonly reader: ReturnedGoodsReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(Role.SUPPLIER, Role.COUNTY_AGRI, Role.PLATFORM_OPS, Role.AUDITOR)
  @Query(() => ReturnedGoodsConnection)
  async returnedGoods(
    @Args() page: PageArgs,
    @Args('states', { type: () => [ReturnedGoodsStateEnum], nullable: true })
    states: ReturnedState[] | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<ReturnedGoodsType>> {
    const request = readPage(this.cursors, LIST, page);
    const [at, id] = request.after ?? [null, null];
    const rows = await this.reader.page(actor, states, {
      at: at === null || at === undefined ? null : String(at),
      id: id === null || id === undefined ? null : String(id),
      limit: request.fetch,
    });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.receivedAt), row.id],
      totalCount: () => this.reader.count(actor, states),
    });
  }
}
