import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

const ORDERED = 'FROM settlement_lines s LEFT JOIN order_lines line ON line.id = s.order_line_id';
/** There is no such ordered line, or it says something else. */
const OTHER = `(line.id IS NULL OR line.order_id <> s.order_id OR line.lot_id IS DISTINCT FROM s.lot_id
  OR line.origin_county_code <> s.origin_county_code OR line.category_code <> s.category_code
  OR line.mandate_id IS DISTINCT FROM s.mandate_id)`;

@ReconcileCheck({
  invariant: 'I9',
  sentence: 'A settled line says of its lot, county, category and mandate what the ordered line says',
})
export class SettledLinesAreWhatWasOrdered implements Checks {
  /**
   * Counted first: asked for the first of them, PostgreSQL would look up one line after the other. One side is kept in
   * memory while the other is read; where there is too little of it, both would be written down in pieces.
   */
  async check(reader: Reader): Promise<CheckResult> {
    await reader.query(`SET LOCAL work_mem = '192MB'`);
    const [all] = await reader.query<{ examined: number; other: number }>(
      `SELECT count(*)::int AS examined, (count(*) FILTER (WHERE ${OTHER}))::int AS other ${ORDERED}`,
    );
    await reader.query('SET LOCAL work_mem TO DEFAULT');
    const other = all?.other
      ? await reader.query<{ id: string }>(`SELECT s.id ${ORDERED} WHERE ${OTHER} LIMIT 200`)
      : [];
    return {
      examined: all?.examined ?? 0,
      breaks: other.map(({ id }) => `settled line ${id} is not of the goods its ordered line is of`),
    };
  }
}
