import { Injectable } from '@nestjs/common';
import type { BusinessDate, Reader } from '../../platform/index';

interface Pair {
  readonly organizationId: string;
  readonly unitId: string;
}

/** 采购人: contractors of outsourced canteens that buy for a unit; their purchases are the unit's. */
@Injectable()
export class Purchasers {
  async mayBuyFor(reader: Reader, buyerId: string, unitId: string, on: BusinessDate): Promise<boolean> {
    const [may = false] = await this.mayBuyForAll(reader, [{ organizationId: buyerId, unitId }], on);
    return may;
  }

  /** Of each pair in its order. */
  async mayBuyForAll(reader: Reader, pairs: readonly Pair[], on: BusinessDate): Promise<boolean[]> {
    const rows = await reader.query<{ contractor: string; unit: string }>(
      `SELECT contractor_id AS contractor, unit_id AS unit FROM purchasing_mandates
       WHERE contractor_id = ANY($1::uuid[]) AND unit_id = ANY($2::uuid[]) AND valid_from <= $3
         AND (valid_to IS NULL OR valid_to >= $3)`,
      [pairs.map(({ organizationId }) => organizationId), pairs.map(({ unitId }) => unitId), on],
    );
    const granted = new Set(rows.map(({ contractor, unit }) => `${contractor} ${unit}`));
    return pairs.map(({ organizationId, unitId }) => granted.has(`${organizationId} ${unitId}`));
  }
}
