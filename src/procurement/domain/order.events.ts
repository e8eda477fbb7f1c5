/** What procurement publishes on the stream `order:<id>`, each with its orderId; other domains subscribe to these words. */
export const orderEvents = {
  placed: 'OrderPlaced',
  /** With forwardSupplyId: something was certified or ended that lines of the order wait for. */
  harvestMoved: 'OrderHarvestMoved',
  contractSigned: 'OrderContractSigned',
  paid: 'OrderPaid',
  shipped: 'OrderShipped',
  accepted: 'OrderAccepted',
  /** What was not shipped never will be; the rest goes on. */
  restCancelled: 'OrderRestCancelled',
  /** Less is ordered than before: the buyer took what came of a harvest that was cut. */
  reduced: 'OrderReduced',
  /** With its settlementId. */
  settled: 'OrderSettled',
  cancelled: 'OrderCancelled',
  /** With lineRefundId, settlementLineId, goodsFen and refundFen; fen are decimal text, because events are JSON. */
  settledLineRefunded: 'SettledLineRefunded',
} as const;
/** After these an order may take less than it did: whoever holds something for it gives back. */
export const lesseningEvents = [
  orderEvents.cancelled,
  orderEvents.restCancelled,
  orderEvents.reduced,
  orderEvents.accepted,
] as const;
export type OrderEvent = (typeof orderEvents)[keyof typeof orderEvents];

export const orderStream = (orderId: string) => `order:${orderId}`;
