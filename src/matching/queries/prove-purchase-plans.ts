import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

const CHANGED = `
  SELECT p.id FROM purchase_plans p LEFT JOIN purchase_plan_reports r ON r.plan_id = p.id
   WHERE p.report_sha256 IS NOT NULL
     AND (encode(sha256(convert_to(r.content, 'UTF8')), 'hex') IS DISTINCT FROM p.report_sha256
       OR (SELECT coalesce(sum(l.goods_fen), 0) FROM purchase_plan_lines l WHERE l.plan_id = p.id) IS DISTINCT FROM
          (SELECT sum((leaf ->> 'plannedFen')::numeric) FROM jsonb_array_elements(r.content::jsonb -> 'leaves') leaf)
       OR (SELECT count(*) FROM purchase_plan_lines l WHERE l.plan_id = p.id) <> jsonb_array_length(r.content::jsonb -> 'lines'))
   ORDER BY p.id`;

@ReconcileCheck({
  invariant: 'I25',
  sentence: 'Every purchase plan is the report its digest says, and its lines are those of the report',
})
export class PlansAreTheirReports implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [all] = await reader.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM purchase_plan_reports',
    );
    const changed = await reader.query<{ id: string }>(CHANGED);
    return { examined: all?.count ?? 0, breaks: changed.map(({ id }) => `purchase plan ${id}`) };
  }
}
