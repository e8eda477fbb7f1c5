import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

const COUNTY = ['COUNTY_AGRI', 'COUNTY_REVITAL'] as const;

export const alarmStates = defineStates({
  states: ['RAISED', 'LIFTED'],
  terminal: ['LIFTED'],
  transitions: [{ verb: 'lift', from: ['RAISED'], to: 'LIFTED', by: ['SYSTEM'] }],
});
export type AlarmState = StateOf<typeof alarmStates>;

/** A rescue round: proposed by the county, agreed by the supplier, joined by buyers, closed when full or in time. */
export const roundStates = defineStates({
  states: ['PROPOSED', 'DECLINED', 'GATHERING', 'FILLED', 'BELOW_MIN', 'CANCELLED'],
  terminal: ['DECLINED', 'FILLED', 'BELOW_MIN', 'CANCELLED'],
  transitions: [
    { verb: 'agree', from: ['PROPOSED'], to: 'GATHERING', by: ['SUPPLIER'] },
    { verb: 'decline', from: ['PROPOSED'], to: 'DECLINED', by: ['SUPPLIER'] },
    { verb: 'join', from: ['GATHERING'], to: 'GATHERING', by: ['BUYER_CLERK', 'BUYER_APPROVER'] },
    { verb: 'leave', from: ['GATHERING'], to: 'GATHERING', by: ['BUYER_CLERK', 'BUYER_APPROVER'] },
    { verb: 'fill', from: ['GATHERING'], to: 'FILLED', by: ['SYSTEM'] },
    { verb: 'missMinimum', from: ['GATHERING'], to: 'BELOW_MIN', by: ['SYSTEM'] },
    { verb: 'cancel', from: ['PROPOSED', 'GATHERING'], to: 'CANCELLED', by: [...COUNTY, 'SYSTEM'] },
  ],
  names: {
    states: {
      PROPOSED: { zh: '待供应商同意', en: 'proposed' },
      DECLINED: { zh: '供应商未同意', en: 'declined' },
      GATHERING: { zh: '拼单中', en: 'gathering' },
      FILLED: { zh: '已成单', en: 'filled' },
      BELOW_MIN: { zh: '未达起拼量', en: 'below the minimum' },
      CANCELLED: { zh: '已取消', en: 'cancelled' },
    },
    verbs: {
      agree: { zh: '同意', en: 'agree to' },
      decline: { zh: '不同意', en: 'decline' },
      join: { zh: '参与拼单', en: 'join' },
      leave: { zh: '退出拼单', en: 'leave' },
      cancel: { zh: '取消', en: 'cancel' },
    },
  },
});
export type RoundState = StateOf<typeof roundStates>;
export type RoundVerb = VerbOf<typeof roundStates>;
