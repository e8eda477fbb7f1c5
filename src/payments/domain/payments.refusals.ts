import { defineRefusals } from '../../../libs/workflow/src/index';

export const paymentsRefusals = defineRefusals({
  REFUND_EXCEEDS_PAID: {
    zh: '退款金额超过可退金额',
    en: 'The refund exceeds what was paid and not yet given back',
  },
  SETTLEMENT_EXCEEDS_HELD: {
    zh: '结算金额超过已收货款',
    en: 'The settlement exceeds the money held for this order',
  },
  BANK_REFERENCE_REUSED: {
    zh: '该银行流水号已登记为另一笔款项',
    en: 'This bank reference is already recorded for another movement of money',
  },
  RECEIPT_ON_STATEMENT: {
    zh: '对账单已导入同一账户同日同额的到账，不能再手工登记',
    en: 'A statement has brought this transfer: the same account, day and amount',
  },
  RECEIPT_MAYBE_ON_STATEMENT: {
    zh: (p: { day: string }) =>
      `对账单在 ${p.day} 有同一付款人同额的到账：如为同一笔，请撤销这笔登记；如确有两笔，请导入收款当日的对账单`,
    en: (p: { day: string }) =>
      `A statement has brought this amount of the same payer, dated ${p.day}: if it is the same transfer, withdraw what was written down; if there were two, load the statement of the day`,
  },
  RECEIPT_BOOKED_OTHERWISE: {
    zh: '该流水号已由对账单以另一内容入账：请撤销这笔登记',
    en: 'A statement has brought this bank reference with other content: withdraw what was written down',
  },
  REFUND_ON_STATEMENT: {
    zh: '对账单已用同一账户同日同额的付款确认了另一笔退款；如确有两笔，请导入当日完整的对账单',
    en: 'A statement has confirmed another refund by such a transfer: if there were two, load the statement of the whole day',
  },
  PAID_BEFORE_REQUESTED: {
    zh: '付款时间不能早于退款的提出时间',
    en: 'A refund is not paid before it was asked for',
  },
  DEPOSIT_BELOW_FLOOR: {
    zh: (p: { least: string }) => `预付款不得低于合同总价的 ${p.least}`,
    en: (p: { least: string }) => `A deposit is at least ${p.least} of the total`,
  },
  AMOUNT_NOT_POSITIVE: { zh: '金额必须大于零', en: 'The amount must be above zero' },
  DATED_IN_FUTURE: { zh: '时间不能晚于现在', en: 'The time must not lie in the future' },
  DATED_TOO_LONG_AGO: {
    zh: '时间不能早于 400 天以前',
    en: 'The time must not lie more than 400 days back',
  },
  TRANSFER_CODE_UNKNOWN: {
    zh: '识别码不存在或校验位不符',
    en: 'No open payment request has this transfer code',
  },
  PAYMENT_REQUEST_CLOSED: { zh: '该付款单已关闭', en: 'The payment request is closed' },
  NOT_IN_SUSPENSE: {
    zh: '待认领余额不足',
    en: 'Less than this amount of the receipt is still in suspense',
  },
  MATCH_EXCEEDS_DUE: {
    zh: '认领金额超过该订单的应付余额',
    en: 'The amount exceeds what is due for the order',
  },
  PAYER_NOT_DECLARED: {
    zh: '付款人不是采购单位，也没有代付声明：请采购单位先登记，或退回原付款账户',
    en: 'The payer is not the buyer and was not declared by him: let the buyer declare him, or send the money back',
  },
  PAYER_IS_BUYER: { zh: '采购单位本身付款不需要声明', en: 'The buyer needs no declaration to pay' },
  CUSTODY_DAY_OUT_OF_REACH: {
    zh: '存管账户的启用日应为今天起一年之内',
    en: 'An account in custody begins today or within a year',
  },
  CUSTODY_DAY_TAKEN: {
    zh: '该日已有另一存管账户启用',
    en: 'Another account in custody begins on this day',
  },
  GOES_BY_PROVIDER: {
    zh: '该款项由支付机构原路退回，无需人工办理',
    en: 'This money goes back by the payment provider; nobody pays it by hand',
  },
  FOUR_EYES: { zh: '不能由提出人本人复核', en: 'The one who proposed it cannot also confirm it' },
});
