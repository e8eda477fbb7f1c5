import { Injectable } from '@nestjs/common';
import type { PlanUnit } from '../../../libs/matching/src/index';
import { leafOf, unitsOf, type ForetoldAgreement } from '../../forecasting/index';
import type { BusinessDate, Reader } from '../../platform/index';

interface UnitRow {
  readonly unitId: string;
  readonly buyerId: string;
  readonly regionCode: string;
  readonly categoryCode: string;
  readonly mostFen: bigint;
  readonly budgetFen: bigint | null;
}

// What a unit buys of a category: the year before today, or what it asks the market for where that is more. Its buyer is the one
// who bought most for it. Of its budget goes what orders and requests hold, and what it took from plans and has not published.
const unitsBuying = (where: string) => `
  WITH bought AS (
    SELECT o.unit_id, o.buyer_id, l.category_code, sum(l.goods_fen::numeric * (l.quantity_base - l.cancelled_base) / l.quantity_base) AS fen
    FROM orders o JOIN organizations u ON u.id = o.unit_id JOIN order_lines l ON l.order_id = o.id
    WHERE ${where} AND o.placed_on BETWEEN $1::date - 365 AND $1::date
      AND o.state NOT IN ('CANCELLED_BY_BUYER', 'CANCELLED_BY_SUPPLIER', 'PAYMENT_TIMEOUT', 'REFUSED')
    GROUP BY 1, 2, 3),
  asked AS (
    SELECT r.unit_id, r.buyer_id, l.category_code, sum(l.worth_fen) AS fen
    FROM sourcing_requests r JOIN organizations u ON u.id = r.unit_id
      JOIN sourcing_lines l ON l.request_id = r.id AND l.revision = r.revision
    WHERE ${where} AND r.state IN ('OPEN', 'QUOTING') AND NOT r.pooled GROUP BY 1, 2, 3),
  wants AS (SELECT unit_id, buyer_id, category_code, sum(fen) AS fen FROM bought GROUP BY 1, 2, 3
    UNION ALL SELECT unit_id, buyer_id, category_code, fen FROM asked),
  buyers AS (SELECT DISTINCT ON (unit_id) unit_id, buyer_id FROM wants GROUP BY unit_id, buyer_id ORDER BY unit_id, sum(fen) DESC, buyer_id),
  taken AS (
    SELECT line.unit_id, sum(line.landed_fen::numeric * line.accepted_base / line.quantity_base) AS fen
    FROM purchase_plan_lines line JOIN sourcing_requests r ON r.id = line.request_id
    WHERE line.state = 'ACCEPTED' AND r.state IN ('DRAFT', 'PENDING_APPROVAL') GROUP BY 1)
  SELECT w.unit_id AS "unitId", b.buyer_id AS "buyerId", u.region_code AS "regionCode", w.category_code AS "categoryCode",
    least(trunc(max(w.fen)), 9223372036854775807)::bigint AS "mostFen", -- no order comes to more
    CASE WHEN budget.id IS NOT NULL THEN greatest(0, trunc(budget.limit_fen - budget.reserved_fen - coalesce(taken.fen, 0)))::bigint END AS "budgetFen"
  FROM (SELECT unit_id, category_code, sum(fen) AS fen FROM bought GROUP BY 1, 2
        UNION ALL SELECT unit_id, category_code, sum(fen) FROM asked GROUP BY 1, 2) w
    JOIN buyers b ON b.unit_id = w.unit_id JOIN organizations u ON u.id = w.unit_id
    LEFT JOIN budgets budget ON budget.unit_id = w.unit_id AND budget.year = extract(year FROM $1::date)
    LEFT JOIN taken ON taken.unit_id = w.unit_id
  GROUP BY 1, 2, 3, 4, budget.id, taken.fen HAVING max(w.fen) >= 1 ORDER BY 1, 4`;

/** Who buys, of what, within what: the units of an agreement's eastern region. */
@Injectable()
export class PlanUnits {
  async of(
    reader: Reader,
    agreement: ForetoldAgreement,
    { counties, today }: { readonly counties: readonly string[]; readonly today: BusinessDate },
  ): Promise<PlanUnit[]> {
    const { where, values } = unitsOf(agreement, 'u', 2);
    const rows = await reader.query<UnitRow>(unitsBuying(where), [today, ...values]);
    const leavesFrom = new Map<string, Record<string, string>>();
    const units = new Map<string, PlanUnit & { wants: { categoryCode: string; mostFen: bigint }[] }>();
    for (const { unitId, buyerId, regionCode, categoryCode, mostFen, budgetFen } of rows) {
      const place = { eastRegionCode: regionCode, unitId: agreement.leafUnitOf.get(unitId) ?? null };
      const key = `${place.eastRegionCode} ${place.unitId}`;
      const leafOfCounty = leavesFrom.get(key) ?? leavesOf(agreement, place, counties);
      leavesFrom.set(key, leafOfCounty);
      const unit = units.get(unitId) ?? { id: unitId, buyerId, budgetFen, wants: [], leafOfCounty };
      units.set(unitId, unit);
      unit.wants.push({ categoryCode, mostFen });
    }
    return [...units.values()];
  }
}

/** Toward which leaf goods of each county count that a unit there buys. */
function leavesOf(
  { leaves }: ForetoldAgreement,
  place: { readonly eastRegionCode: string; readonly unitId: string | null },
  counties: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    counties.flatMap((westRegionCode) => {
      const leaf = leafOf(leaves, { ...place, westRegionCode });
      return leaf ? [[westRegionCode, leaf.commitmentId]] : [];
    }),
  );
}
