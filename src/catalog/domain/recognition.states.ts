import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

/** Workflow 2, the recognition of a product (消费帮扶产品认定). */
export const recognitionStates = defineStates({
  states: [
    'APPLIED',
    'COUNTY_CERTIFIED',
    'REVIEWED',
    'PUBLICISED',
    'RECOGNISED',
    'EXPIRED',
    'WITHDRAWN',
    'REJECTED',
  ],
  terminal: ['EXPIRED', 'WITHDRAWN', 'REJECTED'],
  transitions: [
    { verb: 'certify', from: ['APPLIED'], to: 'COUNTY_CERTIFIED', by: ['COUNTY_REVITAL'] },
    { verb: 'review', from: ['COUNTY_CERTIFIED'], to: 'REVIEWED', by: ['PLATFORM_OPS'] },
    { verb: 'publicise', from: ['REVIEWED'], to: 'PUBLICISED', by: ['PLATFORM_OPS'] },
    { verb: 'recognise', from: ['PUBLICISED'], to: 'RECOGNISED', by: ['PLATFORM_OPS'] },
    { verb: 'recheck', from: ['RECOGNISED'], to: 'RECOGNISED', by: ['COUNTY_REVITAL'] },
    { verb: 'expire', from: ['RECOGNISED'], to: 'EXPIRED', by: ['CLOCK'] },
    {
      verb: 'withdraw',
      from: ['APPLIED', 'COUNTY_CERTIFIED', 'REVIEWED', 'PUBLICISED', 'RECOGNISED'],
      to: 'WITHDRAWN',
      by: ['SUPPLIER', 'PLATFORM_OPS'],
    },
    { verb: 'reject', from: ['APPLIED'], to: 'REJECTED', by: ['COUNTY_REVITAL'] },
    { verb: 'reject', from: ['COUNTY_CERTIFIED', 'PUBLICISED'], to: 'REJECTED', by: ['PLATFORM_OPS'] },
  ],
  names: {
    states: {
      APPLIED: { zh: '已申请', en: 'applied' },
      COUNTY_CERTIFIED: { zh: '县级已证明', en: 'certified by the county' },
      REVIEWED: { zh: '已复审', en: 'reviewed' },
      PUBLICISED: { zh: '公示中', en: 'publicised' },
      RECOGNISED: { zh: '已认定', en: 'recognised' },
      EXPIRED: { zh: '已过期', en: 'expired' },
      WITHDRAWN: { zh: '已撤销', en: 'withdrawn' },
      REJECTED: { zh: '未通过', en: 'rejected' },
    },
    verbs: {
      certify: { zh: '县级证明', en: 'certify' },
      review: { zh: '复审', en: 'review' },
      publicise: { zh: '公示', en: 'publicise' },
      recognise: { zh: '认定', en: 'recognise' },
      recheck: { zh: '年度复核', en: 'recheck' },
      withdraw: { zh: '撤销', en: 'withdraw' },
      reject: { zh: '不予通过', en: 'reject' },
    },
  },
});
export type RecognitionState = StateOf<typeof recognitionStates>;
export type RecognitionVerb = VerbOf<typeof recognitionStates>;
