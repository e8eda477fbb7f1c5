export { ProjectsModule } from './projects.module';
export { projectEvents, projectStream } from './domain/project.events';
export { EnterpriseStarts, type EnterpriseStart } from './storage/project-enterprises';
