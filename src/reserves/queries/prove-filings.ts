import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';

@ReconcileCheck({
  invariant: 'I18',
  sentence:
    '已确认的填报由主管单位的另一人确认，目标等于食堂采购额乘以比例 / A confirmed filing was confirmed by somebody of the supervising unit, and its target stands in force',
})
export class FilingsStandInForce implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const rows = await reader.query<{ id: string; broken: boolean }>(
      `SELECT f.id, decider.organization_id <> f.supervising_id OR f.canteen <> 'SHARED' AND f.required_fen IS DISTINCT FROM (
           SELECT target.target FROM annual_agreements a
             JOIN commitment_targets target ON target.agreement_id = a.id AND target.draft_number = a.in_force_draft
             JOIN commitments own ON own.id = target.commitment_id AND own.leaf = 'OWN'
           WHERE a.id = f.agreement_id) AS broken
       FROM reserve_filings f JOIN members decider ON decider.id = f.decided_by WHERE f.state = 'CONFIRMED'`,
    );
    return { examined: rows.length, breaks: rows.filter(({ broken }) => broken).map(({ id }) => id) };
  }
}
