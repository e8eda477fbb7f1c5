import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

export const suspenseMatchStates = defineStates({
  states: ['PROPOSED', 'CONFIRMED', 'REJECTED'],
  terminal: ['CONFIRMED', 'REJECTED'],
  transitions: [
    { verb: 'confirm', from: ['PROPOSED'], to: 'CONFIRMED', by: ['FINANCE'] },
    { verb: 'reject', from: ['PROPOSED'], to: 'REJECTED', by: ['FINANCE'] },
  ],
  names: {
    states: {
      PROPOSED: { zh: '待复核', en: 'proposed' },
      CONFIRMED: { zh: '已认领', en: 'confirmed' },
      REJECTED: { zh: '已驳回', en: 'rejected' },
    },
    verbs: { confirm: { zh: '确认认领', en: 'confirm' }, reject: { zh: '驳回认领', en: 'reject' } },
  },
});
export type SuspenseMatchState = StateOf<typeof suspenseMatchStates>;
