/** Why money in suspense will never belong to an order. */
export type ReturnReason = 'OVERPAYMENT' | 'DUPLICATE_TRANSFER' | 'REQUEST_CLOSED' | 'NOT_FOR_US';
