import { ReconcileCheck, counted, type CheckResult, type Checks, type Reader } from '../../platform/index';

/** As text, for a sum may outgrow bigint. */
const COUNTED_WRONG = `
  WITH taken AS (
    SELECT q.sourcing_line_id AS id, sum(l.taken_base) AS base FROM quote_awards a
      JOIN quote_award_lines l ON l.award_id = a.id JOIN quote_lines q ON q.id = l.quote_line_id
     WHERE a.state = 'ORDERED' GROUP BY 1)
  SELECT coalesce(t.id, s.line_id) AS id, coalesce(t.base, 0)::text AS taken, coalesce(s.awarded_base, 0)::text AS counted
    FROM taken t FULL JOIN sourcing_awarded s ON s.line_id = t.id
   WHERE coalesce(t.base, 0) <> coalesce(s.awarded_base, 0) ORDER BY 1`;
const ORDERED_WRONG = `
  SELECT a.id FROM quote_awards a
   WHERE (a.state = 'ORDERED') <> EXISTS (SELECT FROM quote_award_orders o WHERE o.award_id = a.id)
      OR EXISTS (SELECT FROM quote_award_orders o JOIN orders p ON p.id = o.order_id
          WHERE o.award_id = a.id AND p.quote_version_id IS DISTINCT FROM o.delivery_id) ORDER BY a.id`;
/** Whoever ended what it was offered on let it lapse. */
const OFFERED_WRONG = `
  SELECT a.id FROM quote_awards a JOIN quotes q ON q.id = a.quote_id
    JOIN quote_versions v ON v.quote_id = q.id AND v.number = q.current_number
   WHERE a.state = 'OFFERED' AND (a.version_id <> v.id OR q.state NOT IN ('SUBMITTED', 'REVISED', 'SHORTLISTED'))
   ORDER BY a.id`;

@ReconcileCheck({
  invariant: 'I16',
  sentence:
    'What is counted as awarded of a request is what its awards took of quotes, and every award that stands has its orders; none is offered of a quote that no longer stands',
})
export class AwardsAreTheirOrders implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const counts = await reader.query<{ id: string; taken: string; counted: string }>(COUNTED_WRONG);
    const orders = await reader.query<{ id: string }>(ORDERED_WRONG);
    const offers = await reader.query<{ id: string }>(OFFERED_WRONG);
    return {
      examined: await counted(reader, 'FROM quote_awards'),
      breaks: [
        ...counts.map(
          ({ id, taken, counted: said }) =>
            `sourcing line ${id}: ${said} counted as awarded, awards took ${taken}`,
        ),
        ...orders.map(({ id }) => `quote award ${id}: its orders are not its own`),
        ...offers.map(({ id }) => `quote award ${id}: still offered of a quote that no longer stands`),
      ],
    };
  }
}
