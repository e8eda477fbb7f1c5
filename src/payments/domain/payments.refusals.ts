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
  CUSTODY_DAY_OUT_OF_REACH: {
    zh: '存管账户的启用日应为今天起一年之内',
    en: 'An account in custody begins today or within a year',
  },
  CUSTODY_DAY_TAKEN: {
    zh: '该日已有另一存管账户启用',
    en: 'Another account in custody begins on this day',
  },
  FOUR_EYES: { zh: '不能由提出人本人复核', en: 'The one who proposed it cannot also confirm it' },
});
