import {
  defineStates,
  type BilingualText,
  type StateOf,
  type VerbOf,
} from '../../../libs/workflow/src/index';

const BUYER = ['BUYER_CLERK', 'BUYER_APPROVER'] as const;

/**
 * Workflow 7. The buyer signs first: his signature is the offer, the supplier’s the acceptance. Exhausted is what is
 * active and has nothing left; it comes back when something is given back or a cap is raised.
 */
export const frameworkStates = defineStates({
  states: ['DRAFT', 'SIGNED_BY_ONE', 'ACTIVE', 'EXHAUSTED', 'EXPIRED', 'TERMINATED'],
  terminal: ['EXPIRED', 'TERMINATED'],
  transitions: [
    { verb: 'amend', from: ['DRAFT', 'SIGNED_BY_ONE'], to: 'DRAFT', by: [...BUYER] },
    { verb: 'offer', from: ['DRAFT'], to: 'SIGNED_BY_ONE', by: ['BUYER_APPROVER'] },
    { verb: 'accept', from: ['SIGNED_BY_ONE'], to: 'ACTIVE', by: ['SUPPLIER'] },
    { verb: 'sendBack', from: ['SIGNED_BY_ONE'], to: 'DRAFT', by: ['SUPPLIER'] },
    { verb: 'exhaust', from: ['ACTIVE'], to: 'EXHAUSTED', by: ['SYSTEM'] },
    { verb: 'replenish', from: ['EXHAUSTED'], to: 'ACTIVE', by: ['SYSTEM'] },
    { verb: 'revise', from: ['ACTIVE'], to: 'ACTIVE', by: [...BUYER, 'SUPPLIER'] },
    { verb: 'revise', from: ['EXHAUSTED'], to: 'EXHAUSTED', by: [...BUYER, 'SUPPLIER'] },
    { verb: 'callOff', from: ['ACTIVE'], to: 'ACTIVE', by: [...BUYER] },
    { verb: 'giveNotice', from: ['ACTIVE'], to: 'ACTIVE', by: ['BUYER_APPROVER', 'SUPPLIER'] },
    { verb: 'giveNotice', from: ['EXHAUSTED'], to: 'EXHAUSTED', by: ['BUYER_APPROVER', 'SUPPLIER'] },
    { verb: 'drop', from: ['DRAFT', 'SIGNED_BY_ONE'], to: 'TERMINATED', by: ['BUYER_APPROVER'] },
    {
      verb: 'terminate',
      from: ['ACTIVE', 'EXHAUSTED'],
      to: 'TERMINATED',
      by: ['BUYER_APPROVER', 'SUPPLIER'],
    },
    {
      verb: 'expire',
      from: ['DRAFT', 'SIGNED_BY_ONE', 'ACTIVE', 'EXHAUSTED'],
      to: 'EXPIRED',
      by: ['SYSTEM'],
    },
  ],
  names: {
    states: {
      DRAFT: text('起草中', 'a draft'),
      SIGNED_BY_ONE: text('一方已签', 'signed by one'),
      ACTIVE: text('已生效', 'active'),
      EXHAUSTED: text('额度已用完', 'exhausted'),
      EXPIRED: text('已到期', 'expired'),
      TERMINATED: text('已终止', 'terminated'),
    },
    verbs: {
      amend: text('修改', 'amend'),
      offer: text('签署', 'sign'),
      accept: text('签署', 'sign'),
      sendBack: text('退回', 'send back'),
      revise: text('修订', 'revise'),
      callOff: text('提货', 'call off from'),
      giveNotice: text('终止', 'terminate'),
      drop: text('撤回', 'withdraw'),
      terminate: text('终止', 'terminate'),
    },
  },
});

export type FrameworkState = StateOf<typeof frameworkStates>;
export type FrameworkVerb = VerbOf<typeof frameworkStates>;
export type FrameworkSide = 'BUYER' | 'SUPPLIER';

function text(zh: string, en: string): BilingualText {
  return { zh, en };
}
