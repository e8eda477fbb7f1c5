/** Words of the tasks and notices frameworks give people. */
export const frameworkWork = {
  SIGN_FRAMEWORK_AGREEMENT: { zh: '签署框架协议', en: 'Sign a framework agreement' },
  MEND_FRAMEWORK_AGREEMENT: { zh: '修改被退回的框架协议', en: 'Mend a framework agreement sent back' },
  SIGN_FRAMEWORK_REVISION: { zh: '签署框架协议修订', en: 'Sign a revision of a framework agreement' },
  FRAMEWORK_SENT_BACK: { zh: '框架协议被供应商退回', en: 'The supplier sent a framework agreement back' },
  FRAMEWORK_CHANGED: {
    zh: '框架协议已修改，原待签文本作废',
    en: 'A framework agreement was changed: the text to be signed is void',
  },
  FRAMEWORK_ACTIVE: {
    zh: '框架协议双方已签，已生效',
    en: 'Both have signed: a framework agreement is active',
  },
  FRAMEWORK_EXHAUSTED: { zh: '框架协议额度已用完', en: 'A framework agreement is exhausted' },
  FRAMEWORK_REPLENISHED: {
    zh: '框架协议又有可提货额度',
    en: 'A framework agreement has something left again',
  },
  FRAMEWORK_NOTICE_GIVEN: { zh: '框架协议已发出终止通知', en: 'Notice was given of a framework agreement' },
  FRAMEWORK_TERMINATED: { zh: '框架协议已终止', en: 'A framework agreement is terminated' },
  FRAMEWORK_EXPIRED: { zh: '框架协议已到期', en: 'A framework agreement has expired' },
  FRAMEWORK_REVISION_IN_FORCE: {
    zh: '框架协议修订双方已签，已生效',
    en: 'Both have signed: a revision of a framework agreement is in force',
  },
  FRAMEWORK_REVISION_WITHDRAWN: {
    zh: '框架协议修订已撤回',
    en: 'A revision of a framework agreement was withdrawn',
  },
} as const;
export type FrameworkWork = keyof typeof frameworkWork;
