import { defineStates, type StateOf } from '../../../libs/workflow/src/index';

/** A bank statement: read and checked line by line, then booked as a whole or not at all. */
export const statementStates = defineStates({
  states: ['READING', 'CHECKED', 'REFUSED', 'BOOKED', 'DISCARDED'],
  terminal: ['REFUSED', 'BOOKED', 'DISCARDED'],
  transitions: [
    { verb: 'check', from: ['READING'], to: 'CHECKED', by: ['SYSTEM'] },
    { verb: 'refuse', from: ['READING'], to: 'REFUSED', by: ['SYSTEM'] },
    { verb: 'book', from: ['CHECKED'], to: 'BOOKED', by: ['FINANCE'] },
    { verb: 'discard', from: ['READING', 'CHECKED'], to: 'DISCARDED', by: ['FINANCE', 'CLOCK'] },
  ],
  names: {
    states: {
      READING: { zh: '读取中', en: 'being read' },
      CHECKED: { zh: '已检查', en: 'checked' },
      REFUSED: { zh: '未接受', en: 'refused' },
      BOOKED: { zh: '已入账', en: 'booked' },
      DISCARDED: { zh: '已放弃', en: 'discarded' },
    },
    verbs: {
      book: { zh: '确认入账', en: 'book' },
      discard: { zh: '放弃', en: 'discard' },
    },
  },
});
export type StatementState = StateOf<typeof statementStates>;
