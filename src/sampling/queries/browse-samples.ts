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
import { SampleType } from '../api/sample.type';
import { SampleReader, type SampleRow } from '../storage/sample-reader';

const SampleConnection = connectionOf(SampleType, 'Sample');
const OWN = 'ownSamples:byRequestedAt';
const OF_REQUEST = 'samples:byRequestedAt';
const keyOf = ({ requestedAt, id }: SampleRow) => [toShanghaiIso(requestedAt), id];

/** 样品: those a supplier was asked for, and those a buyer asked for on one request; newest first. */
@Resolver()
export class BrowseSamples {
  constructor(
    private readonly reader: SampleReader,
    private readonly requests: RequestReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(Role.SUPPLIER, ...ASKING)
  @Query(() => SampleType)
  async sample(@Args('id', { type: () => Id }) id: string, @CurrentActor() actor: Actor): Promise<SampleRow> {
    const sample = await this.reader.visibleTo(actor, id);
    if (!sample) throw notFound(['id']);
    return sample;
  }

  @Allow(Role.SUPPLIER)
  @Query(() => SampleConnection, { description: 'Samples one’s own organization was asked for' })
  async ownSamples(@Args() page: PageArgs, @CurrentActor() actor: Actor): Promise<Page<SampleRow>> {
    const request = readPage(this.cursors, OWN, page);
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.ownPage(actor, { at, id, limit: request.fetch });
    return pageOf(this.cursors, OWN, request, rows, {
      node: (row) => row,
      keyOf,
      totalCount: () => this.reader.countOwn(actor),
    });
  }

  @Allow(...ASKING)
  @Query(() => SampleConnection, { description: 'Samples asked for on one request of one’s own house' })
  async samples(
    @Args() page: PageArgs,
    @Args('sourcingRequestId', { type: () => Id }) requestId: string,
    @CurrentActor() actor: Actor,
  ): Promise<Page<SampleRow>> {
    if (!(await this.requests.visibleTo(actor, requestId))) throw notFound(['sourcingRequestId']);
    const request = readPage(this.cursors, OF_REQUEST, page);
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.ofRequest(requestId, { at, id, limit: request.fetch });
    return pageOf(this.cursors, OF_REQUEST, request, rows, {
      node: (row) => row,
      keyOf,
      totalCount: () => this.reader.countOfRequest(requestId),
    });
  }
}
