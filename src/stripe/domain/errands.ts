/** Calls that leave the house; the names stand in waiting jobs. */
export const FOLLOW_INTENT = 'follow-stripe-intent';
export const FOLLOW_REFUND = 'follow-stripe-refund';
export const APPLY_EVENT = 'apply-stripe-event';
export const READ_BALANCE = 'read-stripe-balance';
