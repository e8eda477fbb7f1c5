import {
  defineStates,
  type BilingualText,
  type StateOf,
  type VerbOf,
} from '../../../libs/workflow/src/index';

const BUYER = ['BUYER_CLERK', 'BUYER_APPROVER'] as const;

/**
 * Workflow 4 until quotes come in. While OPEN nobody has quoted, which is when a request may be amended. One that ended
 * without an award is opened again once; a rule knows whether it was.
 */
export const sourcingRequestStates = defineStates({
  states: ['DRAFT', 'PENDING_APPROVAL', 'OPEN', 'CANCELLED', 'EXPIRED'],
  terminal: [],
  transitions: [
    { verb: 'amend', from: ['DRAFT', 'PENDING_APPROVAL'], to: 'DRAFT', by: [...BUYER] },
    { verb: 'publish', from: ['DRAFT'], to: 'OPEN', by: [...BUYER] },
    { verb: 'submit', from: ['DRAFT'], to: 'PENDING_APPROVAL', by: [...BUYER] },
    { verb: 'approve', from: ['PENDING_APPROVAL'], to: 'OPEN', by: ['BUYER_APPROVER'] },
    { verb: 'sendBack', from: ['PENDING_APPROVAL'], to: 'DRAFT', by: ['BUYER_APPROVER'] },
    { verb: 'amendOpen', from: ['OPEN'], to: 'OPEN', by: [...BUYER] },
    { verb: 'amendAboveLimit', from: ['OPEN'], to: 'PENDING_APPROVAL', by: [...BUYER] },
    { verb: 'cancel', from: ['DRAFT', 'PENDING_APPROVAL', 'OPEN'], to: 'CANCELLED', by: [...BUYER] },
    { verb: 'expire', from: ['OPEN'], to: 'EXPIRED', by: ['SYSTEM'] },
    { verb: 'reopen', from: ['CANCELLED', 'EXPIRED'], to: 'OPEN', by: [...BUYER] },
    { verb: 'reopenAboveLimit', from: ['CANCELLED', 'EXPIRED'], to: 'PENDING_APPROVAL', by: [...BUYER] },
  ],
  names: { states: stateNames(), verbs: verbNames() },
});

export type SourcingRequestState = StateOf<typeof sourcingRequestStates>;
export type SourcingRequestVerb = VerbOf<typeof sourcingRequestStates>;

function stateNames() {
  return {
    DRAFT: text('草稿', 'a draft'),
    PENDING_APPROVAL: text('待审批', 'waiting for approval'),
    OPEN: text('已发布', 'open'),
    CANCELLED: text('已取消', 'cancelled'),
    EXPIRED: text('已截止', 'expired'),
  };
}

function verbNames() {
  return {
    amend: text('修改', 'amend'),
    publish: text('发布', 'publish'),
    submit: text('提交审批', 'submit'),
    approve: text('审批', 'approve'),
    sendBack: text('退回', 'send back'),
    amendOpen: text('修改', 'amend'),
    amendAboveLimit: text('修改', 'amend'),
    cancel: text('取消', 'cancel'),
    reopen: text('重新发布', 'open again'),
    reopenAboveLimit: text('重新发布', 'open again'),
  };
}

function text(zh: string, en: string): BilingualText {
  return { zh, en };
}
