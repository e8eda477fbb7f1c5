import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

/** One payment online. DIFFERS: the provider shows another amount or currency than we asked for, which people look into. */
export const intentStates = defineStates({
  states: ['CREATED', 'PENDING', 'SUCCEEDED', 'FAILED', 'EXPIRED', 'DIFFERS'],
  terminal: ['SUCCEEDED', 'FAILED', 'EXPIRED', 'DIFFERS'],
  transitions: [
    { verb: 'open', from: ['CREATED'], to: 'PENDING', by: ['SYSTEM'] },
    { verb: 'wait', from: ['PENDING'], to: 'PENDING', by: ['SYSTEM'] },
    { verb: 'succeed', from: ['CREATED', 'PENDING'], to: 'SUCCEEDED', by: ['SYSTEM'] },
    { verb: 'fail', from: ['CREATED'], to: 'FAILED', by: ['SYSTEM'] },
    { verb: 'expire', from: ['CREATED', 'PENDING'], to: 'EXPIRED', by: ['SYSTEM'] },
    { verb: 'differ', from: ['CREATED', 'PENDING'], to: 'DIFFERS', by: ['SYSTEM'] },
  ],
  names: {
    states: {
      CREATED: { zh: '已发起', en: 'started' },
      PENDING: { zh: '待支付', en: 'waiting for the payer' },
      SUCCEEDED: { zh: '已支付', en: 'paid' },
      FAILED: { zh: '支付机构未受理', en: 'refused by the provider' },
      EXPIRED: { zh: '已取消', en: 'cancelled or expired' },
      DIFFERS: { zh: '金额不符，待核查', en: 'differs from what was asked for' },
    },
  },
});
export type IntentState = StateOf<typeof intentStates>;
