import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

/** Until it is agreed; how the money then travels is told by its refund payment. */
export const suspenseReturnStates = defineStates({
  states: ['PROPOSED', 'CONFIRMED', 'REJECTED'],
  terminal: ['CONFIRMED', 'REJECTED'],
  transitions: [
    { verb: 'confirm', from: ['PROPOSED'], to: 'CONFIRMED', by: ['FINANCE'] },
    { verb: 'reject', from: ['PROPOSED'], to: 'REJECTED', by: ['FINANCE'] },
  ],
  names: {
    states: {
      PROPOSED: { zh: '待复核', en: 'proposed' },
      CONFIRMED: { zh: '已同意退回', en: 'confirmed' },
      REJECTED: { zh: '已驳回', en: 'rejected' },
    },
    verbs: { confirm: { zh: '确认退回', en: 'confirm' }, reject: { zh: '驳回退回', en: 'reject' } },
  },
});
export type SuspenseReturnState = StateOf<typeof suspenseReturnStates>;

/** Why money in suspense will never belong to an order. */
const RETURN_REASONS = ['OVERPAYMENT', 'DUPLICATE_TRANSFER', 'REQUEST_CLOSED', 'NOT_FOR_US'] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];
