import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { formatMoney, formatQuantity } from '../../../libs/money/src/index';
import {
  CurrentActor,
  MoneyType,
  hasRole,
  type Actor,
  type QuantityType,
  type RequestScope,
} from '../../platform/index';
import { OrderType, type OrderRow } from '../../procurement/index';
import {
  CaseReader,
  readsWords,
  type CaseLineRow,
  type CaseRow,
  type CaseStepRow,
} from '../storage/case-reader';
import { AfterSalesCaseType, CaseLineType, CaseStepType } from './case.type';

const yuan = (fen: bigint): MoneyType => formatMoney({ fen, currency: 'CNY' });
const maybe = (fen: bigint | null): MoneyType | null => (fen === null ? null : yuan(fen));
const quantity = (base: bigint | null, unit: string): QuantityType | null =>
  base === null ? null : formatQuantity(base, unit);

const PROPOSING = new Set(['proposeAward', 'rejectAward']);

/** Lines and history of a case: one statement for all cases of an answer. */
@Resolver(() => AfterSalesCaseType)
export class CaseFields {
  constructor(private readonly reader: CaseReader) {}

  @ResolveField(() => [CaseLineType])
  async lines(
    @Parent() one: CaseRow,
    @CurrentActor() actor: Actor,
    @Context('scope') scope: RequestScope,
  ): Promise<CaseLineType[]> {
    const loader = scope.loader(this, () => new DataLoader((ids: readonly string[]) => this.load(ids)));
    const { lines } = await loader.load(one.id);
    const shown = one.awardProposed && (one.state !== 'ESCALATED' || seesProposals(actor));
    return lines.map((row) => shownLine(row, shown));
  }

  @ResolveField(() => [CaseStepType], { description: 'The case’s history' })
  async history(
    @Parent() one: CaseRow,
    @CurrentActor() actor: Actor,
    @Context('scope') scope: RequestScope,
  ): Promise<CaseStepType[]> {
    const loader = scope.loader(this, () => new DataLoader((ids: readonly string[]) => this.load(ids)));
    const { steps } = await loader.load(one.id);
    const words = readsWords(actor);
    return steps
      .filter(({ verb }) => seesProposals(actor) || !PROPOSING.has(verb))
      .map((step) => (words ? step : { ...step, words: null, fileIds: [] }));
  }

  private async load(ids: readonly string[]): Promise<{ lines: CaseLineRow[]; steps: CaseStepRow[] }[]> {
    const [lines, steps] = await Promise.all([this.reader.lines(ids), this.reader.steps(ids)]);
    return ids.map((id) => ({
      lines: lines.filter(({ caseId }) => caseId === id),
      steps: steps.filter(({ caseId }) => caseId === id),
    }));
  }
}

/** The field aftersales adds to orders. */
@Resolver(() => OrderType)
export class OrderCases {
  constructor(private readonly reader: CaseReader) {}

  @ResolveField(() => [AfterSalesCaseType])
  afterSalesCases(@Parent() order: OrderRow, @Context('scope') scope: RequestScope): Promise<CaseRow[]> {
    return scope
      .loader(this, () => new DataLoader((ids: readonly string[]) => this.load(ids)))
      .load(order.id);
  }

  private async load(orderIds: readonly string[]): Promise<CaseRow[][]> {
    const rows = await this.reader.ofOrders(orderIds);
    return orderIds.map((id) => rows.filter((row) => row.orderId === id));
  }
}

/** Until a second person has decided, an award is a draft within the platform. */
const seesProposals = (actor: Actor): boolean => hasRole(actor, 'PLATFORM_OPS', 'AUDITOR');

function shownLine(row: CaseLineRow, award: boolean): CaseLineType {
  const { displayUnit: unit } = row;
  return {
    id: row.id,
    settlementLineId: row.settlementLineId,
    orderLineId: row.orderLineId,
    lotId: row.lotId,
    claimed: yuan(row.claimedFen),
    claimedQuantity: quantity(row.claimedBase, unit),
    offered: maybe(row.offeredFen),
    offeredReturn: quantity(row.offeredReturnBase, unit),
    awarded: award ? maybe(row.awardedFen) : null,
    awardedReturn: award ? quantity(row.awardedReturnBase, unit) : null,
    received: quantity(row.receivedBase, unit),
    open: yuan(row.liveFen),
    refunded: yuan(row.refundedFen),
  };
}
