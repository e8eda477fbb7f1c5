import { Injectable } from '@nestjs/common';
import type { BusinessDate, Reader, Tx } from '../../platform/index';
import type { CountySales, PublicCell } from '../domain/public-cells';

export interface PublicYear {
  readonly year: number;
  readonly asOf: BusinessDate;
  readonly leastParties: number;
}
export type PublishedCell = PublicCell & { readonly name: string };

/** The years whose figures anybody may read, and what they are drawn from. */
@Injectable()
export class PublicYears {
  /** Years that something counted in, before this one, and that are not out yet. */
  async waiting(reader: Reader, thisYear: number): Promise<number[]> {
    const rows = await reader.query<{ year: number }>(
      `SELECT DISTINCT year FROM counting_ledger_months
        WHERE scheme = 'EAST_WEST' AND year < $1 AND year NOT IN (SELECT year FROM public_years) ORDER BY 1`,
      [thisYear],
    );
    return rows.map(({ year }) => year);
  }

  /** As recorded by the end of the day, without what was contested then. A house with its units is one party; what was taken back whole has none. */
  async sales(reader: Reader, year: number, asOf: BusinessDate): Promise<CountySales[]> {
    const rows = await reader.query<{ code: string; fen: string; buyers: string[]; suppliers: string[] }>(
      `WITH RECURSIVE sold AS (
         SELECT county_code, unit_id, supplier_id, sum(amount_fen) AS fen FROM counting_entries
          WHERE scheme = 'EAST_WEST' AND unit = 'YUAN' AND year = $1 AND kind IN ('CONFIRMED', 'REVERSAL')
            AND (recorded_at AT TIME ZONE 'Asia/Shanghai')::date <= $2
            AND NOT EXISTS (SELECT FROM counting_contests c
              WHERE c.portion_id = counting_entries.portion_id AND (c.scheme IS NULL OR c.scheme = 'EAST_WEST')
                AND (c.opened_at AT TIME ZONE 'Asia/Shanghai')::date <= $2
                AND (c.closed_at IS NULL OR (c.closed_at AT TIME ZONE 'Asia/Shanghai')::date > $2))
          GROUP BY 1, 2, 3 HAVING sum(amount_fen) > 0),
       line AS (
         SELECT o.id AS member, o.id, o.parent_id FROM organizations o
          WHERE o.id IN (SELECT unit_id FROM sold UNION SELECT supplier_id FROM sold)
         UNION SELECT line.member, o.id, o.parent_id FROM line JOIN organizations o ON o.id = line.parent_id),
       house AS (SELECT member, id FROM line WHERE parent_id IS NULL)
       SELECT county_code AS code, sum(fen)::text AS fen, array_agg(DISTINCT buyer.id) AS buyers,
         array_agg(DISTINCT supplier.id) AS suppliers
       FROM sold JOIN house buyer ON buyer.member = unit_id JOIN house supplier ON supplier.member = supplier_id
       GROUP BY 1 ORDER BY 1`,
      [year, asOf],
    );
    return rows.map(({ code, fen, buyers, suppliers }) => ({
      countyCode: code,
      netFen: BigInt(fen),
      buyers: new Set(buyers),
      suppliers: new Set(suppliers),
    }));
  }

  /** False where somebody was faster. */
  async publish(tx: Tx, { year, asOf, leastParties }: PublicYear, cells: readonly PublishedCell[]) {
    const [mine] = await tx.query(
      `INSERT INTO public_years VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING year`,
      [year, asOf, leastParties, tx.at],
    );
    if (!mine || cells.length === 0) return;
    await tx.query(
      `INSERT INTO public_cells (year, code, position, parent_code, kind, name, net_fen)
       SELECT $1, c.code, c.position, c.parent_code, c.kind, c.name, c.fen::numeric
         FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
           WITH ORDINALITY c (code, parent_code, kind, name, fen, position)`,
      [
        year,
        cells.map(({ code }) => code),
        cells.map(({ parentCode }) => parentCode),
        cells.map(({ kind }) => kind),
        cells.map(({ name }) => name),
        cells.map(({ netFen }) => netFen.toString()),
      ],
    );
  }

  published(reader: Reader): Promise<PublicYear[]> {
    return reader.query<PublicYear>(
      'SELECT year, as_of AS "asOf", least_parties AS "leastParties" FROM public_years ORDER BY year DESC',
    );
  }

  async cells(reader: Reader, year: number): Promise<PublishedCell[]> {
    const rows = await reader.query<Omit<PublishedCell, 'netFen'> & { fen: string }>(
      `SELECT code, parent_code AS "parentCode", kind, name, net_fen::text AS fen FROM public_cells WHERE year = $1 ORDER BY position`,
      [year],
    );
    return rows.map(({ fen, ...cell }) => ({ ...cell, netFen: BigInt(fen) }));
  }
}
