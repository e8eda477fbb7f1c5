import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

const BUYER = ['BUYER_CLERK', 'BUYER_APPROVER'] as const;
const SIDES = [...BUYER, 'SUPPLIER'] as const;
const OPS = ['PLATFORM_OPS'] as const;
const SYSTEM = ['SYSTEM'] as const;

/** Goods that have to come back before money does: the same three steps wherever they were decided. */
function returnSteps<State extends 'AGREED' | 'ARBITRATED'>(state: State) {
  return [
    { verb: 'sendReturn', from: [state], to: state, by: BUYER },
    { verb: 'receiveReturn', from: [state], to: state, by: ['SUPPLIER'] },
    { verb: 'receiveReturnByTime', from: [state], to: state, by: SYSTEM },
  ] as const;
}

/** What both sides may still say while nothing is decided. */
function saying<State extends 'OPEN' | 'SUPPLIER_REPLY' | 'ESCALATED'>(state: State) {
  return [{ verb: 'addStatement', from: [state], to: state, by: SIDES }] as const;
}

/**
 * Workflow 10, AfterSalesCase. A refund is made in the step that agrees or decides, or, where goods come back first, in
 * the one that receives them; CLOSED once the bank has paid it back, and open again while the bank has sent it back. A recall's case waits for one decision on the recall.
 */
export const caseStates = defineStates({
  states: ['OPEN', 'SUPPLIER_REPLY', 'AGREED', 'ESCALATED', 'ARBITRATED', 'CLOSED', 'WITHDRAWN'],
  terminal: ['WITHDRAWN'],
  transitions: [
    ...saying('OPEN'),
    ...saying('SUPPLIER_REPLY'),
    ...saying('ESCALATED'),
    { verb: 'reply', from: ['OPEN', 'SUPPLIER_REPLY'], to: 'SUPPLIER_REPLY', by: ['SUPPLIER'] },
    { verb: 'reply', from: ['ESCALATED'], to: 'ESCALATED', by: ['SUPPLIER'] },
    { verb: 'grant', from: ['OPEN', 'SUPPLIER_REPLY', 'ESCALATED'], to: 'AGREED', by: ['SUPPLIER'] },
    { verb: 'acceptOffer', from: ['SUPPLIER_REPLY', 'ESCALATED'], to: 'AGREED', by: BUYER },
    { verb: 'acceptOfferByTime', from: ['SUPPLIER_REPLY'], to: 'AGREED', by: SYSTEM },
    { verb: 'escalate', from: ['SUPPLIER_REPLY'], to: 'ESCALATED', by: BUYER },
    { verb: 'escalateByTime', from: ['OPEN'], to: 'ESCALATED', by: SYSTEM },
    { verb: 'arbitrateLate', from: ['ESCALATED'], to: 'ESCALATED', by: SYSTEM },
    { verb: 'proposeAward', from: ['ESCALATED'], to: 'ESCALATED', by: OPS },
    { verb: 'rejectAward', from: ['ESCALATED'], to: 'ESCALATED', by: OPS },
    { verb: 'confirmAward', from: ['ESCALATED'], to: 'ARBITRATED', by: OPS },
    { verb: 'confirmRecall', from: ['OPEN'], to: 'ARBITRATED', by: OPS },
    ...returnSteps('AGREED'),
    ...returnSteps('ARBITRATED'),
    // Less came back than was agreed: what is offered for it, or decided about it, is looked at again.
    { verb: 'receiveShort', from: ['AGREED'], to: 'SUPPLIER_REPLY', by: ['SUPPLIER'] },
    { verb: 'receiveShort', from: ['ARBITRATED'], to: 'ESCALATED', by: ['SUPPLIER'] },
    { verb: 'withdraw', from: ['OPEN', 'SUPPLIER_REPLY', 'ESCALATED'], to: 'WITHDRAWN', by: BUYER },
    { verb: 'closeByTime', from: ['SUPPLIER_REPLY', 'AGREED', 'ARBITRATED'], to: 'CLOSED', by: SYSTEM },
    { verb: 'finish', from: ['AGREED', 'ARBITRATED'], to: 'CLOSED', by: SYSTEM },
    { verb: 'payAgreedAgain', from: ['CLOSED'], to: 'AGREED', by: SYSTEM },
    { verb: 'payArbitratedAgain', from: ['CLOSED'], to: 'ARBITRATED', by: SYSTEM },
    {
      verb: 'supersede',
      from: ['OPEN', 'SUPPLIER_REPLY', 'AGREED', 'ESCALATED', 'ARBITRATED'],
      to: 'CLOSED',
      by: SYSTEM,
    },
  ],
  names: {
    states: {
      OPEN: { zh: '待供应商答复', en: 'waits for the supplier' },
      SUPPLIER_REPLY: { zh: '供应商已答复，待采购方确认', en: 'answered: waits for the buyer' },
      AGREED: { zh: '双方已达成一致', en: 'agreed' },
      ESCALATED: { zh: '平台仲裁中', en: 'with the platform' },
      ARBITRATED: { zh: '平台已裁定', en: 'decided by the platform' },
      CLOSED: { zh: '已结案', en: 'closed' },
      WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
    },
    verbs: {
      addStatement: { zh: '补充陈述', en: 'add a statement to' },
      reply: { zh: '答复', en: 'answer' },
      grant: { zh: '同意诉求', en: 'grant' },
      acceptOffer: { zh: '接受方案', en: 'accept the offer of' },
      escalate: { zh: '申请平台仲裁', en: 'escalate' },
      proposeAward: { zh: '提出裁定意见', en: 'propose an award in' },
      rejectAward: { zh: '驳回裁定意见', en: 'reject the award in' },
      confirmAward: { zh: '确认裁定', en: 'confirm the award in' },
      confirmRecall: { zh: '确认召回退款', en: 'confirm the recall of' },
      sendReturn: { zh: '寄回货物', en: 'send the goods of' },
      receiveReturn: { zh: '确认收到退货', en: 'receive the goods of' },
      receiveShort: { zh: '确认收到退货', en: 'receive the goods of' },
      withdraw: { zh: '撤回售后', en: 'withdraw' },
    },
  },
});

/** Nobody waits for anybody any more. */
export const endedCaseStates: readonly string[] = ['CLOSED', 'WITHDRAWN'] satisfies StateOf<
  typeof caseStates
>[];

export type CaseState = StateOf<typeof caseStates>;
export type CaseVerb = VerbOf<typeof caseStates>;
