import { registerEnumType } from '@nestjs/graphql';
import { CAPITAL_SIGNS, type CapitalSign } from '../domain/capital-screening';
import { PROJECT_EVIDENCE_KINDS, type ProjectEvidenceKind } from '../domain/project-sources';
import { PROJECT_STATES, STAGES, type ProjectState, type Stage } from '../domain/project.states';
import { VISIT_KINDS, VISIT_STATES, type VisitKind, type VisitState } from '../storage/project.entity';

const enumOf = <Value extends string>(values: readonly Value[]) =>
  Object.fromEntries(values.map((value) => [value, value])) as { [V in Value]: V };

export const ProjectStageEnum = enumOf<Stage>(STAGES);
registerEnumType(ProjectStageEnum, {
  name: 'ParkProjectStage',
  description: 'In their order; none is skipped',
});
export const ProjectStateEnum = enumOf<ProjectState>(PROJECT_STATES);
registerEnumType(ProjectStateEnum, {
  name: 'ParkProjectState',
  description: 'The stage while it runs, else how it stands',
});
export const ProjectEvidenceKindEnum = enumOf<ProjectEvidenceKind>(PROJECT_EVIDENCE_KINDS);
registerEnumType(ProjectEvidenceKindEnum, { name: 'ProjectEvidenceKind', description: '佐证材料' });
export const ProjectVisitKindEnum = enumOf<VisitKind>(VISIT_KINDS);
registerEnumType(ProjectVisitKindEnum, { name: 'ProjectVisitKind' });
export const ProjectVisitStateEnum = enumOf<VisitState>(VISIT_STATES);
registerEnumType(ProjectVisitStateEnum, { name: 'ProjectVisitState' });
export const CapitalSignEnum = enumOf<CapitalSign>(CAPITAL_SIGNS);
registerEnumType(CapitalSignEnum, {
  name: 'CapitalSign',
  description: 'What makes a number look invented; it points, people decide',
});
