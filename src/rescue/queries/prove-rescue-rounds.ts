import { ReconcileCheck, counted, type CheckResult, type Checks, type Reader } from '../../platform/index';

const WRONG = `
  SELECT 'rescue round ' || r.id || ': its meter says ' || r.joined_base || ', its parts ' || coalesce(sum(p.want_base), 0) AS line
    FROM rescue_rounds r LEFT JOIN rescue_parts p ON p.round_id = r.id AND p.left_at IS NULL
   GROUP BY r.id HAVING r.joined_base <> coalesce(sum(p.want_base), 0)
  UNION ALL
  SELECT 'rescue round ' || r.id || ' gave more than it offered' FROM rescue_rounds r JOIN rescue_parts p ON p.round_id = r.id
   GROUP BY r.id HAVING sum(p.given_base) > r.offered_base
  UNION ALL
  SELECT 'rescue part ' || p.id || ' holds ' || coalesce(held.fen, 0) || ' of a budget' FROM rescue_parts p
    JOIN rescue_rounds r ON r.id = p.round_id
    LEFT JOIN (SELECT subject_id, sum(fen) AS fen FROM budget_entries WHERE subject_kind = 'RescuePart' GROUP BY subject_id) held
      ON held.subject_id = p.id
   WHERE coalesce(held.fen, 0) <> CASE WHEN r.state = 'GATHERING' AND p.left_at IS NULL THEN p.reserved_fen ELSE 0 END
  UNION ALL
  SELECT 'rescue part ' || p.id || ' and its order name two channels' FROM rescue_parts p JOIN orders o ON o.id = p.order_id
   WHERE o.channel_id IS DISTINCT FROM p.channel_id
  UNION ALL
  SELECT 'rescue part ' || p.id || ' and its order differ' FROM rescue_parts p WHERE coalesce(p.given_base, 0) IS DISTINCT FROM
    coalesce((SELECT sum(l.quantity_base) FROM order_lines l WHERE l.order_id = p.order_id), 0)
  ORDER BY 1`;

@ReconcileCheck({
  invariant: 'I15',
  sentence:
    'A rescue round gives no more than it offers, to each in one order over the channel it named; while it gathers, and only then, its parts hold budgets',
})
export class RescueRoundsAreTheirParts implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const wrong = await reader.query<{ line: string }>(WRONG);
    return {
      examined: await counted(reader, 'FROM rescue_rounds'),
      breaks: wrong.map(({ line }) => line),
    };
  }
}
