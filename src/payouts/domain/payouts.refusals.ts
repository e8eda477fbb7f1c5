import { defineRefusals } from '../../../libs/workflow/src/index';

export const payoutsRefusals = defineRefusals({
  ANOTHER_IN_PREPARATION: {
    zh: '该供应商已有结算单待核算或待审核，请先办完',
    en: 'Another statement of the supplier is open or calculated: finish it first',
  },
  NOTHING_TO_SETTLE: {
    zh: '该供应商现在没有可结算的款项',
    en: 'The supplier has nothing to settle now',
  },
  ANOTHER_CALCULATED: {
    zh: '该供应商另有一份结算单已核算、待审核，请先审核或退回',
    en: 'Another statement of the supplier is calculated: approve or reopen it first',
  },
  STATEMENT_OUTDATED: {
    zh: '核算后款项有变动（例如退款），请退回重新核算',
    en: 'The money has moved since it was calculated, by a refund for instance: reopen and calculate anew',
  },
  NOTHING_TO_TRANSFER: {
    zh: '没有可付款的已审核结算单',
    en: 'No approved statement can be paid today',
  },
  FOUR_EYES: { zh: '不能由核算人本人审核', en: 'The one who calculated it cannot also approve it' },
  BANK_REFERENCE_REUSED: {
    zh: '该银行流水号已登记为另一笔款项',
    en: 'This bank reference is already recorded for another movement of money',
  },
  PAYOUT_ON_STATEMENT: {
    zh: '对账单已用同一账户同日同额的付款确认了另一份结算单；如确有两笔，请导入当日完整的对账单',
    en: 'A bank statement has confirmed another payout by such a transfer: if there were two, load the statement of the whole day',
  },
  PAID_BEFORE_APPROVED: {
    zh: '付款时间不能早于审核时间，也不能晚于现在',
    en: 'It was paid neither before it was approved nor in the future',
  },
  CONNECT_PART_UNDER_WAY: {
    zh: '经 Stripe 支付的部分尚在途或已付，不能退回',
    en: 'What is paid by Stripe is under way or has arrived: it cannot be taken back',
  },
  CONNECT_PART_NOT_FAILED: {
    zh: '经 Stripe 支付的部分没有失败，无需重试',
    en: 'What is paid by Stripe has not failed: there is nothing to try again',
  },
  NOTHING_BY_BANK: {
    zh: '该结算单没有待银行确认的付款',
    en: 'Nothing of this statement waits for the bank',
  },
  SHARES_NOT_WHOLE: {
    zh: '成员份额合计应为 100%（1000000）',
    en: 'The members’ shares add up to 1000000, which is all of it',
  },
  MEMBER_REPEATED: { zh: '同一成员编号出现多次', en: 'A member’s number appears more than once' },
  MEMBER_NUMBER_MALFORMED: {
    zh: '成员编号由 1–20 位数字、字母或连字符组成，不得填写姓名或证件号',
    en: 'A member’s number has 1 to 20 digits, letters or hyphens, and is no name and no identity number',
  },
  SHARES_DAY_OUT_OF_REACH: {
    zh: '份额表的生效日应为今天起一年之内',
    en: 'A list of shares begins today or within a year',
  },
});
