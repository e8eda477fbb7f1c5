import { Args, Query, Resolver } from '@nestjs/graphql';
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
import { RECALL_READERS, RecallReader } from '../api/recall-reader';
import { RecallStateEnum, RecallType } from '../api/recall.type';
import type { RecallState } from '../domain/recall.states';

const RecallConnection = connectionOf(RecallType, 'LotRecall');
const LIST = 'lotRecalls:byRecalledAt';

/** 召回: newest first; its orders are cases filtered by it. */
@Resolver()
export class BrowseRecalls {
  constructor(
    private readonly reader: RecallReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...RECALL_READERS)
  @Query(() => RecallType)
  async lotRecall(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<RecallType> {
    const recall = await this.reader.visibleTo(actor, id);
    if (!recall) throw notFound(['id']);
    return recall;
  }

  @Allow(...RECALL_READERS)
  @Query(() => RecallConnection)
  async lotRecalls(
    @Args() page: PageArgs,
    @Args('states', { type: () => [RecallStateEnum], nullable: true }) states: RecallState[] | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<RecallType>> {
    const request = readPage(this.cursors, LIST, page);
    const [at, id] = request.after ?? [null, null];
    const rows = await this.reader.page(actor, states, {
      at: at === null || at === undefined ? null : String(at),
      id: id === null || id === undefined ? null : String(id),
      limit: request.fetch,
    });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.recalledAt), row.id],
      totalCount: () => this.reader.count(actor, states),
    });
  }
}
