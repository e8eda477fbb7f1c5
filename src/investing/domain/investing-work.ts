/** Words of the tasks and notices intents give people. */
export const investingWork = {
  ANSWER_INTENT: { zh: '答复投资意向', en: 'Answer an investor’s intent' },
  INTENT_RELEASED: {
    zh: '有企业向园区公开投资意向',
    en: 'An enterprise shows your park what it would build',
  },
  INTENT_AMENDED: { zh: '投资意向内容已修改', en: 'An intent your park is shown has changed' },
  INTENT_OVER: { zh: '投资意向已收回或结束', en: 'An intent your park was shown is recalled or over' },
  INTENT_WELCOME: { zh: '园区有意承接', en: 'A park is interested in your intent' },
  INTENT_DECLINED: { zh: '园区婉拒投资意向', en: 'A park declined your intent' },
  OFFER_EXPIRED: { zh: '招商项目已到期', en: 'A project you offer has expired' },
  INTENT_EXPIRED: { zh: '投资意向已到期', en: 'Your intent has expired' },
} as const;
export type InvestingWork = keyof typeof investingWork;
