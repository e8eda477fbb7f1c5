export { ResponsibilityModule } from './responsibility.module';
export { AssignResponsibility } from './commands/assign-responsibility';
export { Owners, type OwnedSubject, type Owner } from './storage/owners';
