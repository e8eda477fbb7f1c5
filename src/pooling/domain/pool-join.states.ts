import {
  defineStates,
  type BilingualText,
  type StateOf,
  type VerbOf,
} from '../../../libs/workflow/src/index';

const BUYER = ['BUYER_CLERK', 'BUYER_APPROVER'] as const;

/**
 * A unit in a pool. Only IN counts and reserves; what waits for the approver does neither. After the pool is closed a
 * unit is bound until the request it became has ended.
 */
export const poolJoinStates = defineStates({
  states: ['PENDING_APPROVAL', 'SENT_BACK', 'IN', 'LEFT', 'LAPSED', 'RELEASED', 'SERVED', 'PASSED_OVER'],
  terminal: ['LEFT', 'LAPSED', 'RELEASED', 'SERVED', 'PASSED_OVER'],
  transitions: [
    { verb: 'approve', from: ['PENDING_APPROVAL'], to: 'IN', by: ['BUYER_APPROVER'] },
    { verb: 'sendBack', from: ['PENDING_APPROVAL'], to: 'SENT_BACK', by: ['BUYER_APPROVER'] },
    { verb: 'change', from: ['PENDING_APPROVAL', 'SENT_BACK', 'IN'], to: 'IN', by: [...BUYER] },
    {
      verb: 'changeAboveLimit',
      from: ['PENDING_APPROVAL', 'SENT_BACK', 'IN'],
      to: 'PENDING_APPROVAL',
      by: [...BUYER],
    },
    { verb: 'leave', from: ['PENDING_APPROVAL', 'SENT_BACK', 'IN'], to: 'LEFT', by: [...BUYER] },
    { verb: 'lapse', from: ['PENDING_APPROVAL', 'SENT_BACK'], to: 'LAPSED', by: ['SYSTEM'] },
    { verb: 'release', from: ['IN'], to: 'RELEASED', by: ['SYSTEM'] },
    { verb: 'serve', from: ['IN'], to: 'SERVED', by: ['SYSTEM'] },
    { verb: 'passOver', from: ['IN'], to: 'PASSED_OVER', by: ['SYSTEM'] },
  ],
  names: {
    states: {
      PENDING_APPROVAL: text('待审批', 'waiting for approval'),
      SENT_BACK: text('已退回', 'sent back'),
      IN: text('已加入', 'in'),
      LEFT: text('已退出', 'left'),
      LAPSED: text('已失效', 'lapsed'),
      RELEASED: text('已释放', 'released'),
      SERVED: text('已分得', 'served'),
      PASSED_OVER: text('未分得', 'passed over'),
    },
    verbs: {
      approve: text('审批', 'approve'),
      sendBack: text('退回', 'send back'),
      change: text('修改', 'change'),
      changeAboveLimit: text('修改', 'change'),
      leave: text('退出', 'leave'),
    },
  },
});
export type PoolJoinState = StateOf<typeof poolJoinStates>;
export type PoolJoinVerb = VerbOf<typeof poolJoinStates>;

/** Can still change or leave, or wait for a word, while the pool gathers. */
export const ACTIVE: readonly PoolJoinState[] = ['PENDING_APPROVAL', 'SENT_BACK', 'IN'];

function text(zh: string, en: string): BilingualText {
  return { zh, en };
}
