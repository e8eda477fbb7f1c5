import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';
import { officeOver } from '../storage/project-sights';

/** The first word each decision answers. */
const FIRST = `JOIN LATERAL (SELECT * FROM enterprise_succession_words f WHERE f.succession_id = w.succession_id AND f.number < w.number
  AND f.verb = CASE WHEN w.verb IN ('confirm', 'reject') THEN 'record' ELSE 'askToVoid' END ORDER BY f.number DESC LIMIT 1) first ON true`;
const OWN = officeOver('k.home_county_code');
const SIDE_OF_FIRST = OWN.replaceAll('o.region_code', 'fo.region_code');

@ReconcileCheck({
  invariant: 'I20',
  sentence:
    'Every succession of an enterprise that stands was said by two people of two offices over the park or the paired east, of two sides or the second a province’s, or before that was asked for; none goes in a circle, and each stands as was said last',
})
export class SuccessionsAreSaidByTwo implements Checks {
  async check(reader: Reader): Promise<CheckResult> {
    const [all] = await reader.query<{ n: number }>('SELECT count(*)::int AS n FROM enterprise_successions');
    const otherwise = await reader.query<{ id: string }>(
      `SELECT s.id FROM enterprise_successions s LEFT JOIN LATERAL (SELECT verb FROM enterprise_succession_words w
          WHERE w.succession_id = s.id ORDER BY number DESC LIMIT 1) last ON true
        WHERE CASE last.verb WHEN 'record' THEN CASE WHEN s.by_one_office THEN 'CONFIRMED' ELSE 'RECORDED' END WHEN 'confirm' THEN 'CONFIRMED'
          WHEN 'keep' THEN 'CONFIRMED' WHEN 'reject' THEN 'REJECTED' WHEN 'askToVoid' THEN 'VOID_ASKED' WHEN 'void' THEN 'VOID' END
          IS DISTINCT FROM s.state
        OR (s.state IN ('CONFIRMED', 'VOID_ASKED', 'VOID') AND NOT s.by_one_office AND NOT EXISTS (
          SELECT FROM enterprise_succession_words w WHERE w.succession_id = s.id AND w.verb = 'confirm'))`,
    );
    const alone = await reader.query<{ id: string }>(
      `SELECT DISTINCT s.id FROM enterprise_successions s JOIN enterprise_succession_words w ON w.succession_id = s.id ${FIRST}
        JOIN park_projects p ON p.id = s.project_id JOIN parks k ON k.id = p.park_id
        JOIN organizations o ON o.id = w.organization_id JOIN organizations fo ON fo.id = first.organization_id
        WHERE w.verb NOT IN ('record', 'askToVoid') AND (w.member_id = first.member_id OR o.id = fo.id
          OR o.kind <> 'COLLABORATION_OFFICE' OR NOT (${OWN} OR ${officeOver('p.east_region_code')})
          OR (o.region_code NOT LIKE '%0000' AND ${OWN} = ${SIDE_OF_FIRST}))`,
    );
    const circles = await reader.query<{ id: string }>(
      `WITH RECURSIVE later AS (SELECT id, successor_uscc AS uscc FROM enterprise_successions WHERE state IN ('CONFIRMED', 'VOID_ASKED')
          UNION SELECT l.id, s.successor_uscc FROM later l JOIN enterprise_successions s ON s.predecessor_uscc = l.uscc
            AND s.state IN ('CONFIRMED', 'VOID_ASKED'))
       SELECT s.id FROM enterprise_successions s JOIN later l ON l.id = s.id AND l.uscc = s.predecessor_uscc WHERE NOT s.by_one_office`,
    );
    return {
      examined: all?.n ?? 0,
      breaks: [
        ...otherwise.map(({ id }) => `succession ${id} stands otherwise than was said of it`),
        ...alone.map(({ id }) => `succession ${id} was decided by one who may not`),
        ...circles.map(({ id }) => `succession ${id} goes in a circle`),
      ],
    };
  }
}
