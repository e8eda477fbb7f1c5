export { AftersalesModule } from './aftersales.module';
export { ApproveRefund } from './commands/approve-refund';
export { DenyRefund } from './commands/deny-refund';
export { EscalateRefund } from './commands/escalate-refund';
export { RequestRefund } from './commands/request-refund';
