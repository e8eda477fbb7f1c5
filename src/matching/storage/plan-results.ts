import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PlanReport } from '../../../libs/matching/src/index';
import { Notices } from '../../organizations/index';
import { canonicalJson, type Tx } from '../../platform/index';
import type { FinishedPlan } from './match-tasks';
import { PurchasePlan } from './purchase-plan.entity';
import { PurchasePlans } from './purchase-plans';

/** What offices read of a plan without its lines; fen as text, whole and however large. */
export interface PlanSummary {
  readonly complete: boolean;
  readonly leaves: readonly {
    readonly id: string;
    readonly gapFen: string;
    readonly plannedFen: string;
    readonly restFen: string;
    readonly causes: readonly string[];
  }[];
  readonly months: readonly {
    readonly month: string;
    readonly mostFen: string;
    readonly plannedFen: string;
  }[];
}

/** Keeps what a plan came to, whole or not at all, and tells the buyers whose lines stand in it. */
@Injectable()
export class PlanResults {
  constructor(
    private readonly plans: PurchasePlans,
    private readonly notices: Notices,
  ) {}

  async keep(tx: Tx, plan: PurchasePlan, { report, frozen, sha256 }: FinishedPlan): Promise<void> {
    await this.plans.supersedeFormer(tx, plan.agreementId);
    const ended = { rulesVersion: report.rulesVersion, reportSha256: sha256, endedAt: tx.at };
    await this.plans.move(tx, plan, 'propose', ended);
    await tx.query('INSERT INTO purchase_plan_reports (plan_id, content, summary) VALUES ($1, $2, $3)', [
      plan.id,
      frozen,
      canonicalJson(summaryOf(report)),
    ]);
    await tx.query(KEEP_LINES, [plan.id, JSON.stringify(report.lines.map(rowOf))]);
    const buyers = new Set(report.lines.map(({ buyerId }) => buyerId));
    await this.notices.sendAll(
      tx,
      [...buyers].toSorted().map((organizationId) => ({
        organizationId,
        kind: 'PLAN_LINES_PROPOSED',
        subjectKind: 'PurchasePlan',
        subjectId: plan.id,
      })),
    );
  }
}

const summaryOf = ({ complete, leaves, months }: PlanReport) => ({ complete, leaves, months });

const rowOf = (line: PlanReport['lines'][number], at: number) => ({
  id: randomUUID(),
  position: at + 1,
  commitment_id: line.leafId,
  buyer_id: line.buyerId,
  unit_id: line.unitId,
  supplier_id: line.supply.supplierId,
  product_id: line.supply.productId,
  supply_kind: line.supply.kind,
  county_code: line.supply.countyCode,
  category_code: line.supply.categoryCode,
  month: `${line.month}-01`,
  quantity_base: String(line.quantityBase),
  price_unit: line.supply.priceUnit,
  unit_price_fen: String(line.unitPriceFen),
  goods_fen: String(line.goodsFen),
  landed_fen: String(line.landedFen),
  why: JSON.parse(canonicalJson(line.why)) as object,
});

const KEPT = `position, commitment_id, buyer_id, unit_id, supplier_id, product_id, supply_kind, county_code, category_code, month,
  quantity_base, price_unit, unit_price_fen, goods_fen, landed_fen, why`;
const KEEP_LINES = `
  INSERT INTO purchase_plan_lines (id, version, plan_id, state, ${KEPT})
  SELECT id, 1, $1, 'PROPOSED', ${KEPT} FROM json_populate_recordset(NULL::purchase_plan_lines, $2::json)`;
