import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

/** Workflow 2, the listing. PAUSED → LISTED needs no new review: an edit makes a version, not another product. */
export const listingStates = defineStates({
  states: ['DRAFT', 'IN_REVIEW', 'LISTED', 'PAUSED', 'DELISTED'],
  terminal: ['DELISTED'],
  transitions: [
    { verb: 'submit', from: ['DRAFT'], to: 'IN_REVIEW', by: ['SUPPLIER'] },
    { verb: 'return', from: ['IN_REVIEW'], to: 'DRAFT', by: ['PLATFORM_OPS'] },
    { verb: 'list', from: ['IN_REVIEW'], to: 'LISTED', by: ['PLATFORM_OPS'] },
    { verb: 'pause', from: ['LISTED'], to: 'PAUSED', by: ['SUPPLIER', 'PLATFORM_OPS'] },
    { verb: 'resume', from: ['PAUSED'], to: 'LISTED', by: ['SUPPLIER'] },
    { verb: 'delist', from: ['DRAFT', 'LISTED', 'PAUSED'], to: 'DELISTED', by: ['SUPPLIER', 'PLATFORM_OPS'] },
  ],
  names: {
    states: {
      DRAFT: { zh: '草稿', en: 'draft' },
      IN_REVIEW: { zh: '审核中', en: 'in review' },
      LISTED: { zh: '已上架', en: 'listed' },
      PAUSED: { zh: '已暂停', en: 'paused' },
      DELISTED: { zh: '已下架', en: 'delisted' },
    },
    verbs: {
      submit: { zh: '提交审核', en: 'submit' },
      return: { zh: '退回', en: 'return' },
      list: { zh: '上架', en: 'list' },
      pause: { zh: '暂停', en: 'pause' },
      resume: { zh: '恢复', en: 'resume' },
      delist: { zh: '下架', en: 'delist' },
    },
  },
});
export type ListingState = StateOf<typeof listingStates>;
export type ListingVerb = VerbOf<typeof listingStates>;
