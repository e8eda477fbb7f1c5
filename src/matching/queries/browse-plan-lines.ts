import { Args, Query, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
import { AGREEMENT_READERS } from '../../pairing/index';
import {
  Allow,
  CurrentActor,
  Cursors,
  Id,
  PageArgs,
  connectionOf,
  pageOf,
  readPage,
  type Actor,
  type Page,
} from '../../platform/index';
import { PlanLineStateEnum, PlanLineType } from '../api/plan-line.type';
import { PlanLineView } from '../api/plan-line-view';
import { PurchasePlanReader } from '../api/purchase-plan-reader';
import type { PlanLineState } from '../domain/decline-reasons';
import { PlanLineRows, type PlanLineScope } from '../storage/plan-line-rows';

const PlanLineConnection = connectionOf(PlanLineType, 'PlanLine');

@Resolver()
export class BrowsePlanLines {
  constructor(
    private readonly plans: PurchasePlanReader,
    private readonly rows: PlanLineRows,
    private readonly view: PlanLineView,
    private readonly cursors: Cursors,
  ) {}

  @Allow(...AGREEMENT_READERS)
  @Query(() => PlanLineConnection, {
    description: 'All lines of a plan, without what units have left to spend',
  })
  async purchasePlanLines(
    @Args('purchasePlanId', { type: () => Id }) purchasePlanId: string,
    @Args() page: PageArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<PlanLineType>> {
    await this.plans.visibleTo(actor, purchasePlanId);
    return this.page('purchasePlanLines', { planId: purchasePlanId }, page, actor);
  }

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Query(() => PlanLineConnection, { description: 'What plans propose to the caller’s own units' })
  ownPlanLines(
    @Args('states', { type: () => [PlanLineStateEnum], nullable: true }) states: PlanLineState[] | null,
    @Args() page: PageArgs,
    @CurrentActor() actor: Actor,
  ): Promise<Page<PlanLineType>> {
    return this.page('ownPlanLines', { buyerId: actor.organizationId, states }, page, actor);
  }

  private async page(
    list: string,
    scope: PlanLineScope,
    page: PageArgs,
    actor: Actor,
  ): Promise<Page<PlanLineType>> {
    const request = readPage(this.cursors, list, page);
    const rows = await this.rows.page(scope, request.after ?? [], request.fetch);
    const shown = new Map((await this.view.shown(rows, actor)).map((line) => [line.id, line]));
    return pageOf(this.cursors, list, request, rows, {
      node: ({ id }) => shown.get(id) as PlanLineType,
      keyOf: ({ purchasePlanId, position }) => [purchasePlanId, position],
      totalCount: () => this.rows.count(scope),
    });
  }
}
