import { Args, Field, InputType, Query, Resolver } from '@nestjs/graphql';
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
import { SourcingRequestStateEnum, SourcingRequestType } from '../api/sourcing-request.type';
import type { SourcingRequestState } from '../domain/sourcing-request.states';
import { ASKING, RequestReader, type SourcingRequestRow } from '../storage/request-reader';

@InputType()
export class SourcingRequestFilter {
  @Field(() => [SourcingRequestStateEnum], { nullable: true })
  states?: SourcingRequestState[] | null;

  @Field(() => Id, { nullable: true })
  unitId?: string | null;
}

const SourcingRequestConnection = connectionOf(SourcingRequestType, 'SourcingRequest');
const LIST = 'sourcingRequests:byCreatedAt';
const READERS = [...ASKING, Role.PLATFORM_OPS, Role.AUDITOR];

/** 询价单 of one's own house, newest first. */
@Resolver()
export class BrowseSourcingRequests {
  constructor(
    private readonly reader: RequestReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...READERS)
  @Query(() => SourcingRequestType)
  async sourcingRequest(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<SourcingRequestRow> {
    const request = await this.reader.visibleTo(actor, id);
    if (!request) throw notFound(['id']);
    return request;
  }

  @Allow(...READERS)
  @Query(() => SourcingRequestConnection)
  async sourcingRequests(
    @Args() page: PageArgs,
    @Args('filter', { type: () => SourcingRequestFilter, nullable: true })
    filter: SourcingRequestFilter | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<SourcingRequestRow>> {
    const request = readPage(this.cursors, LIST, page);
    const wanted = { states: filter?.states ?? null, unitId: filter?.unitId ?? null };
    const [at = null, id = null] = (request.after ?? []) as (string | null)[];
    const rows = await this.reader.page(actor, wanted, { at, id, limit: request.fetch });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.createdAt), row.id],
      totalCount: () => this.reader.count(actor, wanted),
    });
  }
}
