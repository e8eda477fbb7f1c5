export {
  REFUND_REASONS,
  type PaymentPosition,
  type PaymentSubject,
  type RefundReason,
  type RefundSource,
} from './domain/payment-request';
export { PaymentsModule } from './payments.module';
export { PaymentRequests, type NewPaymentRequest, type SettlementOrder } from './storage/payment-requests';
export type { RefundOrder } from './storage/refunding';
