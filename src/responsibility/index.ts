export { ResponsibilityModule } from './responsibility.module';
export { Owners, type OwnedSubject, type Owner } from './storage/owners';
