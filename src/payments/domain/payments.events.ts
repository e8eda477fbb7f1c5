/** On `order:<id>`; amounts are fen as text. */
export const PAYMENT_RECEIVED = 'PaymentReceived';
export const REFUND_DONE = 'RefundDone';

export interface PaymentReceived {
  readonly orderId: string;
  readonly paymentId: string;
  readonly fen: string;
  /** Everything received for the order so far. */
  readonly receivedFen: string;
  /** What is still due; '0' when the order is paid. */
  readonly outstandingFen: string;
}

export interface RefundDone {
  readonly orderId: string;
  readonly refundId: string;
  readonly fen: string;
}
