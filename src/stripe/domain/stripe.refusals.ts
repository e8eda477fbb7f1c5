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
  CONNECT_OFF: {
    zh: '平台未开通 Stripe Connect 收款',
    en: 'Payouts by Stripe Connect are switched off',
  },
  CONNECT_ACCOUNT_THERE: {
    zh: '已有 Stripe 收款账户或待确认的申请',
    en: 'There is an account at Stripe, or a proposal of one, already',
  },
  CONNECT_ACCOUNT_DECIDED: { zh: '该申请已处理', en: 'The proposal has been decided' },
  FOUR_EYES: {
    zh: '须由提出申请以外的另一成员确认',
    en: 'Another member than the one who proposed it decides',
  },
  CONNECT_ACCOUNT_NOT_READY: {
    zh: '供应商的 Stripe 收款账户当前不可收款',
    en: 'The supplier’s account at Stripe cannot be paid from now',
  },
  CONNECT_TRANSFER_UNDER_WAY: {
    zh: '结算单中有款项正划入供应商的 Stripe 账户，请在划转有结果后再审核',
    en: 'Money of this statement is on its way to the supplier’s account at Stripe: approve it when that has ended',
  },
  PAYMENT_ENDED: { zh: '该笔在线支付已结束', en: 'This online payment has ended' },
});
