import { defineRefusals } from '../../../libs/workflow/src/index';
import { MOST_LINES } from './dispute.states';

/** Why lines cannot be disputed, or a dispute not be decided so. */
export const disputeRefusals = defineRefusals({
  LINES_MISSING: { zh: '请至少选择一条争议条目', en: 'Name at least one line' },
  LINES_TOO_MANY: {
    zh: `一次最多提出 ${MOST_LINES} 条争议条目`,
    en: `A dispute names at most ${MOST_LINES} lines`,
  },
  LINE_REPEATED: { zh: '同一条目只能提出一次', en: 'A line stands in a dispute once' },
  LINE_NOT_ON_LIST: {
    zh: '该条目不在本月清单中，或已全部冲销',
    en: 'The line is not on the month’s list, or nothing is left of it',
  },
  LINE_CONTESTED: { zh: '该条目已在争议或核查中', en: 'The line is contested already' },
  DISPUTE_OPEN: {
    zh: '该月仍有争议条目待双方答复，暂不能签署',
    en: 'Lines of the month are disputed and not both sides have been heard: nobody can sign yet',
  },
  OTHER_SIDE_CONCEDES: {
    zh: '须由对方认可；提出方可撤回',
    en: 'The other side concedes; who opened it may withdraw it',
  },
  OPENER_WITHDRAWS: {
    zh: '须由提出方撤回；对方可认可',
    en: 'Who opened it withdraws it; the other side may concede',
  },
});
