export { AftersalesModule } from './aftersales.module';
export { ApproveRefund } from './commands/approve-refund';
export { DenyRefund } from './commands/deny-refund';
export { EscalateRefund } from './commands/escalate-refund';
export { RequestRefund } from './commands/request-refund';
export { AcceptCaseOffer } from './commands/accept-case-offer';
export { OpenCase } from './commands/open-case';
export { ReplyToCase } from './commands/reply-to-case';
