export { FrameworksModule } from './frameworks.module';
export { AmendFrameworkAgreement } from './commands/amend-framework-agreement';
export { CallOff } from './commands/call-off';
export { DraftFrameworkAgreement } from './commands/draft-framework-agreement';
export { ProposeFrameworkRevision } from './commands/propose-framework-revision';
export { SignFrameworkAgreement } from './commands/sign-framework-agreement';
export { SignFrameworkRevision } from './commands/sign-framework-revision';
export { TerminateFrameworkAgreement } from './commands/terminate-framework-agreement';
