import { Injectable } from '@nestjs/common';
import { counted, type Reader } from '../../platform/index';

export interface BudgetCard {
  id: string;
  unitId: string;
  year: number;
  limitFen: bigint;
  reservedFen: bigint;
  version: number;
}

const COLUMNS = `id, unit_id AS "unitId", year, limit_fen AS "limitFen", reserved_fen AS "reservedFen", version`;

const OF_UNITS = 'FROM budgets WHERE unit_id = ANY($1::uuid[])';

/** Budgets as answers. */
@Injectable()
export class BudgetCards {
  async find(reader: Reader, id: string): Promise<BudgetCard | null> {
    const rows = await reader.query<BudgetCard>(`SELECT ${COLUMNS} FROM budgets WHERE id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** Latest year first. */
  ofUnits(
    reader: Reader,
    unitIds: readonly string[],
    page: { after: readonly [number, string] | null; fetch: number },
  ): Promise<BudgetCard[]> {
    return reader.query<BudgetCard>(
      `SELECT ${COLUMNS} ${OF_UNITS}
          AND ($2::integer IS NULL OR (-year, id) > (-$2::integer, $3::uuid))
        ORDER BY -year, id LIMIT $4`,
      [unitIds, page.after?.[0] ?? null, page.after?.[1] ?? null, page.fetch],
    );
  }

  countOf(reader: Reader, unitIds: readonly string[]): Promise<number> {
    return counted(reader, OF_UNITS, [unitIds]);
  }
}
