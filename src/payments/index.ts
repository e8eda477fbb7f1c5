export { ConfirmRefundPaid } from './commands/confirm-refund-paid';
export { RecordBankReceipt } from './commands/record-bank-receipt';
export type { PaymentPosition, PaymentSubject } from './domain/payment-request';
export { PAYMENT_RECEIVED, REFUND_DONE } from './domain/payments.events';
export { PaymentsModule } from './payments.module';
export { PaymentRequests } from './storage/payment-requests';
export type { RefundOrder } from './storage/refunding';
export { receiptHash } from './storage/receipt-rows';
