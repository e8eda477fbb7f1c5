import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

/** The ordered line it names, of the same order, with the same facts. */
const SAME = `(line.order_id, line.lot_id, line.origin_county_code, line.category_code, line.mandate_id)
  IS NOT DISTINCT FROM (s.order_id, s.lot_id, s.origin_county_code, s.category_code, s.mandate_id)`;

@ReconcileCheck({
  invariant: 'I9',
  sentence: 'A settled line says of its lot, county, category and mandate what the ordered line says',
})
export class SettledLinesAreWhatWasOrdered implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [all] = await reader.query<{ count: number }>('SELECT count(*)::int AS count FROM settlement_lines');
    const wrong = await reader.query<{ id: string }>(
      `SELECT s.id FROM settlement_lines s LEFT JOIN order_lines line ON line.id = s.order_line_id
       WHERE NOT coalesce(${SAME}, false) LIMIT 200`,
    );
    return {
      examined: all?.count ?? 0,
      breaks: wrong.map(({ id }) => `settled line ${id} is not of the goods its ordered line is of`),
    };
  }
}
