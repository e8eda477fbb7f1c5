import { Args, Query, Resolver } from '@nestjs/graphql';
import {
  AllowSignedIn,
  CurrentActor,
  Cursors,
  Database,
  PageArgs,
  hasRole,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { DisclosureConnection, type DisclosureType } from '../api/disclosure.type';
import { pairAfter } from '../api/keyset';
import { Role } from '../domain/role';
import { Disclosures } from '../storage/disclosures';

@Resolver()
export class ShowWhoLooked {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly disclosures: Disclosures,
  ) {}

  @AllowSignedIn()
  @Query(() => DisclosureConnection, {
    description: '谁看过我的信息: one’s own, and an administrator’s organization’s accounts; latest first',
  })
  async whoSawMyData(@Args() page: PageArgs, @CurrentActor() actor: Actor): Promise<Page<DisclosureType>> {
    const request = readPage(this.cursors, 'whoSawMyData', page);
    const organizationId = hasRole(actor, Role.ORG_ADMIN) ? actor.organizationId : null;
    const whose = { personId: actor.memberId, organizationId };
    const keyset = { after: pairAfter(request), fetch: request.fetch };
    const rows = await this.disclosures.concerning(this.database, whose, keyset);
    return pageOf(this.cursors, 'whoSawMyData', request, rows, {
      node: (row): DisclosureType => row,
      keyOf: (row) => [row.at.toISOString(), row.id],
      totalCount: () => this.disclosures.countConcerning(this.database, whose),
    });
  }
}
