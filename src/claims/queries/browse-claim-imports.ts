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
import { ClaimImportType } from '../api/claim-import.type';
import { ClaimImports, type ImportRow } from '../storage/claim-imports';

const ClaimImportConnection = connectionOf(ClaimImportType, 'ClaimImport');
const LIST = 'claimImports:byStagedAt';

/** Tables of claims of one's own organization, newest first. */
@Resolver()
export class BrowseClaimImports {
  constructor(
    private readonly imports: ClaimImports,
    private readonly cursors: Cursors,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Query(() => ClaimImportType)
  async claimImport(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<ImportRow> {
    const found = await this.imports.visibleTo(actor, id);
    if (!found) throw notFound(['id']);
    return found;
  }

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Query(() => ClaimImportConnection)
  async claimImports(@Args() page: PageArgs, @CurrentActor() actor: Actor): Promise<Page<ImportRow>> {
    const request = readPage(this.cursors, LIST, page);
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.imports.page(actor, { at, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.stagedAt), row.id],
      totalCount: () => this.imports.count(actor),
    });
  }
}
