import { Args, Query, Resolver } from '@nestjs/graphql';
import { PARTY_READERS, AgreementReader } from '../../pairing/index';
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
import { PurchasePlanReader } from '../api/purchase-plan-reader';
import { PurchasePlanType } from '../api/purchase-plan.type';

const PurchasePlanConnection = connectionOf(PurchasePlanType, 'PurchasePlan');
const LIST = 'purchasePlans';

@Resolver()
export class BrowsePurchasePlans {
  constructor(
    private readonly agreements: AgreementReader,
    private readonly reader: PurchasePlanReader,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...PARTY_READERS)
  @Query(() => PurchasePlanType)
  purchasePlan(
    @Args('id', { type: () => Id }) id: string,
    @CurrentActor() actor: Actor,
  ): Promise<PurchasePlanType> {
    return this.reader.visibleTo(actor, id);
  }

  @Allow(...PARTY_READERS)
  @Query(() => PurchasePlanConnection)
  async purchasePlans(
    @Args('agreementId', { type: () => Id }) agreementId: string,
    @Args() page: PageArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<PurchasePlanType>> {
    await this.agreements.visibleTo(actor, agreementId);
    const request = readPage(this.cursors, LIST, page);
    const rows = await this.reader.page(actor, agreementId, request.after ?? [], request.fetch);
    return pageOf(this.cursors, LIST, request, rows, {
      node: (row) => row,
      keyOf: ({ requestedAt, id }) => [toShanghaiIso(requestedAt), id],
      totalCount: () => this.reader.count(agreementId),
    });
  }
}
