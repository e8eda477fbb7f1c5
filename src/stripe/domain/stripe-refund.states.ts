import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

/** One attempt to send money back; DIFFERS: the provider shows another one than we asked for, which people look into. FAILED can also come after SUCCEEDED, when the card's bank does not take it. */
export const stripeRefundStates = defineStates({
  states: ['CREATED', 'PENDING', 'SUCCEEDED', 'FAILED', 'DIFFERS'],
  terminal: ['FAILED', 'DIFFERS'],
  transitions: [
    { verb: 'wait', from: ['CREATED', 'PENDING'], to: 'PENDING', by: ['SYSTEM'] },
    { verb: 'succeed', from: ['CREATED', 'PENDING'], to: 'SUCCEEDED', by: ['SYSTEM'] },
    { verb: 'fail', from: ['CREATED', 'PENDING', 'SUCCEEDED'], to: 'FAILED', by: ['SYSTEM'] },
    { verb: 'differ', from: ['CREATED', 'PENDING'], to: 'DIFFERS', by: ['SYSTEM'] },
  ],
});
export type StripeRefundState = StateOf<typeof stripeRefundStates>;
