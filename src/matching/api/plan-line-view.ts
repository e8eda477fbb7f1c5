import { Injectable } from '@nestjs/common';
import { formatMoney, formatQuantity } from '../../../libs/money/src/index';
import { Clock, businessDateOf, type Actor } from '../../platform/index';
import { placeOn, Regions } from '../../regions/index';
import { planWords } from '../domain/plan-words';
import { PlanLineRows, type PlanLineRow } from '../storage/plan-line-rows';
import type { PlanLineType } from './plan-line.type';

/** Lines as their readers may see them: a unit's past, budget and requests are its own; the west does not read who buys. */
@Injectable()
export class PlanLineView {
  constructor(
    private readonly rows: PlanLineRows,
    private readonly regions: Regions,
    private readonly clock: Clock,
  ) {}

  /** The caller's own lines of these. */
  async own(actor: Actor, ids: readonly string[]): Promise<PlanLineType[]> {
    const rows = await this.rows.many(ids);
    return this.shown(
      rows.filter(({ buyerId }) => buyerId === actor.organizationId),
      actor,
    );
  }

  async shown(rows: readonly PlanLineRow[], actor: Actor): Promise<PlanLineType[]> {
    const { lineage } = await this.regions.facts();
    const today = businessDateOf(this.clock.now());
    return rows.map((row) =>
      lineOf(row, actor, placeOn(lineage, row.countyCode, today)?.name ?? row.countyCode),
    );
  }
}

function lineOf(row: PlanLineRow, actor: Actor, countyName: string): PlanLineType {
  const own = row.buyerId === actor.organizationId;
  const named = own || actor.side !== 'WEST';
  const {
    id,
    version,
    purchasePlanId,
    state,
    commitmentId,
    supplierId,
    supplierName,
    productId,
    productName,
  } = row;
  const { countyCode, categoryCode, month, priceUnit, declineReason, note } = row;
  return {
    id,
    version,
    purchasePlanId,
    state,
    commitmentId,
    unitId: named ? row.unitId : null,
    unitName: named ? row.unitName : null,
    supplierId,
    supplierName,
    productId,
    productName,
    goodsKind: row.kind,
    countyCode,
    countyName,
    categoryCode,
    month,
    quantity: formatQuantity(row.quantityBase, priceUnit),
    accepted: row.acceptedBase === null ? null : formatQuantity(row.acceptedBase, priceUnit),
    unitPrice: moneyOf(row.unitPriceFen),
    priceUnit,
    goods: moneyOf(row.goodsFen),
    landed: moneyOf(row.landedFen),
    reasons: planWords(row.why, row, own ? 'UNIT' : 'OFFICE'),
    declineReason,
    note,
    sourcingRequestId: own ? row.sourcingRequestId : null,
  };
}

const moneyOf = (fen: bigint) => ({ ...formatMoney({ fen, currency: 'CNY' as const }) });
