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
import { InvitationType } from '../api/invitation.type';
import { InvitationReader, type InvitationRow } from '../storage/invitation-reader';

const InvitationConnection = connectionOf(InvitationType, 'QuoteInvitation');
const OWN = 'ownInvitations:byInvitedAt';
const SENT = 'quoteInvitations:byId';

/** Who was asked to quote: those a supplier got, and those a buyer sent. */
@Resolver()
export class BrowseInvitations {
  constructor(
    private readonly reader: InvitationReader,
    private readonly requests: RequestReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(Role.SUPPLIER)
  @Query(() => InvitationConnection, { description: 'Invitations one’s own organization got, newest first' })
  async ownInvitations(@Args() page: PageArgs, @CurrentActor() actor: Actor): Promise<Page<InvitationRow>> {
    const request = readPage(this.cursors, OWN, page);
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.ownPage(actor, { at, id, limit: request.fetch });
    return pageOf(this.cursors, OWN, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.invitedAt), row.id],
      totalCount: () => this.reader.countOwn(actor),
    });
  }

  @Allow(...ASKING, Role.PLATFORM_OPS, Role.AUDITOR)
  @Query(() => InvitationConnection, { description: 'Whom the buyer of a request invited' })
  async quoteInvitations(
    @Args() page: PageArgs,
    @Args('sourcingRequestId', { type: () => Id }) requestId: string,
    @CurrentActor() actor: Actor,
  ): Promise<Page<InvitationRow>> {
    if (!(await this.requests.visibleTo(actor, requestId))) throw notFound(['sourcingRequestId']);
    const request = readPage(this.cursors, SENT, page);
    const [id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.sentPage(requestId, { id, limit: request.fetch });
    return pageOf(this.cursors, SENT, request, rows, {
      node: (row) => row,
      keyOf: (row) => [row.id],
      totalCount: () => this.reader.countSent(requestId),
    });
  }
}
