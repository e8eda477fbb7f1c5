import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

/** A table of claims: read and checked row by row, then taken as a whole or not at all. */
export const importStates = defineStates({
  states: ['READING', 'CHECKED', 'REFUSED', 'CONFIRMED', 'DISCARDED'],
  terminal: ['REFUSED', 'CONFIRMED', 'DISCARDED'],
  transitions: [
    { verb: 'check', from: ['READING'], to: 'CHECKED', by: ['SYSTEM'] },
    { verb: 'refuse', from: ['READING'], to: 'REFUSED', by: ['SYSTEM'] },
    { verb: 'confirm', from: ['CHECKED'], to: 'CONFIRMED', by: ['BUYER_CLERK', 'BUYER_APPROVER'] },
    {
      verb: 'discard',
      from: ['READING', 'CHECKED'],
      to: 'DISCARDED',
      by: ['BUYER_CLERK', 'BUYER_APPROVER', 'CLOCK'],
    },
  ],
  names: {
    states: {
      READING: { zh: '读取中', en: 'being read' },
      CHECKED: { zh: '已检查', en: 'checked' },
      REFUSED: { zh: '未接受', en: 'refused' },
      CONFIRMED: { zh: '已确认', en: 'confirmed' },
      DISCARDED: { zh: '已放弃', en: 'discarded' },
    },
    verbs: {
      confirm: { zh: '确认导入', en: 'confirm' },
      discard: { zh: '放弃', en: 'discard' },
    },
  },
});
export type ImportState = StateOf<typeof importStates>;
