import { Injectable } from '@nestjs/common';
import { Database, counted, type Tx } from '../../platform/index';
import type { DeclineReason, PlanLineState } from '../domain/decline-reasons';
import type { KeptReasons } from '../domain/plan-words';

/** A line of a plan as it stands. */
export interface PlanLineRow {
  readonly id: string;
  readonly version: number;
  readonly purchasePlanId: string;
  readonly position: number;
  readonly state: PlanLineState;
  readonly commitmentId: string;
  readonly buyerId: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly supplierId: string;
  readonly supplierName: string;
  readonly productId: string;
  readonly productName: string;
  readonly kind: 'LOT' | 'ANNOUNCEMENT' | 'HARVEST';
  readonly countyCode: string;
  readonly categoryCode: string;
  /** YYYY-MM. */
  readonly month: string;
  readonly quantityBase: bigint;
  readonly acceptedBase: bigint | null;
  readonly priceUnit: string;
  readonly unitPriceFen: bigint;
  readonly goodsFen: bigint;
  readonly landedFen: bigint;
  readonly why: KeptReasons;
  readonly declineReason: DeclineReason | null;
  readonly note: string | null;
  readonly sourcingRequestId: string | null;
}

const COLUMNS = `line.id, line.version, line.plan_id AS "purchasePlanId", line.position, line.state, line.commitment_id AS "commitmentId",
  line.buyer_id AS "buyerId", line.unit_id AS "unitId", unit.name AS "unitName", line.supplier_id AS "supplierId",
  supplier.name AS "supplierName", line.product_id AS "productId", product.name AS "productName", line.supply_kind AS kind,
  line.county_code AS "countyCode", line.category_code AS "categoryCode", to_char(line.month, 'YYYY-MM') AS month,
  line.quantity_base AS "quantityBase", line.accepted_base AS "acceptedBase", line.price_unit AS "priceUnit",
  line.unit_price_fen AS "unitPriceFen", line.goods_fen AS "goodsFen", line.landed_fen AS "landedFen", line.why,
  line.decline_reason AS "declineReason", line.note, line.request_id AS "sourcingRequestId"`;
const FROM = `FROM purchase_plan_lines line JOIN organizations unit ON unit.id = line.unit_id
  JOIN organizations supplier ON supplier.id = line.supplier_id JOIN products product ON product.id = line.product_id`;

/** Whose lines: all of a plan, or all of a buyer, of whatever plan. */
export type PlanLineScope =
  { readonly planId: string } | { readonly buyerId: string; readonly states: readonly string[] | null };

@Injectable()
export class PlanLineRows {
  constructor(private readonly database: Database) {}

  /** The latest plan's first, then in the order of the plan. */
  async page(
    scope: PlanLineScope,
    after: readonly (string | number | null)[],
    fetch: number,
  ): Promise<PlanLineRow[]> {
    const { where, values } = conditionOf(scope);
    const at = values.length;
    return this.database.query<PlanLineRow>(
      `SELECT ${COLUMNS} ${FROM} WHERE ${where}
         AND ($${at + 1}::uuid IS NULL OR (line.plan_id, line.position) > ($${at + 1}, $${at + 2}::int))
       ORDER BY line.plan_id, line.position LIMIT $${at + 3}`,
      [...values, ...(after.length > 0 ? after : [null, null]), fetch],
    );
  }

  count(scope: PlanLineScope): Promise<number> {
    const { where, values } = conditionOf(scope);
    return counted(this.database, `FROM purchase_plan_lines line WHERE ${where}`, values);
  }

  async many(ids: readonly string[]): Promise<PlanLineRow[]> {
    return this.database.query<PlanLineRow>(
      `SELECT ${COLUMNS} ${FROM} WHERE line.id = ANY($1::uuid[]) ORDER BY line.plan_id, line.position`,
      [ids],
    );
  }

  /** Locks the buyer's lines, their plans before them, as a later plan does that takes their place. */
  async lockOwn(tx: Tx, buyerId: string, ids: readonly string[]): Promise<Map<string, PlanLineRow>> {
    await tx.query(
      `SELECT FROM purchase_plans WHERE id IN (SELECT plan_id FROM purchase_plan_lines WHERE id = ANY($1::uuid[])) ORDER BY id FOR SHARE`,
      [ids],
    );
    const rows = await tx.query<PlanLineRow>(
      `SELECT ${COLUMNS} ${FROM} WHERE line.id = ANY($1::uuid[]) AND line.buyer_id = $2 ORDER BY line.id FOR NO KEY UPDATE OF line`,
      [ids, buyerId],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}

function conditionOf(scope: PlanLineScope): { where: string; values: unknown[] } {
  if ('planId' in scope) return { where: 'line.plan_id = $1', values: [scope.planId] };
  return {
    where: 'line.buyer_id = $1 AND ($2::text[] IS NULL OR line.state = ANY($2))',
    values: [scope.buyerId, scope.states],
  };
}
