import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import type { Judgement, Portion } from '../domain/portion';

/** What does not count, with every reason; kept as it was judged, once per cause. */
@Injectable()
export class CountingExclusions {
  async add(tx: Tx, portion: Portion, judgement: Judgement, cause: string): Promise<void> {
    await tx.query(
      `INSERT INTO counting_exclusions (id, scheme, portion_id, cause, amount_fen, decided_for, reasons, order_id,
         order_line_id, settlement_line_id, unit_id, buyer_id, supplier_id, unit_region_code, county_code, category_code,
         rule_version, explain, recorded_at)
       VALUES ($1, 'EAST_WEST', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
       ON CONFLICT (scheme, portion_id, cause) DO NOTHING`,
      [
        randomUUID(),
        portion.portionId,
        cause,
        portion.amountFen,
        portion.on,
        judgement.reasons,
        portion.orderId,
        portion.orderLineId,
        portion.settlementLineId,
        portion.unitId,
        portion.buyerId,
        portion.supplierId,
        judgement.unitRegionCode,
        portion.countyCode,
        portion.categoryCode,
        judgement.ruleVersion,
        JSON.stringify(judgement.explain),
        tx.at,
      ],
    );
  }

  async knows(tx: Tx, orderId: string): Promise<boolean> {
    const rows = await tx.query('SELECT id FROM counting_exclusions WHERE order_id = $1 LIMIT 1', [orderId]);
    return rows.length > 0;
  }

  /** Orders of a year that were left out only because no agreement was in force. */
  async waitingForAgreement(
    tx: Tx,
    scope: { year: number; eastPattern: string; westPattern: string },
  ): Promise<string[]> {
    const rows = await tx.query<{ order: string }>(
      `SELECT DISTINCT x.order_id AS "order" FROM counting_exclusions x
       WHERE x.reasons = ARRAY['NO_AGREEMENT_IN_FORCE'] AND extract(year FROM x.decided_for) = $1
         AND x.unit_region_code LIKE $2 AND x.county_code LIKE $3
         AND NOT EXISTS (SELECT FROM counting_entries e WHERE e.portion_id = x.portion_id)
       ORDER BY 1`,
      [scope.year, scope.eastPattern, scope.westPattern],
    );
    return rows.map((row) => row.order);
  }
}
