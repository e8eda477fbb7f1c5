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
import { ParkRunOfInvestorType, ParkRunOfParkType, ParkRunType } from '../api/park-run.type';
import { shownToInvestor, shownToPark } from '../api/shown-park-run';
import { ParkRunReader, type ParkRunRow } from '../storage/park-run-reader';

const ParkRunConnection = connectionOf(ParkRunType, 'ParkRun');
const LIST = 'parkRuns:byRequestedAt';
const { COORD_CITY, COORD_COUNTY, COORD_PROV, ENTERPRISE_INVESTOR, PARK_MANAGER } = Role;
const READERS = [PARK_MANAGER, ENTERPRISE_INVESTOR, COORD_COUNTY, COORD_CITY, COORD_PROV] as const;

/** 园区匹配, each reader what is his: an office that it was done, a park of what it is shown, an enterprise of its own. */
@Resolver()
export class BrowseParkRuns {
  constructor(
    private readonly reader: ParkRunReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...READERS)
  @Query(() => ParkRunType)
  async parkRun(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<ParkRunRow> {
    const run = await this.reader.visibleTo(actor, id);
    if (!run) throw notFound(['id']);
    return run;
  }

  @Allow(...READERS)
  @Query(() => ParkRunConnection, { description: 'Newest first' })
  async parkRuns(@Args() page: PageArgs, @CurrentActor() actor: Actor): Promise<Page<ParkRunRow>> {
    const request = readPage(this.cursors, LIST, page);
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.page(actor, { at, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.requestedAt), row.id],
      totalCount: () => this.reader.count(actor),
    });
  }

  @Allow(PARK_MANAGER)
  @Query(() => ParkRunOfParkType, { description: 'Of one’s own park' })
  async parkRunOfPark(
    @Args('runId', { type: () => Id }) runId: string,
    @Args('parkId', { type: () => Id }) parkId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ParkRunOfParkType> {
    const found = await this.reader.ofPark(actor, runId, parkId);
    if (!found) throw notFound(['runId']);
    const { sha256, kept } = found;
    return { runId, sha256, ...shownToPark(kept, await this.reader.standing(parkId)) };
  }

  @Allow(ENTERPRISE_INVESTOR)
  @Query(() => ParkRunOfInvestorType, { description: 'Of one’s own intents' })
  async parkRunOfInvestor(
    @Args('runId', { type: () => Id }) runId: string,
    @CurrentActor() actor: Actor,
  ): Promise<ParkRunOfInvestorType> {
    const found = await this.reader.ofInvestor(actor, runId);
    if (!found) throw notFound(['runId']);
    return { runId, sha256: found.sha256, intents: shownToInvestor(found.kept) };
  }
}
