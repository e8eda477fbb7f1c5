export { CountingModule } from './counting.module';
export { COUNT_ORDER_EVENTS } from './domain/reaction-names';
export { ConfirmReattribution } from './commands/confirm-reattribution';
export { ProposeReattribution } from './commands/propose-reattribution';
export { SignPeriod } from './commands/sign-period';
export { SoftClosePeriod } from './commands/soft-close-period';
