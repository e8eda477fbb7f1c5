import { ReconcileCheck, counted, type CheckResult, type Checks, type Reader } from '../../platform/index';
import { officeOver } from '../../projects/index';

const JUDGES = `FROM operating_checks x JOIN organizations o ON o.id = x.organization_id JOIN park_projects p ON p.id = c.project_id
  JOIN parks k ON k.id = p.park_id JOIN organizations s ON s.id = c.submitter_id WHERE x.record_id = c.id`;

@ReconcileCheck({
  invariant: 'I20',
  sentence:
    'Every verified operating record was verified by two people of two offices over its park or the paired east, of two sides or one a province’s, none of the county that reports it, and rests on two issuers',
})
export class OperatingIsVerifiedByOthers implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const rows = await reader.query<{ id: string }>(
      `SELECT c.id FROM operating_records c
        WHERE c.state IN ('VERIFIED', 'REPLACED') AND (
          (SELECT count(DISTINCT x.member_id) FROM operating_checks x WHERE x.record_id = c.id) <> 2
          OR (SELECT count(DISTINCT x.organization_id) FROM operating_checks x WHERE x.record_id = c.id) <> 2
          OR (SELECT count(DISTINCT ${officeOver('k.home_county_code')}) < 2 AND NOT bool_or(o.region_code LIKE '%0000') ${JUDGES})
          OR EXISTS (SELECT ${JUDGES} AND (o.region_code = k.home_county_code OR o.region_code = s.region_code AND o.region_code NOT LIKE '%00'
            OR NOT (${officeOver('k.home_county_code')} OR ${officeOver('p.east_region_code')})))
          OR EXISTS (SELECT FROM operating_checks x WHERE x.record_id = c.id
            AND (x.member_id = c.submitted_by OR x.organization_id = c.submitter_id))
          OR NOT EXISTS (SELECT FROM operating_record_evidence a JOIN project_evidence one ON one.id = a.evidence_id
            JOIN operating_record_evidence b ON b.record_id = a.record_id JOIN project_evidence other ON other.id = b.evidence_id
            WHERE a.record_id = c.id AND NOT one.issuer_usccs && other.issuer_usccs)) ORDER BY 1`,
    );
    return {
      examined: await counted(reader, `FROM operating_records WHERE state IN ('VERIFIED', 'REPLACED')`),
      breaks: rows.map(({ id }) => `operating record ${id} was not verified by two who may`),
    };
  }
}

@ReconcileCheck({
  invariant: 'I20',
  sentence:
    'A quarter of a project has one verified operating record, each replaced one has the record that took its place, and no paper stands under two of them',
})
export class QuartersHaveOneRecord implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const rows = await reader.query<{ id: string }>(
      `SELECT c.id FROM operating_records c
        WHERE (c.state = 'REPLACED' AND NOT EXISTS (SELECT FROM operating_records n WHERE n.replaces_id = c.id AND n.state IN ('VERIFIED', 'REPLACED')))
           OR (c.state = 'VERIFIED' AND (EXISTS (SELECT FROM operating_records n WHERE n.replaces_id = c.id AND n.state IN ('VERIFIED', 'REPLACED'))
             OR EXISTS (SELECT FROM operating_record_evidence a JOIN operating_record_evidence b USING (evidence_id)
               JOIN operating_records n ON n.id = b.record_id
               WHERE a.record_id = c.id AND n.id <> c.id AND n.state = 'VERIFIED'))) ORDER BY 1`,
    );
    return {
      examined: await counted(reader, 'FROM operating_records'),
      breaks: rows.map(({ id }) => `operating record ${id} does not stand alone for its quarter`),
    };
  }
}
