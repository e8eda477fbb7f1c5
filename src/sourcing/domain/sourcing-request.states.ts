import {
  defineStates,
  type BilingualText,
  type StateOf,
  type VerbOf,
} from '../../../libs/workflow/src/index';

const BUYER = ['BUYER_CLERK', 'BUYER_APPROVER'] as const;

/**
 * Workflow 4. Matching leaves no trace here: a run has a life of its own. While OPEN nobody has quoted, which is when a
 * request may be amended; a sealed one stays OPEN until its deadline whoever has quoted, for leaving it would tell of a
 * quote. One that ended without an award is opened again once; a rule knows whether it was.
 */
export const sourcingRequestStates = defineStates({
  states: [
    'DRAFT',
    'PENDING_APPROVAL',
    'OPEN',
    'QUOTING',
    'AWARDING',
    'PARTLY_AWARDED',
    'AWARDED',
    'CLOSED',
    'CANCELLED',
    'EXPIRED',
  ],
  terminal: ['AWARDED', 'CLOSED'],
  transitions: [
    { verb: 'amend', from: ['DRAFT', 'PENDING_APPROVAL'], to: 'DRAFT', by: [...BUYER] },
    { verb: 'publish', from: ['DRAFT'], to: 'OPEN', by: [...BUYER] },
    { verb: 'submit', from: ['DRAFT'], to: 'PENDING_APPROVAL', by: [...BUYER] },
    { verb: 'approve', from: ['PENDING_APPROVAL'], to: 'OPEN', by: ['BUYER_APPROVER'] },
    { verb: 'sendBack', from: ['PENDING_APPROVAL'], to: 'DRAFT', by: ['BUYER_APPROVER'] },
    { verb: 'amendOpen', from: ['OPEN'], to: 'OPEN', by: [...BUYER] },
    { verb: 'amendAboveLimit', from: ['OPEN'], to: 'PENDING_APPROVAL', by: [...BUYER] },
    { verb: 'quote', from: ['OPEN'], to: 'QUOTING', by: ['SYSTEM'] },
    { verb: 'beginAwarding', from: ['OPEN', 'QUOTING'], to: 'AWARDING', by: ['SYSTEM'] },
    { verb: 'awardPart', from: ['AWARDING', 'PARTLY_AWARDED'], to: 'PARTLY_AWARDED', by: [...BUYER] },
    { verb: 'awardAll', from: ['AWARDING', 'PARTLY_AWARDED'], to: 'AWARDED', by: [...BUYER] },
    { verb: 'close', from: ['PARTLY_AWARDED'], to: 'CLOSED', by: [...BUYER] },
    { verb: 'runOut', from: ['PARTLY_AWARDED'], to: 'CLOSED', by: ['SYSTEM'] },
    {
      verb: 'cancel',
      from: ['DRAFT', 'PENDING_APPROVAL', 'OPEN', 'QUOTING', 'AWARDING'],
      to: 'CANCELLED',
      by: [...BUYER],
    },
    { verb: 'expire', from: ['OPEN', 'QUOTING', 'AWARDING'], to: 'EXPIRED', by: ['SYSTEM'] },
    { verb: 'reopen', from: ['CANCELLED', 'EXPIRED'], to: 'OPEN', by: [...BUYER] },
    { verb: 'reopenAboveLimit', from: ['CANCELLED', 'EXPIRED'], to: 'PENDING_APPROVAL', by: [...BUYER] },
  ],
  names: { states: stateNames(), verbs: verbNames() },
});

export type SourcingRequestState = StateOf<typeof sourcingRequestStates>;
export type SourcingRequestVerb = VerbOf<typeof sourcingRequestStates>;

/** Suppliers see it. */
export const ON_MARKET: readonly SourcingRequestState[] = ['OPEN', 'QUOTING'];

/** Holds of its unit's budget what it can still cost. */
export const RESERVING: readonly SourcingRequestState[] = ['OPEN', 'QUOTING', 'AWARDING', 'PARTLY_AWARDED'];

/** Quotes came in until the deadline, and the buyer decides. */
export const WAITING_FOR_AWARD: readonly SourcingRequestState[] = ['AWARDING', 'PARTLY_AWARDED'];

/** Nothing more is awarded on it, unless it is opened again. */
export const ENDED: readonly SourcingRequestState[] = ['AWARDED', 'CLOSED', 'CANCELLED', 'EXPIRED'];

function stateNames() {
  return {
    DRAFT: text('草稿', 'a draft'),
    PENDING_APPROVAL: text('待审批', 'waiting for approval'),
    OPEN: text('已发布', 'open'),
    QUOTING: text('报价中', 'being quoted on'),
    AWARDING: text('待定标', 'waiting for an award'),
    PARTLY_AWARDED: text('部分定标', 'awarded in part'),
    AWARDED: text('已定标', 'awarded'),
    CLOSED: text('已结束', 'closed'),
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
    awardPart: text('定标', 'award'),
    awardAll: text('定标', 'award'),
    close: text('结束', 'close'),
    cancel: text('取消', 'cancel'),
    reopen: text('重新发布', 'open again'),
    reopenAboveLimit: text('重新发布', 'open again'),
  };
}

function text(zh: string, en: string): BilingualText {
  return { zh, en };
}
