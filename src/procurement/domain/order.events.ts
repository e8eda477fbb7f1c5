/** What procurement publishes on the stream `order:<id>`; other domains subscribe to these words. */
export const orderEvents = {
  placed: 'OrderPlaced',
  contractSigned: 'OrderContractSigned',
  paid: 'OrderPaid',
  shipped: 'OrderShipped',
  accepted: 'OrderAccepted',
  settled: 'OrderSettled',
  cancelled: 'OrderCancelled',
  settledLineRefunded: 'SettledLineRefunded',
} as const;
export type OrderEvent = (typeof orderEvents)[keyof typeof orderEvents];

export interface OrderSettledPayload {
  readonly orderId: string;
  readonly settlementId: string;
}

/** Amounts are fen as decimal text, because events are JSON. */
export interface SettledLineRefundedPayload {
  readonly orderId: string;
  readonly lineRefundId: string;
  readonly settlementLineId: string;
  readonly goodsFen: string;
  readonly refundFen: string;
}

export const orderStream = (orderId: string) => `order:${orderId}`;
