import { defineRefusals } from '../../../libs/workflow/src/index';

export const stripeRefusals = defineRefusals({
  ONLINE_PAYMENT_OFF: {
    zh: '未开通在线支付，请通过对公转账付款',
    en: 'Online payment is switched off: please pay by bank transfer',
  },
  NOTHING_DUE: { zh: '该订单没有应付款项', en: 'Nothing is due for this order' },
  PAYMENT_UNDER_WAY: {
    zh: '应付款项已有在线支付正在进行，请完成或取消后再试',
    en: 'A payment of what is due is under way: complete or cancel it first',
  },
  MORE_THAN_PAYABLE: {
    zh: '金额超过一次在线支付可付的金额',
    en: 'The amount exceeds what one online payment may bring',
  },
  AMOUNT_NOT_POSITIVE: { zh: '金额必须大于零', en: 'The amount must be above zero' },
  PAYMENT_ENDED: { zh: '该笔在线支付已结束', en: 'This online payment has ended' },
});
