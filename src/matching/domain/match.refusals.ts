import { defineRefusals } from '../../../libs/workflow/src/index';

/** Runs that may wait at the same time. */
export const MOST_WAITING = 5;

/** Why a run cannot be asked for, or its proposal not be taken. */
export const matchRefusals = defineRefusals({
  AS_OF_IN_FUTURE: { zh: '匹配日期不能晚于今天', en: 'A run cannot stand on a day to come' },
  AS_OF_BEFORE_RULES: { zh: '该日期没有匹配规则', en: 'There were no matching rules on that day' },
  RUN_HAS_NO_INPUT: {
    zh: '该次匹配尚未冻结输入数据',
    en: 'That run has not frozen what it stands on',
  },
  RUN_INPUT_DROPPED: {
    zh: '该次匹配的输入数据已按保存期限清理，无法重新计算；只有据以决策的匹配长期保存输入数据',
    en: 'What that run stood on is no longer kept; only the inputs of runs something was decided by are kept for good',
  },
  RUN_WAITING_ALREADY: {
    zh: '同样的匹配正在等待或运行',
    en: 'The same run is waiting or running already',
  },
  TOO_MANY_RUNS_WAITING: {
    zh: `最多有 ${MOST_WAITING} 次匹配同时等待`,
    en: `At most ${MOST_WAITING} runs may wait at the same time`,
  },
  PROPOSAL_EMPTY: {
    zh: '方案中没有供应商，无法采纳',
    en: 'The proposal names no supplier: there is nothing to accept',
  },
  PROPOSAL_OUT_OF_DATE: {
    zh: '询价单在匹配后已修改，请等待新的方案',
    en: 'The request was changed after the run: a new run has to see it first',
  },
  SUPPLIERS_AS_PROPOSED: {
    zh: '所选供应商与方案相同，请直接采纳',
    en: 'These are the proposed suppliers: accept the proposal instead',
  },
  NOTE_NEEDED: { zh: '请说明原因', en: 'Say in words why' },
  SUPPLIER_NAMED_TWICE: { zh: '供应商重复', en: 'A supplier is named twice' },
});
