import { ReconcileCheck, counted, type CheckResult, type Checks, type Reader } from '../../platform/index';

const WRONG = `
  SELECT 'finding ' || f.id || ' is ' || f.state || ', its contest is ' || c.open AS line
    FROM findings f JOIN LATERAL (
      SELECT CASE WHEN count(*) FILTER (WHERE closed_at IS NULL) > 0 THEN 'open' ELSE 'not open' END AS open
        FROM counting_contests WHERE cause = 'finding:' || f.id) c ON true
   WHERE (c.open = 'open') <> (f.state IN ('CONTESTED', 'CONFIRMED')
          AND EXISTS (SELECT FROM finding_portions p WHERE p.finding_id = f.id))
  UNION ALL
  SELECT 'finding ' || f.id || ' names nothing' FROM findings f
   WHERE NOT EXISTS (SELECT FROM finding_evidence e WHERE e.finding_id = f.id)
  ORDER BY 1`;

@ReconcileCheck({
  invariant: 'I18',
  sentence:
    'A finding names its evidence; while it is contested or confirmed, and only then, its portions are frozen',
})
export class FindingsAreFrozenAsSaid implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const wrong = await reader.query<{ line: string }>(WRONG);
    return { examined: await counted(reader, 'FROM findings'), breaks: wrong.map(({ line }) => line) };
  }
}
