import { ReconcileCheck, counted, type CheckResult, type Checks, type Reader } from '../../platform/index';

/** As text, for a sum may outgrow bigint. Whoever was in when it was closed stays counted. */
const TOTALS = `
  SELECT p.id, p.wanted_base::text AS told, coalesce(sum(j.want_base), 0)::text AS wanted
    FROM pools p LEFT JOIN pool_joins j ON j.pool_id = p.id AND j.state IN ('IN', 'RELEASED', 'SERVED', 'PASSED_OVER')
   GROUP BY p.id HAVING p.wanted_base <> coalesce(sum(j.want_base), 0) ORDER BY p.id`;

@ReconcileCheck({
  invariant: 'I15',
  sentence: 'A pool tells what its units want together, no more and no less',
})
export class PoolsAreTheirJoins implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const wrong = await reader.query<{ id: string; told: string; wanted: string }>(TOTALS);
    return {
      examined: await counted(reader, 'FROM pools'),
      breaks: wrong.map(({ id, told, wanted }) => `pool ${id}: tells ${told}, its units want ${wanted}`),
    };
  }
}

/** While the pool gathers its joins reserve; what they reserved the request holds once it is filled. */
const RESERVED = `
  WITH taken AS (
    SELECT subject_id AS id, unit_id, year, sum(fen) AS fen FROM budget_entries WHERE subject_kind = 'PoolJoin'
    GROUP BY 1, 2, 3),
  due AS (
    SELECT j.id, j.unit_id, extract(year FROM j.reserved_on)::integer AS year, j.worth_fen AS fen
      FROM pool_joins j JOIN pools p ON p.id = j.pool_id WHERE j.state = 'IN' AND p.state = 'GATHERING')
  SELECT coalesce(d.id, t.id) AS id, coalesce(d.fen, 0)::text AS expected, coalesce(t.fen, 0)::text AS taken
    FROM due d FULL JOIN taken t ON t.id = d.id AND t.unit_id = d.unit_id AND t.year = d.year
   WHERE coalesce(d.fen, 0) <> coalesce(t.fen, 0) ORDER BY 1`;

@ReconcileCheck({
  invariant: 'I15',
  sentence:
    'Every unit in a gathering pool reserves of its own year what it wants at its cap; no other reserves anything',
})
export class UnitsReserveWhatTheyPool implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const wrong = await reader.query<{ id: string; expected: string; taken: string }>(RESERVED);
    return {
      examined: await counted(reader, 'FROM pool_joins'),
      breaks: wrong.map(
        ({ id, expected, taken }) =>
          `pool join ${id}: reserves ${taken} of a budget, should reserve ${expected} fen`,
      ),
    };
  }
}
