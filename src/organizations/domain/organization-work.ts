/** Words of the tasks and notices this domain opens. */
export const ORGANIZATION_WORK = {
  GIVE_COUNTY_OPINION: { zh: '出具县级入驻意见', en: 'Give the county’s opinion on a supplier' },
  DECIDE_ADMISSION: { zh: '审核供应商入驻', en: 'Decide on a supplier’s admission' },
  CHASE_COUNTY_OPINION: { zh: '县级意见逾期，请跟进', en: 'The county’s opinion is late: follow up' },
  CONCLUDE_ADMISSION_REVIEW: { zh: '作出入驻复核结论', en: 'Conclude the review of a supplier' },
  RECHECK_ADMISSION: { zh: '年度入驻复核', en: 'Recheck an admission: a year has passed' },
  RESUBMIT_ADMISSION: { zh: '修改并重新提交入驻申请', en: 'Mend and submit the admission again' },
  SIGN_AGENCY_MANDATE: { zh: '签署贸易企业代理委托', en: 'Sign an agency mandate' },
  DECIDE_ERASURE: { zh: '处理个人信息删除申请', en: 'Decide on a request to erase a person' },
  CONFIRM_BANK_ACCOUNT: { zh: '确认收付款账户', en: 'Confirm a bank account' },
  BANK_ACCOUNT_CHANGE_PROPOSED: {
    zh: '有人提出更换收付款账户，待另一人确认；如非本单位所为，请立即驳回并联系平台',
    en: 'Somebody proposes another bank account and a second person is to confirm it: if this is not yours, refuse it and call the platform',
  },
  BANK_ACCOUNT_CHANGED: {
    zh: '收付款账户已更换，静置期满前不向新账户付款；如非本单位所为，请立即联系平台',
    en: 'Another bank account is in force and nothing is paid to it for some days: if this is not yours, call the platform at once',
  },
  CHECK_CHANGED_BANK_ACCOUNT: {
    zh: '有单位更换了收付款账户，静置期满前请向其原联系人核实',
    en: 'An organization changed its bank account: ask the contact known before, while nothing is paid to the new one',
  },
  COUNTY_OPINION_LATE: {
    zh: '县级意见已逾期，平台正在跟进',
    en: 'The county is late; the platform follows up',
  },
  ADMISSION_COUNTY_RECOMMENDED: { zh: '县级已推荐', en: 'The county recommends you' },
  ADMISSION_ADMITTED: { zh: '已准予入驻', en: 'You are admitted as supplier' },
  ADMISSION_RETURNED: { zh: '入驻申请已退回', en: 'The admission was returned to you' },
  ADMISSION_REJECTED: { zh: '入驻申请已驳回', en: 'The admission was rejected' },
  ADMISSION_UNDER_REVIEW: { zh: '入驻资格复核中', en: 'Your admission is under review' },
  ADMISSION_SUSPENDED: { zh: '入驻资格已暂停', en: 'Your admission is suspended' },
  ADMISSION_REVOKED: { zh: '入驻资格已撤销', en: 'Your admission is revoked' },
  UNIT_MOVED: {
    zh: '下属单位的隶属关系已变更，次日起按新的隶属关系统计',
    en: 'A unit stands below another organization; from the next day on it is counted there',
  },
  AGENCY_MANDATE_ENDED: { zh: '代理委托已终止', en: 'An agency mandate has ended' },
  AGENCY_MANDATE_DECLINED: { zh: '代理委托未成立', en: 'An agency mandate was declined' },
} as const;
