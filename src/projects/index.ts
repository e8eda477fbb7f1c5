export { ProjectsModule } from './projects.module';
export { CapitalCheckType, CapitalRecordType } from './api/capital.type';
export { PROJECT_HANDLERS, PROJECT_READERS } from './api/project-readers';
export { capitalRefusals } from './domain/capital.refusals';
export {
  areIndependent,
  verifierStanding,
  type Reported,
  type VerifierStanding,
} from './storage/capital-verifiers';
export { projectEvents, projectStream } from './domain/project.events';
export type { ParkProject } from './storage/project.entity';
export { ProjectBook } from './storage/project-book';
export { EnterpriseStarts, type EnterpriseStart } from './storage/project-enterprises';
export { ProjectPapers } from './storage/project-papers';
export { PROJECT_SEEN, officeOver, projectSightOf } from './storage/project-sights';
export { StageProving } from './storage/stage-proving';
export { ParkProjectType, ProjectEvidenceType } from './api/project.type';
export { CapitalReader, type CapitalRow } from './storage/capital-reader';
export { ProjectReader, type EvidenceRow, type ProjectRow } from './storage/project-reader';
export type { ProjectEvidenceKind } from './domain/project-sources';
export { AdvanceParkProject } from './commands/advance-park-project';
export { CloseProjectVisit } from './commands/close-project-visit';
export { EndParkProject } from './commands/end-park-project';
export { PlanProjectVisit } from './commands/plan-project-visit';
export { RegisterParkProject } from './commands/register-park-project';
export { ReleaseParkProject } from './commands/release-park-project';
export { SubmitCapitalRecord } from './commands/submit-capital-record';
export { SubmitProjectEvidence } from './commands/submit-project-evidence';
export { VerifyCapitalRecord } from './commands/verify-capital-record';
