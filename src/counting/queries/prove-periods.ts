import { ReconcileCheck, sha256Of, type CheckResult, type Checks, type Reader } from '../../platform/index';
import { PeriodReports, type ReportFormat } from '../storage/period-reports';

@ReconcileCheck({
  invariant: 'I24',
  sentence:
    'A closed month holds the entries on its list and no other: after the cut-off came corrected attributions, conceded disputes and restatements alone',
})
export class EveryClosedMonthIsItsList implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [total] = await reader.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM counting_period_entries',
    );
    const rows = await reader.query<{ line: string }>(
      `SELECT format('entry %s is booked in the closed month %s and not on its list', e.id, p.month) AS line
       FROM counting_periods p JOIN counting_entries e ON e.agreement_id = p.agreement_id AND e.period = p.month
       WHERE NOT EXISTS (SELECT FROM counting_period_entries listed WHERE listed.entry_id = e.id AND listed.period_id = p.id)
       UNION ALL
       SELECT format('entry %s stands on the list of %s and is not booked there', e.id, p.month)
       FROM counting_period_entries listed JOIN counting_periods p ON p.id = listed.period_id
       JOIN counting_entries e ON e.id = listed.entry_id
       WHERE (e.agreement_id, e.period) IS DISTINCT FROM (p.agreement_id, p.month)
       UNION ALL
       SELECT format('entry %s came onto the list of %s with revision %s and nothing decided brought it there', e.id, p.month, listed.revision)
       FROM counting_period_entries listed JOIN counting_periods p ON p.id = listed.period_id
       JOIN counting_entries e ON e.id = listed.entry_id
       WHERE listed.revision > p.revision OR listed.revision > 1
         AND NOT EXISTS (SELECT FROM reattributions moved WHERE 'reattribution:' || moved.id = e.cause AND moved.state = 'CONFIRMED')
         AND NOT EXISTS (SELECT FROM counting_disputes dispute WHERE 'dispute:' || dispute.id = e.cause
           AND dispute.state = 'UPHELD' AND dispute.period_id = p.id)
         AND NOT EXISTS (SELECT FROM counting_restatement_changes change JOIN counting_restatements restated ON restated.id = change.restatement_id
           WHERE change.entry_id = e.id AND change.fen = e.amount_fen AND restated.state = 'SIGNED' AND restated.period_id = p.id)`,
    );
    return { examined: total?.count ?? 0, breaks: rows.map(({ line }) => line) };
  }
}

interface ReportRow {
  id: string;
  agreementId: string;
  month: string;
  cutOffAt: Date;
  state: string;
  current: boolean;
  revision: number;
  format: ReportFormat;
  content: string;
  sha256: string;
  auditHead: string;
  restates: string | null;
  onChain: boolean;
  signed: string[];
  sides: number;
}

@ReconcileCheck({
  invariant: 'I24',
  sentence:
    'The report of every closed month comes out the same when it is drawn from its list again, and is what was signed',
})
export class ReportsAreAsSigned implements Checks {
  constructor(private readonly reports: PeriodReports) {}

  async check(reader: Reader): Promise<CheckResult> {
    const rows = await reader.query<ReportRow>(
      `SELECT p.id, p.agreement_id AS "agreementId", p.month, p.cut_off_at AS "cutOffAt", p.state, r.revision = p.revision AS current,
         r.revision, r.format, r.content, r.sha256, r.audit_head AS "auditHead", r.restates,
         r.audit_head ~ '^0*$' OR EXISTS (SELECT FROM audit_seals WHERE hash = r.audit_head) AS "onChain",
         coalesce(array_agg(s.sha256) FILTER (WHERE s.id IS NOT NULL), '{}') AS signed, greatest(count(DISTINCT s.side), (SELECT count(DISTINCT side) FROM counting_restatement_signatures given
           WHERE given.restatement_id = r.restatement_id))::int AS sides
       FROM counting_period_reports r JOIN counting_periods p ON p.id = r.period_id
       LEFT JOIN counting_period_signatures s ON s.period_id = r.period_id AND s.revision = r.revision
       GROUP BY p.id, r.period_id, r.revision ORDER BY p.id, r.revision`,
    );
    const breaks: string[] = [];
    for (const row of rows)
      for (const what of await this.faultsOf(reader, row))
        breaks.push(`period ${row.id}, revision ${row.revision}: ${what}`);
    return { examined: rows.length, breaks };
  }

  private async faultsOf(reader: Reader, row: ReportRow): Promise<string[]> {
    const faults: string[] = [];
    if (!row.onChain) faults.push('its audit head does not lie on the chain');
    if (sha256Of(Buffer.from(row.content)) !== row.sha256) faults.push('the text does not fit its hash');
    if ((await this.reports.compose(reader, row)) !== row.content)
      faults.push('its list gives another report today');
    if (row.signed.some((hash) => hash !== row.sha256)) faults.push('another text was signed');
    if (row.current && (row.state === 'SIGNED' || row.state === 'LOCKED') && row.sides !== 2)
      faults.push(`${row.state} without both signatures`);
    return faults;
  }
}
