import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

/** 供应商入驻, workflow 1. The county's recommendation needs both opinions: agriculture and revitalisation. */
export const admissionStates = defineStates({
  states: [
    'DRAFT',
    'SUBMITTED',
    'COUNTY_RECOMMENDED',
    'ADMITTED',
    'UNDER_REVIEW',
    'SUSPENDED',
    'REVOKED',
    'RETURNED',
    'REJECTED',
    'WITHDRAWN',
  ],
  terminal: ['REVOKED', 'REJECTED', 'WITHDRAWN'],
  transitions: [
    { verb: 'submit', from: ['DRAFT', 'RETURNED'], to: 'SUBMITTED', by: ['SUPPLIER', 'ORG_ADMIN'] },
    {
      verb: 'recommend',
      from: ['SUBMITTED'],
      to: 'COUNTY_RECOMMENDED',
      by: ['COUNTY_AGRI', 'COUNTY_REVITAL'],
    },
    {
      verb: 'return',
      from: ['SUBMITTED', 'COUNTY_RECOMMENDED'],
      to: 'RETURNED',
      by: ['COUNTY_AGRI', 'COUNTY_REVITAL', 'PLATFORM_OPS'],
    },
    { verb: 'admit', from: ['COUNTY_RECOMMENDED'], to: 'ADMITTED', by: ['PLATFORM_OPS'] },
    { verb: 'reject', from: ['SUBMITTED', 'COUNTY_RECOMMENDED'], to: 'REJECTED', by: ['PLATFORM_OPS'] },
    {
      verb: 'withdraw',
      from: ['DRAFT', 'SUBMITTED', 'RETURNED', 'COUNTY_RECOMMENDED'],
      to: 'WITHDRAWN',
      by: ['SUPPLIER', 'ORG_ADMIN'],
    },
    { verb: 'review', from: ['ADMITTED', 'SUSPENDED'], to: 'UNDER_REVIEW', by: ['PLATFORM_OPS'] },
    { verb: 'reinstate', from: ['UNDER_REVIEW'], to: 'ADMITTED', by: ['PLATFORM_OPS'] },
    { verb: 'suspend', from: ['UNDER_REVIEW'], to: 'SUSPENDED', by: ['PLATFORM_OPS'] },
    { verb: 'revoke', from: ['SUSPENDED'], to: 'REVOKED', by: ['PLATFORM_OPS'] },
  ],
  names: {
    states: {
      DRAFT: { zh: '草稿', en: 'draft' },
      SUBMITTED: { zh: '已提交', en: 'submitted' },
      COUNTY_RECOMMENDED: { zh: '县级已推荐', en: 'recommended by the county' },
      ADMITTED: { zh: '已入驻', en: 'admitted' },
      UNDER_REVIEW: { zh: '复核中', en: 'under review' },
      SUSPENDED: { zh: '已暂停', en: 'suspended' },
      REVOKED: { zh: '已撤销', en: 'revoked' },
      RETURNED: { zh: '已退回', en: 'returned' },
      REJECTED: { zh: '已驳回', en: 'rejected' },
      WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
    },
    verbs: {
      submit: { zh: '提交', en: 'submit' },
      recommend: { zh: '推荐', en: 'recommend' },
      return: { zh: '退回', en: 'return' },
      admit: { zh: '准予入驻', en: 'admit' },
      reject: { zh: '驳回', en: 'reject' },
      withdraw: { zh: '撤回', en: 'withdraw' },
      review: { zh: '启动复核', en: 'open a review' },
      reinstate: { zh: '恢复', en: 'reinstate' },
      suspend: { zh: '暂停', en: 'suspend' },
      revoke: { zh: '撤销', en: 'revoke' },
    },
  },
});
export type AdmissionState = StateOf<typeof admissionStates>;
export type AdmissionVerb = VerbOf<typeof admissionStates>;

/** A review opened on an admitted supplier lets it go on selling; one opened on a suspended supplier does not. */
export function maySell(sold: boolean, to: AdmissionState): boolean {
  if (to === 'ADMITTED') return true;
  return to === 'UNDER_REVIEW' && sold;
}

export const ADMISSION_DUTIES = ['AGRI', 'REVITAL'] as const;
export type AdmissionDuty = (typeof ADMISSION_DUTIES)[number];
