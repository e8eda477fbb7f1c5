import { AssignResponsibility } from '../../responsibility/index';
import type { DemoPlan } from '../domain/demo-plan';
import { officeKey } from '../domain/plan-parties';
import type { Cast } from './cast';
import { done, type Stage } from './stage';

/** 责任: each eastern office answers for its place and for every target of the year but one, which is a gap it sees. */
export async function nameOwners(stage: Stage, cast: Cast, plan: DemoPlan, day: string): Promise<void> {
  const offices = [...new Set(plan.agreements.map(({ pair }) => pair.east.code))];
  const targets = await stage.database.query<{ id: string; east: string }>(
    `SELECT leaf.id, a.east_region_code AS east FROM annual_agreements a
     JOIN commitment_targets target ON target.agreement_id = a.id AND target.draft_number = a.in_force_draft AND target.target > 0
     JOIN commitments leaf ON leaf.id = target.commitment_id
     WHERE a.kind = 'EAST_WEST' AND a.year = $1 ORDER BY a.east_region_code, a.west_region_code, leaf.id`,
    [Number(day.slice(0, 4))],
  );
  await stage.together(offices, async (code) => {
    const [, ...owned] = targets.filter(({ east }) => east === code);
    const assign = async (subject: Subject) => {
      const { memberId } = cast.as(officeKey(code), 'coord');
      const key = subject.commitmentId ?? subject.regionCode ?? '';
      const input = { idempotencyKey: `demo-owner-${key}`, ...subject, memberId, validFrom: day };
      const office = cast.as(officeKey(code));
      await done(`assignResponsibility ${key}`, stage.use(AssignResponsibility).execute(office, input));
    };
    await assign({ subjectKind: 'PLACE', regionCode: code });
    for (const { id } of owned) await assign({ subjectKind: 'TARGET', commitmentId: id });
  });
}

interface Subject {
  readonly subjectKind: 'PLACE' | 'TARGET';
  readonly regionCode?: string;
  readonly commitmentId?: string;
}
