/** On `order:<id>`; amounts are fen as text. */
export const PAYMENT_RECEIVED = 'PaymentReceived';
export const REFUND_DONE = 'RefundDone';
/** A refund that was done is due again: the bank or the provider has sent a part of it back. */
export const REFUND_UNDONE = 'RefundUndone';

/** On `refund-payment:<id>`: a part of a refund that goes back by the provider is to be sent. */
export const PROVIDER_REFUND_DUE = 'ProviderRefundDue';

export interface ProviderRefundDue {
  readonly refundPaymentId: string;
  /** Of what was captured under this id. */
  readonly captureId: string;
  readonly fen: string;
  /** 1, and one more after every failure. */
  readonly attempt: number;
}

/** On `refund-payment:<id>`: finance is to pay a part of a refund at the bank, for the first time or again. */
export const BANK_REFUND_DUE = 'BankRefundDue';

export interface BankRefundDue {
  readonly refundPaymentId: string;
  readonly fen: string;
  /** ISO 8601. */
  readonly requestedAt: string;
}

/** On `order-money:<id>`: an order is settled, and some of its money was captured by the provider. */
export const PROVIDER_MONEY_SETTLED = 'ProviderMoneySettled';

export interface ProviderMoneySettled {
  readonly supplierId: string;
  readonly captureIds: readonly string[];
}

export interface PaymentReceived {
  readonly orderId: string;
  readonly paymentId: string;
  readonly fen: string;
  /** Everything received for the order so far. */
  readonly receivedFen: string;
  /** What is still due; '0' when the order is paid. */
  readonly outstandingFen: string;
}

/** Of `RefundUndone`, too. */
export interface RefundDone {
  readonly orderId: string;
  readonly refundId: string;
  readonly fen: string;
}
