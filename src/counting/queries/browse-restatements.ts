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
import { CountingRestatementType } from '../api/restatement.type';
import { RestatementReader } from '../api/restatement-reader';

const CountingRestatementConnection = connectionOf(CountingRestatementType, 'CountingRestatement');
const LIST = 'countingRestatements';

@Resolver()
export class BrowseRestatements {
  constructor(
    private readonly restatements: RestatementReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...PARTY_READERS)
  @Query(() => CountingRestatementConnection, { description: 'Of a month, earliest first' })
  async countingRestatements(
    @Args('periodId', { type: () => Id }) periodId: string,
    @Args() page: PageArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<CountingRestatementType>> {
    const request = readPage(this.cursors, LIST, page);
    return pageOf(this.cursors, LIST, request, await this.restatements.page(actor, periodId, request), {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.proposedAt), row.id],
      totalCount: () => this.restatements.count(periodId),
    });
  }
}
