import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

/** 投资意向: what an enterprise would build and what it needs for it. Until it is released to a park nobody else knows of it. */
export const intentStates = defineStates({
  states: ['OPEN', 'WITHDRAWN', 'EXPIRED'],
  terminal: ['WITHDRAWN', 'EXPIRED'],
  transitions: [
    { verb: 'amend', from: ['OPEN'], to: 'OPEN', by: ['ENTERPRISE_INVESTOR'] },
    { verb: 'release', from: ['OPEN'], to: 'OPEN', by: ['ENTERPRISE_INVESTOR'] },
    { verb: 'withdraw', from: ['OPEN'], to: 'WITHDRAWN', by: ['ENTERPRISE_INVESTOR'] },
    { verb: 'expire', from: ['OPEN'], to: 'EXPIRED', by: ['SYSTEM'] },
  ],
  names: {
    states: {
      OPEN: { zh: '有效', en: 'open' },
      WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
      EXPIRED: { zh: '已到期', en: 'expired' },
    },
    verbs: {
      amend: { zh: '修改', en: 'amend' },
      release: { zh: '向园区公开', en: 'release to a park' },
      withdraw: { zh: '撤回', en: 'withdraw' },
    },
  },
});
export type IntentState = StateOf<typeof intentStates>;
export type IntentVerb = VerbOf<typeof intentStates>;

/** What one park is shown, and what it says to it. Recalled, or with the intent's end, the park sees it no more. */
export const releaseStates = defineStates({
  states: ['RELEASED', 'INTERESTED', 'DECLINED', 'RECALLED', 'ENDED'],
  terminal: ['RECALLED', 'ENDED'],
  transitions: [
    { verb: 'welcome', from: ['RELEASED', 'DECLINED'], to: 'INTERESTED', by: ['PARK_MANAGER'] },
    { verb: 'decline', from: ['RELEASED', 'INTERESTED'], to: 'DECLINED', by: ['PARK_MANAGER'] },
    {
      verb: 'recall',
      from: ['RELEASED', 'INTERESTED', 'DECLINED'],
      to: 'RECALLED',
      by: ['ENTERPRISE_INVESTOR'],
    },
    {
      verb: 'renew',
      from: ['RELEASED', 'INTERESTED', 'DECLINED'],
      to: 'RELEASED',
      by: ['ENTERPRISE_INVESTOR'],
    },
    { verb: 'end', from: ['RELEASED', 'INTERESTED', 'DECLINED'], to: 'ENDED', by: ['SYSTEM'] },
  ],
  names: {
    states: {
      RELEASED: { zh: '待园区答复', en: 'waits for the park’s answer' },
      INTERESTED: { zh: '园区有意承接', en: 'the park is interested' },
      DECLINED: { zh: '园区婉拒', en: 'declined by the park' },
      RECALLED: { zh: '已收回', en: 'recalled' },
      ENDED: { zh: '意向已结束', en: 'ended with the intent' },
    },
    verbs: {
      welcome: { zh: '有意承接', en: 'be interested' },
      decline: { zh: '婉拒', en: 'decline' },
      recall: { zh: '收回', en: 'recall' },
    },
  },
});
export type ReleaseState = StateOf<typeof releaseStates>;
export type ReleaseVerb = VerbOf<typeof releaseStates>;
