import { Args, Query, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CurrentActor,
  Cursors,
  PageArgs,
  connectionOf,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { ReattributionReader } from '../api/reattribution-reader';
import { ReattributionType } from '../api/reattribution.type';
import { CONFIRMING } from '../domain/reattribution.states';

const ReattributionConnection = connectionOf(ReattributionType, 'Reattribution');

@Resolver()
export class BrowseReattributions {
  constructor(
    private readonly reattributions: ReattributionReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...CONFIRMING)
  @Query(() => ReattributionConnection, { name: 'reattributions' })
  async browse(@Args() page: PageArgs, @CurrentActor() actor: Actor): Promise<Page<ReattributionType>> {
    const request = readPage(this.cursors, 'reattributions', page);
    const rows = await this.reattributions.page(actor, request.after ?? [], request.fetch);
    return pageOf(this.cursors, 'reattributions', request, rows, {
      node: (row) => row,
      keyOf: (row) => [row.proposedAt.toISOString(), row.id],
      totalCount: () => this.reattributions.count(actor),
    });
  }
}
