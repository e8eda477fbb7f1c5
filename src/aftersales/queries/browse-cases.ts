import { Args, ArgsType, Field, Query, Resolver } from '@nestjs/graphql';
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
import { AfterSalesCaseType, CaseKindEnum, CaseStateEnum } from '../api/case.type';
import type { CaseKind } from '../domain/case-kinds';
import type { CaseState } from '../domain/case.states';
import { CaseReader, type CaseRow } from '../storage/case-reader';

const CaseConnection = connectionOf(AfterSalesCaseType, 'AfterSalesCase');
const LIST = 'afterSalesCases:byOpenedAt';
export const CASE_READERS = [
  Role.BUYER_CLERK,
  Role.BUYER_APPROVER,
  Role.SUPPLIER,
  Role.COUNTY_AGRI,
  Role.COORD_COUNTY,
  Role.COORD_CITY,
  Role.COORD_PROV,
  Role.PLATFORM_OPS,
  Role.FINANCE,
  Role.AUDITOR,
] as const;

@ArgsType()
export class AfterSalesCasesArgs extends PageArgs {
  @Field(() => [CaseStateEnum], { nullable: true })
  states?: CaseState[] | null;

  @Field(() => [CaseKindEnum], { nullable: true })
  kinds?: CaseKind[] | null;

  @Field(() => Id, { nullable: true })
  orderId?: string | null;

  @Field(() => Id, { nullable: true })
  lotId?: string | null;

  @Field(() => Id, { nullable: true })
  recallId?: string | null;
}

/** 售后单: newest first, of the caller's side or region. */
@Resolver()
export class BrowseCases {
  constructor(
    private readonly reader: CaseReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...CASE_READERS)
  @Query(() => AfterSalesCaseType)
  async afterSalesCase(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<CaseRow> {
    const one = await this.reader.visibleTo(actor, id);
    if (!one) throw notFound(['id']);
    return one;
  }

  @Allow(...CASE_READERS)
  @Query(() => CaseConnection)
  async afterSalesCases(
    @Args() page: AfterSalesCasesArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<CaseRow>> {
    const request = readPage(this.cursors, LIST, page);
    const filter = {
      states: page.states ?? null,
      kinds: page.kinds ?? null,
      orderId: page.orderId ?? null,
      lotId: page.lotId ?? null,
      recallId: page.recallId ?? null,
    };
    const [at, id] = request.after ?? [null, null];
    const rows = await this.reader.page(actor, filter, {
      at: at === null || at === undefined ? null : String(at),
      id: id === null || id === undefined ? null : String(id),
      limit: request.fetch,
    });
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: (row) => [toShanghaiIso(row.openedAt), row.id],
      totalCount: () => this.reader.count(actor, filter),
    });
  }
}
