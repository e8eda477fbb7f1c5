import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

export const custodyAccountStates = defineStates({
  states: ['PROPOSED', 'CONFIRMED', 'REJECTED'],
  terminal: ['CONFIRMED', 'REJECTED'],
  transitions: [
    { verb: 'confirm', from: ['PROPOSED'], to: 'CONFIRMED', by: ['FINANCE'] },
    { verb: 'reject', from: ['PROPOSED'], to: 'REJECTED', by: ['FINANCE'] },
  ],
  names: {
    states: {
      PROPOSED: { zh: '待复核', en: 'proposed' },
      CONFIRMED: { zh: '已生效登记', en: 'confirmed' },
      REJECTED: { zh: '已驳回', en: 'rejected' },
    },
    verbs: { confirm: { zh: '确认账户', en: 'confirm' }, reject: { zh: '驳回账户', en: 'reject' } },
  },
});
export type CustodyAccountState = StateOf<typeof custodyAccountStates>;
