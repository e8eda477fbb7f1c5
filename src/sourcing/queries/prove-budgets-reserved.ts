import { ReconcileCheck, counted, type CheckResult, type Checks, type Reader } from '../../platform/index';

/**
 * Of every request and year what it should take and what is written down; as text, for a sum may outgrow bigint. What a
 * pooled request reserves is taken of the years of its units, so that only the sum is known here.
 */
const DIFFERENT = `
  WITH taken AS (
    SELECT e.subject_id, CASE WHEN r.pooled THEN NULL ELSE e.unit_id END AS unit_id,
           CASE WHEN r.pooled THEN NULL ELSE e.year END AS year, sum(e.fen) AS fen
      FROM budget_entries e LEFT JOIN sourcing_requests r ON r.id = e.subject_id
     WHERE e.subject_kind = 'SourcingRequest' GROUP BY 1, 2, 3),
  due AS (
    SELECT id, CASE WHEN pooled THEN NULL ELSE unit_id END AS unit_id,
           CASE WHEN pooled THEN NULL ELSE extract(year FROM reserved_on)::integer END AS year, 
           CASE WHEN state = 'PARTLY_AWARDED' THEN reserved_fen ELSE worth_fen END AS fen
      FROM sourcing_requests WHERE reserved_on IS NOT NULL)
  SELECT coalesce(d.id, t.subject_id) AS id, coalesce(d.fen, 0)::text AS expected, coalesce(t.fen, 0)::text AS taken
  FROM due d FULL JOIN taken t
    ON (t.subject_id, coalesce(t.unit_id, t.subject_id), coalesce(t.year, 0))
     = (d.id, coalesce(d.unit_id, d.id), coalesce(d.year, 0))
  WHERE coalesce(d.fen, 0) <> coalesce(t.fen, 0) ORDER BY 1`;

@ReconcileCheck({
  invariant: 'I15',
  sentence:
    'Every sourcing request that can still be awarded reserves of its unit’s year what is not awarded of its lines at their caps; no other reserves anything',
})
export class BudgetsHoldWhatRequestsReserve implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const wrong = await reader.query<{ id: string; expected: string; taken: string }>(DIFFERENT);
    return {
      examined: await counted(reader, 'FROM sourcing_requests'),
      breaks: wrong.map(
        ({ id, expected, taken }) =>
          `sourcing request ${id}: reserves ${taken} of a budget, should reserve ${expected} fen`,
      ),
    };
  }
}
