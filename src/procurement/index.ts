export { ProcurementModule } from './procurement.module';
export { orderEvents, orderStream } from './domain/order.events';
export type { OrderSettledPayload, SettledLineRefundedPayload } from './domain/order.events';
export type { OrderState } from './domain/order.states';
export type { PaymentTerms } from './domain/order';
export { Orders, type OrderBasisLine, type OrderSummary } from './storage/orders';
export { Settlements, type SettledLine } from './storage/settlements';
export {
  SettledLineRefunds,
  type SettledLineRefundReason,
  type SettledLineRefundRequest,
} from './storage/settled-line-refunds';
export { OrderType } from './api/order.type';
export { OrderReader, type OrderRow } from './storage/order-reader';
