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
import { CLAIM_READERS } from '../api/claim-readers';
import { ClaimStateEnum, ClaimType } from '../api/claim.type';
import type { ClaimState } from '../domain/claim.states';
import { ClaimReader, type ClaimRow } from '../storage/claim-reader';

const ClaimConnection = connectionOf(ClaimType, 'Claim');
const LIST = 'claims:bySubmittedAt';

/** 平台外采购申报: of one's own house, against one's own lots, or in one's region; newest first. */
@Resolver()
export class BrowseClaims {
  constructor(
    private readonly reader: ClaimReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...CLAIM_READERS)
  @Query(() => ClaimType)
  async claim(@Args('id', { type: () => Id }) id: string, @CurrentActor() actor: Actor): Promise<ClaimRow> {
    const claim = await this.reader.visibleTo(actor, id);
    if (!claim) throw notFound(['id']);
    return claim;
  }

  @Allow(...CLAIM_READERS)
  @Query(() => ClaimConnection)
  async claims(
    @Args() page: PageArgs,
    @Args('states', { type: () => [ClaimStateEnum], nullable: true }) states: ClaimState[] | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<ClaimRow>> {
    const request = readPage(this.cursors, LIST, page);
    const wanted = states ?? null;
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.page(actor, wanted, { at, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.submittedAt), row.id],
      totalCount: () => this.reader.count(actor, wanted),
    });
  }
}
