import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

/** Who acts for a helping unit: those who buy for it. */
export const HELPING = ['BUYER_CLERK', 'BUYER_APPROVER'] as const;

export const CHANNEL_KINDS = ['CABINET', 'HALL', 'ZONE'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

export const channelStates = defineStates({
  states: ['OPEN', 'CLOSED'],
  terminal: ['CLOSED'],
  transitions: [{ verb: 'close', from: ['OPEN'], to: 'CLOSED', by: ['PLATFORM_OPS'] }],
  names: {
    states: { OPEN: { zh: '使用中', en: 'open' }, CLOSED: { zh: '已关闭', en: 'closed' } },
    verbs: { close: { zh: '关闭', en: 'close' } },
  },
});
export type ChannelState = StateOf<typeof channelStates>;

/** 帮销委托: offered by the helper, signed by the supplier; from then on orders can be placed under it. */
export const mandateStates = defineStates({
  states: ['OFFERED', 'SIGNED', 'ENDED', 'WITHDRAWN'],
  terminal: ['ENDED', 'WITHDRAWN'],
  transitions: [
    { verb: 'sign', from: ['OFFERED'], to: 'SIGNED', by: ['SUPPLIER'] },
    { verb: 'withdraw', from: ['OFFERED'], to: 'WITHDRAWN', by: [...HELPING, 'SUPPLIER'] },
    { verb: 'end', from: ['SIGNED'], to: 'ENDED', by: [...HELPING, 'SUPPLIER'] },
  ],
  names: {
    states: {
      OFFERED: { zh: '待供应商签署', en: 'waits for the supplier’s signature' },
      SIGNED: { zh: '已签署', en: 'signed' },
      ENDED: { zh: '已终止', en: 'ended' },
      WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
    },
    verbs: {
      sign: { zh: '签署', en: 'sign' },
      withdraw: { zh: '撤回', en: 'withdraw' },
      end: { zh: '终止', en: 'end' },
    },
  },
});
export type HelpSellMandateState = StateOf<typeof mandateStates>;
