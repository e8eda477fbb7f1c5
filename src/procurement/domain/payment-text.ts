import { isCredit, isPaidBeforeDispatch, type PaymentPlan } from '../../../libs/payment-plan/src/index';

/** The days a payment plan lives by, fixed by the contract. */
export interface PaymentDays {
  /** From signature where all or a deposit is paid first. */
  readonly first: number;
  /** Before the delivery day a balance before dispatch is due. */
  readonly ahead: number;
  /** From acceptance, for what is paid after it. */
  readonly later: number;
  /** From one instalment to the next. */
  readonly gap: number;
  /** Of one extension: of what is due before dispatch, and of what is due after acceptance. */
  readonly firstExtension: number;
  readonly laterExtension: number;
  /** To pay, after acceptance, what was delivered above the order; and more after the last reminder. */
  readonly extra: number;
  readonly extraGrace: number;
  /** From word that a payment is overdue until the platform takes it up. */
  readonly escalation: number;
}

/** What a contract says of payment. What is accepted above the order must be paid at its price (民法典 第六百二十九条), so an unpaid extra stays a debt. */
export function paymentText(plan: PaymentPlan, days: PaymentDays): string[] {
  const { first, firstExtension } = days;
  if (plan.terms === 'PREPAID')
    return [
      `先款后货：双方签署后 ${first} 日内付清，采购方可延长一次 ${firstExtension} 日。`,
      extraText(days),
    ];
  return [
    ...(plan.terms === 'DEPOSIT_BALANCE' ? depositText(plan, days) : [`先货后款：${restText(plan, days)}`]),
    extensionText(plan, days),
    '到账款项先抵最早一期；实收与订购不一致的，只调整最后未付的各期，已付清的各期不变。',
    ...(isCredit(plan) ? [overdueText(plan, days)] : [extraText(days)]),
  ];
}

function depositText(plan: PaymentPlan, days: PaymentDays): string[] {
  const dispatch = isPaidBeforeDispatch(plan) ? '全部款项付清后发货' : '预付款付清后发货';
  return [
    `预付款加尾款：双方签署后 ${days.first} 日内付合同总价的 ${plan.depositPercent}% 作为预付款，${dispatch}。预付款不是定金。`,
    `尾款：${restText(plan, days)}`,
    `发货前应付的款项逾期未付的，订单终止，已付款项退回原付款账户。`,
  ];
}

function restText({ terms, restDue, instalments, depositPercent }: PaymentPlan, days: PaymentDays): string {
  const { later, gap, ahead } = days;
  switch (restDue ?? 'AFTER_ACCEPTANCE') {
    case 'BEFORE_DISPATCH':
      return `交货日期 ${ahead} 日前付清，不早于预付款的付款期限。`;
    case 'AFTER_ACCEPTANCE':
      return `全部验收后 ${later} 日内付清。`;
    case 'INSTALMENTS':
      return `分 ${instalments} 期等额支付，第一期于全部验收后 ${later} 日内付清，以后每 ${gap} 日一期。`;
    case 'BY_SHIPMENT': {
      const share = terms === 'POSTPAID' ? '' : `，其中 ${depositPercent}% 以预付款抵付`;
      return `按批次支付，每批验收后 ${later} 日内付清该批实收价款${share}。`;
    }
  }
}

function extensionText(plan: PaymentPlan, { firstExtension, laterExtension }: PaymentDays): string {
  const later = `验收后应付的延长 ${laterExtension} 日，已逾期的不得延长`;
  if (plan.terms === 'POSTPAID') return `采购方可将其中一期的付款期限延长一次：${later}。`;
  const rest = isPaidBeforeDispatch(plan) ? '' : `；${later}`;
  return `采购方可将其中一期的付款期限延长一次：发货前应付的延长 ${firstExtension} 日${rest}。`;
}

function overdueText({ restDue }: PaymentPlan, { escalation }: PaymentDays): string {
  const shipping = restDue === 'BY_SHIPMENT' ? '，逾期期间供应方可以暂停发货或取消未发货部分' : '';
  return `验收后应付的款项逾期未付的，平台通知双方，通知后 ${escalation} 日仍未付清的由平台催收${shipping}。`;
}

const extraText = ({ extra, extraGrace }: PaymentDays) =>
  `实收超出订购数量须补付的款项，自全部验收之日起 ${extra} 日内付清；到期未付经提醒后 ${extraGrace} 日内仍未付清的，` +
  '平台按已付金额结算，采购额只计已付部分；未付部分平台不再代收，由采购方按本合同单价直接付给供应方。';
