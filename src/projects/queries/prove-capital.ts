import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';
import { officeOver } from '../storage/project-sights';

@ReconcileCheck({
  invariant: 'I20',
  sentence: 'The paid-in capital of every project is the sum of its verified records, and none is below zero',
})
export class PaidInIsItsRecords implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [all] = await reader.query<{ n: number }>('SELECT count(*)::int AS n FROM park_projects');
    const rows = await reader.query<{ id: string }>(
      `SELECT p.id FROM park_projects p LEFT JOIN (SELECT project_id, sum(fen) AS fen FROM capital_records
          WHERE state = 'VERIFIED' GROUP BY 1) c ON c.project_id = p.id
        WHERE p.paid_in_fen <> coalesce(c.fen, 0) OR p.paid_in_fen < 0`,
    );
    return {
      examined: all?.n ?? 0,
      breaks: rows.map(({ id }) => `project ${id}: paid-in capital differs from its records`),
    };
  }
}

const JUDGES = `FROM capital_checks x JOIN organizations o ON o.id = x.organization_id JOIN park_projects p ON p.id = c.project_id
  JOIN parks k ON k.id = p.park_id JOIN organizations s ON s.id = c.submitter_id WHERE x.record_id = c.id`;

@ReconcileCheck({
  invariant: 'I20',
  sentence:
    'Every verified capital record was verified by two people of two offices, over the park or the paired east, of two sides or one a province’s, none of the county that reports it or of an office that brought a paper of it, and rests on two issuers',
})
export class CapitalIsVerifiedByOthers implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [all] = await reader.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM capital_records WHERE state = 'VERIFIED'`,
    );
    const rows = await reader.query<{ id: string }>(
      `SELECT c.id FROM capital_records c
        WHERE c.state = 'VERIFIED' AND (
          (SELECT count(DISTINCT x.member_id) FROM capital_checks x WHERE x.record_id = c.id) <> 2
          OR (SELECT count(DISTINCT x.organization_id) FROM capital_checks x WHERE x.record_id = c.id) <> 2
          OR (SELECT count(DISTINCT ${officeOver('k.home_county_code')}) < 2 AND NOT bool_or(o.region_code LIKE '%0000') ${JUDGES})
          OR EXISTS (SELECT ${JUDGES} AND (o.region_code = k.home_county_code OR o.region_code = s.region_code AND o.region_code NOT LIKE '%00'
            OR NOT (${officeOver('k.home_county_code')} OR ${officeOver('p.east_region_code')})))
          OR EXISTS (SELECT FROM capital_checks x WHERE x.record_id = c.id
            AND (x.member_id = c.submitted_by OR x.organization_id = c.submitter_id))
          OR EXISTS (SELECT FROM capital_checks x JOIN capital_record_evidence a ON a.record_id = x.record_id
            JOIN project_evidence e ON e.id = a.evidence_id WHERE x.record_id = c.id AND e.submitter_id = x.organization_id)
          OR NOT EXISTS (SELECT FROM capital_record_evidence a JOIN project_evidence one ON one.id = a.evidence_id
            JOIN capital_record_evidence b ON b.record_id = a.record_id JOIN project_evidence other ON other.id = b.evidence_id
            WHERE a.record_id = c.id AND NOT one.issuer_usccs && other.issuer_usccs))`,
    );
    return {
      examined: all?.n ?? 0,
      breaks: rows.map(({ id }) => `capital record ${id} was not verified by two who may`),
    };
  }
}

@ReconcileCheck({
  invariant: 'I20',
  sentence:
    'Every paper under a verified contribution that counts stands under no other, of any project, by its bytes and its issuers’ numbers',
})
export class PapersCountOnce implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [all] = await reader.query<{ n: number }>('SELECT count(*)::int AS n FROM capital_counted_papers');
    const rows = await reader.query<{ id: string }>(
      `WITH counted AS (SELECT c.id, k.key FROM capital_records c CROSS JOIN LATERAL capital_paper_keys(c.id) k
          WHERE c.state = 'VERIFIED' AND c.nature = 'CONTRIBUTION' AND capital_left(c.id) > 0)
       SELECT DISTINCT coalesce(c.id, u.record_id) AS id FROM counted c
         FULL JOIN capital_counted_papers u ON u.key = c.key AND u.record_id = c.id WHERE c.id IS NULL OR u.record_id IS NULL`,
    );
    return {
      examined: all?.n ?? 0,
      breaks: rows.map(({ id }) => `capital record ${id}: its papers are counted wrongly`),
    };
  }
}
