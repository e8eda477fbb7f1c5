import { Injectable } from '@nestjs/common';
import { addDays, businessDateOf, type BusinessDate, type Tx } from '../../platform/index';

/** SQL: what a unit was on a day; of several facts from one day on the last one holds. */
export const factOn = (unit: string, day: string) =>
  `SELECT f.kind, f.region_code, f.side, f.parent_id FROM organization_facts f
   WHERE f.unit_id = ${unit} AND f.valid_from <= ${day} ORDER BY f.valid_from DESC, f.position DESC LIMIT 1`;

/** No real tree is as deep: a bound, should facts of different days ever be read as a circle. */
export const DEEPEST_LINE = 50;

/** What organizations were, day by day: what has been counted is told by where a unit stood then. */
@Injectable()
export class UnitHistory {
  /** From the next business day on: no day that is judged already changes under those who counted on it. */
  async remember(
    tx: Tx,
    unit: { readonly id: string; readonly parentId: string; readonly version: number },
    memberId: string,
  ): Promise<BusinessDate> {
    const validFrom = addDays(businessDateOf(tx.at), 1);
    await tx.query(
      `INSERT INTO organization_facts (unit_id, valid_from, position, kind, region_code, side, parent_id, recorded_at, recorded_by)
       SELECT id, $2, $3, kind, region_code, side, $4, $5, $6 FROM organizations WHERE id = $1`,
      [unit.id, validFrom, unit.version + 1, unit.parentId, tx.at, memberId],
    );
    return validFrom;
  }
}
