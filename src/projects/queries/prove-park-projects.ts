import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';
import { officeOver } from '../storage/project-sights';

@ReconcileCheck({
  invariant: 'I20',
  sentence:
    'Every stage of a park project stands on its step, none is skipped, and from SIGNED on each is proved by an office over the park or the paired east with papers of two issuers none of which it brought',
})
export class StagesAreProved implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [all] = await reader.query<{ n: number }>('SELECT count(*)::int AS n FROM park_projects');
    const skipped = await reader.query<{ id: string }>(
      `SELECT p.id FROM park_projects p
        LEFT JOIN project_steps s ON s.project_id = p.id AND s.verb IN ('register', 'advance')
        GROUP BY p.id HAVING count(s.id) <> project_stage_number(p.stage) OR count(DISTINCT s.stage) <> count(s.id)`,
    );
    const unproved = await reader.query<{ id: string }>(
      `SELECT s.id FROM project_steps s WHERE s.verb = 'advance' AND project_stage_number(s.stage) >= project_stage_number('SIGNED')
         AND (NOT EXISTS (SELECT FROM project_step_evidence x JOIN project_evidence one ON one.id = x.evidence_id
             JOIN project_step_evidence y ON y.step_id = x.step_id JOIN project_evidence other ON other.id = y.evidence_id
             WHERE x.step_id = s.id AND NOT one.issuer_usccs && other.issuer_usccs)
           OR EXISTS (SELECT FROM project_step_evidence x JOIN project_evidence e ON e.id = x.evidence_id
             WHERE x.step_id = s.id AND e.submitter_id = s.organization_id)
           OR NOT EXISTS (SELECT FROM park_projects p JOIN parks k ON k.id = p.park_id JOIN organizations o ON o.id = s.organization_id
             WHERE p.id = s.project_id AND o.kind = 'COLLABORATION_OFFICE'
               AND (${officeOver('k.home_county_code')} OR ${officeOver('p.east_region_code')})))`,
    );
    const last = await reader.query<{ id: string }>(
      `SELECT p.id FROM park_projects p JOIN LATERAL (SELECT stage, standing FROM project_steps s WHERE s.project_id = p.id
          ORDER BY sequence DESC LIMIT 1) s ON true WHERE (s.stage, s.standing) IS DISTINCT FROM (p.stage, p.standing)`,
    );
    return {
      examined: all?.n ?? 0,
      breaks: [
        ...skipped.map(({ id }) => `project ${id} has skipped a stage or says one twice`),
        ...unproved.map(({ id }) => `step ${id} is not proved by two sources of others`),
        ...last.map(({ id }) => `project ${id} stands otherwise than its last step says`),
      ],
    };
  }
}

@ReconcileCheck({
  invariant: 'I20',
  sentence: 'Every project that has reached production has one first day of it, that of its step',
})
export class ProductionsAreTheirSteps implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [all] = await reader.query<{ n: number }>('SELECT count(*)::int AS n FROM project_productions');
    const rows = await reader.query<{ id: string }>(
      `SELECT p.id FROM park_projects p LEFT JOIN project_productions d ON d.project_id = p.id LEFT JOIN project_steps s ON s.id = d.step_id
        WHERE (d.project_id IS NOT NULL) <> (project_stage_number(p.stage) >= project_stage_number('IN_PRODUCTION'))
           OR (d.project_id IS NOT NULL AND (s.stage, s.verb, s.occurred_on, p.enterprise_uscc) IS DISTINCT FROM ('IN_PRODUCTION', 'advance', d.first_on, d.uscc))`,
    );
    return {
      examined: all?.n ?? 0,
      breaks: rows.map(({ id }) => `project ${id} and its first day of production differ`),
    };
  }
}
