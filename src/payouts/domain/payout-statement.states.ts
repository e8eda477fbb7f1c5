import { defineStates, type StateOf, type VerbOf } from '../../../libs/workflow/src/index';

const FINANCE = ['FINANCE'] as const;

/** Workflow 10, what is paid to a supplier. What fails at the bank, or comes back from there, is calculated and approved anew. */
export const payoutStatementStates = defineStates({
  states: ['OPEN', 'CALCULATED', 'APPROVED', 'PAID_OUT', 'RECONCILED'],
  terminal: [],
  transitions: [
    { verb: 'calculate', from: ['OPEN'], to: 'CALCULATED', by: FINANCE },
    { verb: 'reopen', from: ['CALCULATED', 'APPROVED'], to: 'OPEN', by: ['FINANCE', 'SYSTEM'] },
    { verb: 'approve', from: ['CALCULATED'], to: 'APPROVED', by: FINANCE },
    { verb: 'approveUnpaid', from: ['CALCULATED'], to: 'RECONCILED', by: FINANCE },
    { verb: 'instruct', from: ['APPROVED'], to: 'PAID_OUT', by: FINANCE },
    { verb: 'approveByConnect', from: ['CALCULATED'], to: 'PAID_OUT', by: FINANCE },
    { verb: 'confirm', from: ['PAID_OUT'], to: 'RECONCILED', by: FINANCE },
    { verb: 'confirmBankPart', from: ['PAID_OUT'], to: 'PAID_OUT', by: ['FINANCE', 'SYSTEM'] },
    { verb: 'confirmConnectPart', from: ['PAID_OUT'], to: 'RECONCILED', by: ['SYSTEM'] },
    { verb: 'failBankPart', from: ['PAID_OUT'], to: 'APPROVED', by: FINANCE },
    { verb: 'returnConnectPart', from: ['PAID_OUT'], to: 'RECONCILED', by: FINANCE },
    { verb: 'fail', from: ['PAID_OUT'], to: 'OPEN', by: FINANCE },
    { verb: 'confirmByBank', from: ['PAID_OUT'], to: 'RECONCILED', by: ['SYSTEM'] },
    { verb: 'comeBack', from: ['RECONCILED'], to: 'OPEN', by: ['SYSTEM'] },
  ],
  names: {
    states: {
      OPEN: { zh: '待核算', en: 'open' },
      CALCULATED: { zh: '已核算', en: 'calculated' },
      APPROVED: { zh: '已审核', en: 'approved' },
      PAID_OUT: { zh: '已付款', en: 'paid out' },
      RECONCILED: { zh: '已对账', en: 'reconciled' },
    },
    verbs: {
      calculate: { zh: '核算', en: 'calculate' },
      reopen: { zh: '退回重新核算', en: 'reopen' },
      approve: { zh: '审核', en: 'approve' },
      approveUnpaid: { zh: '审核（无应付款）', en: 'approve, with nothing to pay' },
      instruct: { zh: '制作付款文件', en: 'make the transfer file' },
      approveByConnect: { zh: '审核（全部经 Stripe 支付）', en: 'approve, all of it by Stripe' },
      confirm: { zh: '确认已付', en: 'confirm as paid' },
      confirmBankPart: { zh: '确认银行部分已付', en: 'confirm the bank’s part as paid' },
      confirmConnectPart: { zh: 'Stripe 部分已到账', en: 'Stripe has paid its part' },
      failBankPart: { zh: '登记银行部分失败', en: 'record the bank’s part as failed' },
      returnConnectPart: { zh: 'Stripe 部分转下期结算', en: 'leave Stripe’s part to the next statement' },
      fail: { zh: '登记付款失败', en: 'record as failed' },
      confirmByBank: { zh: '对账单确认已付', en: 'be seen on a bank statement' },
      comeBack: { zh: '退汇', en: 'come back from the bank' },
    },
  },
});
/** What of a statement is paid out of the supplier's account at the provider. RETURNED: his bank sent it back. */
export type ConnectPartState = 'ASKED' | 'PAID' | 'FAILED' | 'RETURNED';
export type PayoutStatementState = StateOf<typeof payoutStatementStates>;
export type PayoutVerb = VerbOf<typeof payoutStatementStates>;

/** The supplier is shown what two people have agreed on, no drafts. */
export const SHOWN_TO_SUPPLIERS: readonly PayoutStatementState[] = ['APPROVED', 'PAID_OUT', 'RECONCILED'];
