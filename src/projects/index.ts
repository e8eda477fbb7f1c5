export { ProjectsModule } from './projects.module';
export { CapitalCheckType } from './api/capital.type';
export { PROJECT_HANDLERS, PROJECT_READERS } from './api/project-readers';
export { capitalRefusals } from './domain/capital.refusals';
export {
  areIndependent,
  verifierStanding,
  type Reported,
  type VerifierStanding,
} from './domain/capital-verifiers';
export { projectEvents, projectStream } from './domain/project.events';
export type { ParkProject } from './storage/project.entity';
export { ProjectBook } from './storage/project-book';
export { EnterpriseStarts, type EnterpriseStart } from './storage/project-enterprises';
export { ProjectPapers } from './storage/project-papers';
export { PROJECT_SEEN, officeOver, projectSightOf } from './storage/project-sights';
export { StageProving } from './storage/stage-proving';
