export { CountingModule } from './counting.module';
export { SignPeriod } from './commands/sign-period';
export { SoftClosePeriod } from './commands/soft-close-period';
export { BehindCommitments, type BehindRegion } from './storage/behind-commitments';
