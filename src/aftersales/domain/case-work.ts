/** Words of the tasks and notices of after-sales cases. */
export const caseWork = {
  ANSWER_CASE: { zh: '答复售后申请', en: 'Answer an after-sales case' },
  ANSWER_CASE_OFFER: { zh: '确认或申诉售后答复', en: 'Accept the answer to a case, or escalate' },
  ARBITRATE_CASE: { zh: '仲裁售后争议', en: 'Arbitrate an after-sales case' },
  DECIDE_CASE_AWARD: { zh: '复核售后裁定意见', en: 'Decide on a proposed award' },
  CHASE_CASE_ARBITRATION: { zh: '售后仲裁已超期，请督办', en: 'An arbitration is late: see to it' },
  SEND_CASE_RETURN: { zh: '寄回退货', en: 'Send goods back' },
  RECEIVE_CASE_RETURN: { zh: '确认收到退货', en: 'Confirm goods that come back' },
  CASE_OPENED: { zh: '采购方提出售后申请', en: 'The buyer opened an after-sales case' },
  CASE_ANSWERED: { zh: '供应商已答复售后申请', en: 'The supplier answered the case' },
  CASE_AGREED: { zh: '售后已达成一致', en: 'The case is agreed' },
  CASE_ESCALATED: {
    zh: '售后争议已提交平台仲裁，双方可补充陈述',
    en: 'The case went to the platform: both sides may speak',
  },
  CASE_STATEMENT: { zh: '售后单有新的陈述', en: 'Something was said in the case' },
  CASE_ARBITRATED: { zh: '平台已裁定售后争议', en: 'The platform decided the case' },
  CASE_ARBITRATION_LATE: {
    zh: '售后仲裁超期，已提请平台负责人',
    en: 'The arbitration is late: the platform’s owner was asked',
  },
  CASE_WITHDRAWN: { zh: '售后申请已撤回', en: 'The case was withdrawn' },
  CASE_REFUND_WAITS: {
    zh: '付款银行正在处理该订单的付款争议，售后退款待其结果',
    en: 'The payer’s bank decides about a disputed payment of the order: the refund of the case waits for it',
  },
  CASE_CLOSED: { zh: '售后单已结案', en: 'The case is closed' },
  CASE_PAYS_AGAIN: {
    zh: '售后退款被退回，将重新支付，售后单尚未结案',
    en: 'The refund of a case came back and will be paid again: the case is not closed',
  },
  CASE_SUPERSEDED: { zh: '批次召回，售后单并入召回处理', en: 'A recall took the case over' },
  CASE_RETURN_SENT: { zh: '采购方已寄回货物', en: 'The goods were sent back' },
  CASE_RETURN_RECEIVED: { zh: '供应商已收到退货', en: 'The goods came back' },
  DECIDE_RETURNED_GOODS: { zh: '决定退货去向', en: 'Decide what becomes of returned goods' },
  RETURNED_GOODS_DECIDED: { zh: '退货去向已决定', en: 'It is decided what becomes of returned goods' },
  CASE_REMINDER: { zh: '售后单即将到期，请处理', en: 'A case waits for you and its day is near' },
} as const;
export type CaseWork = keyof typeof caseWork;
