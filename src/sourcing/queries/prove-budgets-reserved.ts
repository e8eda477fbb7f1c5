import { ReconcileCheck, counted, type CheckResult, type Checks, type Reader } from '../../platform/index';

/** Of every request and year what it should take and what is written down; as text, for a sum may outgrow bigint. */
const DIFFERENT = `
  WITH taken AS (
    SELECT subject_id, unit_id, year, sum(fen) AS fen FROM budget_entries WHERE subject_kind = 'SourcingRequest'
    GROUP BY subject_id, unit_id, year),
  due AS (
    SELECT id, unit_id, extract(year FROM reserved_on)::integer AS year, worth_fen AS fen FROM sourcing_requests
    WHERE state = 'OPEN')
  SELECT coalesce(d.id, t.subject_id) AS id, coalesce(d.fen, 0)::text AS expected, coalesce(t.fen, 0)::text AS taken
  FROM due d FULL JOIN taken t ON t.subject_id = d.id AND t.unit_id = d.unit_id AND t.year = d.year
  WHERE coalesce(d.fen, 0) <> coalesce(t.fen, 0) ORDER BY 1`;

@ReconcileCheck({
  invariant: 'I15',
  sentence:
    'Every open sourcing request reserves of its unit’s year what its lines cost at their caps; no other reserves anything',
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
