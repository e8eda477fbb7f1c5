/** Calls that leave the house; the names stand in waiting jobs. */
export const FOLLOW_INTENT = 'follow-stripe-intent';
export const FOLLOW_REFUND = 'follow-stripe-refund';
export const FOLLOW_DISPUTE = 'follow-stripe-dispute';
export const APPLY_EVENT = 'apply-stripe-event';
export const READ_BALANCE = 'read-stripe-balance';
export const FOLLOW_CONNECT_ACCOUNT = 'follow-connect-account';
export const PLACE_CONNECT_TRANSFER = 'place-connect-transfer';
export const FOLLOW_CONNECT_TRANSFER = 'follow-connect-transfer';
export const FOLLOW_REVERSAL = 'follow-connect-reversal';
export const FOLLOW_CONNECT_PAYOUT = 'follow-connect-payout';
export const READ_CONNECTED_BALANCE = 'read-connected-balance';
