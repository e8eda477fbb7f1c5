import { defineRefusals } from '../../../libs/workflow/src/index';
import { MOST_FILES, MOST_LINES } from './dispute.states';

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
  LINE_DECIDED: {
    zh: '双方省级已裁定该条目维持计入',
    en: 'Both provinces have decided that this line stands',
  },
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
  FILES_TOO_MANY: {
    zh: `一次说明最多附 ${MOST_FILES} 个文件`,
    en: `What is said brings at most ${MOST_FILES} files`,
  },
  FILE_REPEATED: { zh: '同一文件在一项争议中只能附一次', en: 'A file comes with a dispute once' },
  NOT_ESCALATED: {
    zh: '尚未提请上级：双方仍可自行答复、认可或撤回',
    en: 'It is not before the level above: the two sides can still settle it themselves',
  },
  DECIDER_INVOLVED: {
    zh: '提出或参与答复该争议的人不参与裁定',
    en: 'Who opened the dispute or spoke in it takes no part in its decision',
  },
  DECIDER_PROPOSED: {
    zh: '提出裁定的人不能自己签署，须由同侧他人签署',
    en: 'Who proposed the decision does not sign it: somebody else of the same side has to',
  },
  DECISION_MISSING: { zh: '尚无待签署的裁定', en: 'There is no decision to sign yet' },
  DECISION_CHANGED: {
    zh: '裁定内容与您核对的不一致，或争议条目已有变动，请重新提出',
    en: 'The decision is not what you read, or its lines have changed since: propose it anew',
  },
});
