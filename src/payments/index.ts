export { PaymentRequestReader } from './api/payment-request-reader';
export { PaymentRequestType } from './api/payment-request.type';
export { ConfirmRefundPaid, ConfirmRefundPaidInput } from './commands/confirm-refund-paid';
export { RecordBankReceipt, RecordBankReceiptInput } from './commands/record-bank-receipt';
export {
  REFUND_REASONS,
  type PaymentPosition,
  type PaymentSubject,
  type RefundReason,
  type RefundSource,
} from './domain/payment-request';
export {
  PAYMENT_RECEIVED,
  REFUND_DONE,
  type PaymentReceived,
  type RefundDone,
} from './domain/payments.events';
export { PaymentsModule } from './payments.module';
export { PaymentRequests, type NewPaymentRequest, type SettlementOrder } from './storage/payment-requests';
export type { RefundOrder } from './storage/refunding';
export { ConfirmSuspenseMatch } from './commands/confirm-suspense-match';
export { FailRefund } from './commands/fail-refund';
export { ProposeSuspenseMatch } from './commands/propose-suspense-match';
export { RejectSuspenseMatch } from './commands/reject-suspense-match';
export { ConfirmSuspenseReturn } from './commands/confirm-suspense-return';
export { ProposeSuspenseReturn } from './commands/propose-suspense-return';
export { RejectSuspenseReturn } from './commands/reject-suspense-return';
export { ConfirmCustodyAccount } from './commands/confirm-custody-account';
export { ProposeCustodyAccount } from './commands/propose-custody-account';
export { RejectCustodyAccount } from './commands/reject-custody-account';
export { RetryRefund } from './commands/retry-refund';
export { receiptHash } from './storage/receipt-rows';
