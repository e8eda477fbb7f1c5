import { defineRefusals } from '../../../libs/workflow/src/index';

/** Lines decided at once. */
export const MOST_PLAN_LINES = 100;

/** Why a plan cannot be asked for, or its lines not be taken. */
export const planRefusals = defineRefusals({
  PLAN_WITHOUT_COMMITMENT: {
    zh: '该协议尚无双方签署生效的消费协作指标',
    en: 'The agreement has no consumption commitment both sides signed',
  },
  PLAN_NOT_NEEDED: {
    zh: '按预测各项指标均可完成，无需制定采购计划',
    en: 'By their forecasts all commitments are met: there is nothing to plan',
  },
  PLAN_TOO_LATE: {
    zh: '到期前已没有完整的月份可供安排采购',
    en: 'No whole month is left before the commitment is due',
  },
  PLAN_WAITING_ALREADY: {
    zh: '该协议的采购计划正在等待或运行',
    en: 'A plan for the agreement is waiting or running already',
  },
  PLAN_LINES_MISSING: { zh: '请选择至少一条计划', en: 'Name at least one line' },
  PLAN_LINES_TOO_MANY: {
    zh: `一次最多处理 ${MOST_PLAN_LINES} 条计划`,
    en: `At most ${MOST_PLAN_LINES} lines are decided at once`,
  },
  PLAN_LINE_NAMED_TWICE: { zh: '计划条目重复', en: 'A line is named twice' },
  PLAN_LINE_DECIDED: {
    zh: '该条计划已处理或已被新计划取代',
    en: 'The line is decided already, or a later plan has taken its place',
  },
  PLAN_MONTH_BEGUN: {
    zh: '计划月份已经开始，请等待新的计划',
    en: 'The planned month has begun: a new plan has to see what is left',
  },
  PLAN_QUANTITY_BEYOND: {
    zh: '数量不能超过计划数量',
    en: 'No more than what is planned may be taken from a plan',
  },
  DECLINE_NOTE_NEEDED: { zh: '请说明原因', en: 'Say in words why' },
});
