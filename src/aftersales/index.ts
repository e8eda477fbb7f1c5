export { AftersalesModule } from './aftersales.module';
export type { RefundRequestState } from './domain/refund-request.states';
