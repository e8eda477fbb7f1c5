/** Words of the tasks and notices rescue gives people. */
export const rescueWork = {
  ANSWER_UNSOLD_ALARM: { zh: '处理滞销预警', en: 'Answer an alarm about unsold goods' },
  UNSOLD_ALARM_RAISED: { zh: '批次可能滞销', en: 'A lot may not sell in time' },
  AGREE_RESCUE_ROUND: {
    zh: '确认助销拼单的价格和数量',
    en: 'Agree to the price and quantity of a rescue round',
  },
  RESCUE_ROUND_AGREED: { zh: '供应商已同意助销拼单', en: 'The supplier agreed to a rescue round' },
  RESCUE_ROUND_DECLINED: { zh: '供应商未同意助销拼单', en: 'The supplier declined a rescue round' },
  RESCUE_ROUND_FILLED: { zh: '助销拼单已成单', en: 'A rescue round is filled: orders are placed' },
  RESCUE_ROUND_BELOW_MIN: { zh: '助销拼单未达起拼量', en: 'A rescue round stayed below its minimum' },
  RESCUE_ROUND_CANCELLED: { zh: '助销拼单已取消', en: 'A rescue round was cancelled' },
  RESCUE_PART_WITHOUT_ORDER: {
    zh: '参与的助销拼单未能为本单位成单，占用的预算已退回',
    en: 'A rescue round brought your unit no order; its budget is given back',
  },
} as const;
export type RescueWork = keyof typeof rescueWork;
