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
import { MatchRunReader } from '../api/match-run-reader';
import { MatchRunType } from '../api/match-run.type';
import { RUN_READERS } from '../domain/match-readers';

const MatchRunConnection = connectionOf(MatchRunType, 'MatchRun');
const LIST = 'matchRuns:byRequestedAt';

/** Runs with what fairness cost and what it did for counties: for offices, operations and audit. */
@Resolver()
export class BrowseMatchRuns {
  constructor(
    private readonly reader: MatchRunReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...RUN_READERS)
  @Query(() => MatchRunType)
  async matchRun(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<MatchRunType> {
    const run = await this.reader.find(actor, id);
    if (!run) throw notFound(['id']);
    return run;
  }

  @Allow(...RUN_READERS)
  @Query(() => MatchRunConnection)
  async matchRuns(@Args() page: PageArgs, @CurrentActor() actor: Actor): Promise<Page<MatchRunType>> {
    const request = readPage(this.cursors, LIST, page);
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.page(actor, { at, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.requestedAt), row.id],
      totalCount: () => this.reader.count(),
    });
  }
}
