export { ConfirmRecordedReceipt } from './commands/confirm-recorded-receipt';
export { ConfirmRefundPaid } from './commands/confirm-refund-paid';
export { RecordBankReceipt } from './commands/record-bank-receipt';
export { PaymentPartReader } from './api/payment-part-reader';
export {
  PaymentPartType,
  PaymentPlanInput,
  PaymentPlanType,
  PaymentTermsEnum,
  shownPlan,
} from './api/payment-plan.type';
export type { PaymentPosition, PaymentSubject } from './domain/payment-request';
export {
  BANK_REFUND_DUE,
  PAYMENT_RECEIVED,
  PROVIDER_MONEY_SETTLED,
  PROVIDER_REFUND_DUE,
  REFUND_DONE,
  REFUND_UNDONE,
  type BankRefundDue,
  type ProviderMoneySettled,
  type ProviderRefundDue,
} from './domain/payments.events';
export { accountNumber, bankReference } from './domain/payer';
export { saysReturned } from './domain/returned-transfer';
export { proposalStates, type ProposalState } from './domain/proposal.states';
export { PaymentsModule } from './payments.module';
export { DepositFloor } from './storage/deposit-floor';
export type { DisputeNews } from './storage/disputing';
export { PaymentParts, type NextPart } from './storage/payment-parts';
export { ProviderMoney, type Payable } from './storage/provider-money';
export { PaymentRequests } from './storage/payment-requests';
export type { RefundOrder } from './storage/refunding';
export { FinanceTasks } from './storage/finance-tasks';
export { ProposalDecisions, type ProposalKind } from './storage/proposal-decisions';
export { StatementMoney, type SeenTransfer } from './storage/statement-money';
export { payerNameHash } from './storage/payers';
export { receiptHash } from './storage/receipt-rows';
