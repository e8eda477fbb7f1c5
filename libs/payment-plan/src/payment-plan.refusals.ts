import { defineRefusals } from '../../workflow/src/index';

/** What is wrong with a payment plan as it was said. */
export const planRefusals = defineRefusals({
  DEPOSIT_PERCENT: {
    zh: '预付款比例须为 1% 至 99% 的整数，且只用于“预付款加尾款”',
    en: 'A deposit is 1 to 99 whole percent, and belongs to DEPOSIT_BALANCE alone',
  },
  REST_DUE: {
    zh: '请选择尾款或货款的支付方式；先款后货不用选择，先货后款不能选择发货前付清',
    en: 'Say when the rest is due; PREPAID has no rest, and POSTPAID is not paid before dispatch',
  },
  INSTALMENTS: {
    zh: '分期付款须为 2 至 12 期，且只用于分期支付',
    en: 'There are 2 to 12 instalments, where the rest is paid in INSTALMENTS alone',
  },
});
