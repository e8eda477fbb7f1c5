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
export { AcceptDelivery } from './commands/accept-delivery';
export { ApproveOrder } from './commands/approve-order';
export { CancelOrder } from './commands/cancel-order';
export { CancelRest } from './commands/cancel-rest';
export { ChangeDelivery } from './commands/change-delivery';
export { DispatchShipment } from './commands/dispatch-shipment';
export { ExtendPayment } from './commands/extend-payment';
export { MarkArrived } from './commands/mark-arrived';
export { OpenDispute } from './commands/open-dispute';
export { PlaceOrder } from './commands/place-order';
export { RefuseDelivery } from './commands/refuse-delivery';
export { ReopenContract } from './commands/reopen-contract';
export { ResolveDispute } from './commands/resolve-dispute';
export { SetFreight } from './commands/set-freight';
export { SignContract } from './commands/sign-contract';
