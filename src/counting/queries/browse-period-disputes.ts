import { Args, Query, Resolver } from '@nestjs/graphql';
import { PARTY_READERS } from '../../pairing/index';
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
import { CountingDisputeType } from '../api/counting-dispute.type';
import { DisputeReader } from '../api/dispute-reader';

const CountingDisputeConnection = connectionOf(CountingDisputeType, 'CountingDispute');
const LIST = 'countingPeriodDisputes';

@Resolver()
export class BrowsePeriodDisputes {
  constructor(
    private readonly disputes: DisputeReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...PARTY_READERS)
  @Query(() => CountingDisputeConnection, {
    description:
      'What the two sides do not agree on in a month, with its lines and what was said; earliest first',
  })
  async countingPeriodDisputes(
    @Args('periodId', { type: () => Id }) periodId: string,
    @Args() page: PageArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<CountingDisputeType>> {
    const request = readPage(this.cursors, LIST, page);
    return pageOf(this.cursors, LIST, request, await this.disputes.page(actor, periodId, request), {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.openedAt), row.id],
      totalCount: () => this.disputes.count(periodId),
    });
  }
}
