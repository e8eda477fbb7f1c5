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
import { RefundRequestStateEnum, RefundRequestType } from '../api/refund-request.type';
import type { RefundRequestState } from '../domain/refund-request.states';
import { RefundRequestReader, type RefundRequestRow } from '../storage/refund-request-reader';

const RefundRequestConnection = connectionOf(RefundRequestType, 'RefundRequest');
const LIST = 'refundRequests:byRequestedAt';
const READERS = [
  Role.BUYER_CLERK,
  Role.BUYER_APPROVER,
  Role.SUPPLIER,
  Role.PLATFORM_OPS,
  Role.FINANCE,
  Role.AUDITOR,
];

/** 退款申请: newest first, of the caller's side. */
@Resolver()
export class BrowseRefundRequests {
  constructor(
    private readonly reader: RefundRequestReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...READERS)
  @Query(() => RefundRequestType)
  async refundRequest(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<RefundRequestRow> {
    const request = await this.reader.visibleTo(actor, id);
    if (!request) throw notFound(['id']);
    return request;
  }

  @Allow(...READERS)
  @Query(() => RefundRequestConnection)
  async refundRequests(
    @Args() page: PageArgs,
    @Args('states', { type: () => [RefundRequestStateEnum], nullable: true })
    states: RefundRequestState[] | null,
    @CurrentActor() actor: Actor,
  ): Promise<Page<RefundRequestRow>> {
    const request = readPage(this.cursors, LIST, page);
    const [at, id] = request.after ?? [null, null];
    const rows = await this.reader.page(actor, {
      states,
      at: at === null || at === undefined ? null : String(at),
      id: id === null || id === undefined ? null : String(id),
      limit: request.fetch,
    });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.requestedAt), row.id],
      totalCount: () => this.reader.count(actor, states),
    });
  }
}
