/** Words of the tasks and notices procurement gives people. */
export const orderWork = {
  APPROVE_ORDER: { zh: '审批订单', en: 'Approve an order' },
  SIGN_CONTRACT: { zh: '签署合同', en: 'Sign a contract' },
  PAY_ORDER: { zh: '支付订单', en: 'Pay an order' },
  PAY_EXTRA: {
    zh: '补付超出订购数量的货款；逾期将按已付金额结算',
    en: 'Pay for what was delivered above the order, or it is settled for what was paid',
  },
  CHASE_PAYMENT: { zh: '催收逾期货款', en: 'Chase an overdue payment' },
  SHIP_ORDER: { zh: '安排发货', en: 'Ship an order' },
  CONFIRM_ARRIVAL: { zh: '确认到货', en: 'Confirm arrival' },
  ACCEPT_DELIVERY: { zh: '验收到货', en: 'Accept a delivery' },
  RESOLVE_BUDGET_SHORTAGE: {
    zh: '自动验收超出本年度预算：请提高预算，或按实收数量自行验收',
    en: 'Acceptance by time is above the year’s budget: raise the budget, or accept what you take',
  },
  RESOLVE_DISPUTE: { zh: '处理争议', en: 'Resolve a dispute' },
  DECIDE_ON_CUT: {
    zh: '收成不足：接受减少后的数量，或取消订单（均不计违约）；逾期按现有数量重新拟定合同',
    en: 'The harvest was smaller: take what there is, or cancel without fault; else the contract is drawn up for what there is',
  },
  HARVEST_CERTIFIED: {
    zh: '预订的预计上市已转为批次',
    en: 'What was reserved of an announced harvest is in lots now',
  },
  HARVEST_CUT: {
    zh: '预计上市收成不足或已撤回，部分数量无法供应，由采购方决定接受或取消',
    en: 'An announced harvest was smaller or withdrawn: part will not come, the buyer decides',
  },
  HARVEST_CUT_TAKEN_BY_TIME: {
    zh: '采购方逾期未答复收成不足：合同已按现有数量重新拟定，须双方重新签署',
    en: 'The buyer did not answer the smaller harvest in time: the contract says what there is now, both sign again',
  },
  ORDER_PLACED: { zh: '收到新订单', en: 'A new order' },
  CONTRACT_SIGNED: { zh: '合同双方已签署', en: 'Both sides signed the contract' },
  CONTRACT_CHANGED: { zh: '合同已修改，需重新签署', en: 'A contract changed and must be signed again' },
  ORDER_PAID: { zh: '订单已付款', en: 'An order is paid' },
  DEPOSIT_PAID: { zh: '预付款已付清，可以发货', en: 'The deposit is paid: goods can be sent' },
  PART_PAID: { zh: '订单的一期款项已付清', en: 'A part of an order’s price is paid' },
  PART_DUE: {
    zh: '一批到货已验收，该批货款待支付',
    en: 'A delivery was accepted: its part of the price is due',
  },
  PAYMENT_OVERDUE: { zh: '订单款项已逾期，请尽快付清', en: 'Payment of an order is overdue' },
  PAYMENT_ESCALATED: {
    zh: '订单款项逾期未付，已转平台催收',
    en: 'Payment of an order is long overdue: the platform takes it up',
  },
  PAYMENT_EXTENDED: { zh: '采购方延长了付款期限', en: 'The buyer extended the time to pay' },
  PAYMENT_DUE: { zh: '订单付款即将或已经到期', en: 'Payment of an order is due' },
  EXTRA_DUE: {
    zh: '实收超出订购数量，须补付货款',
    en: 'More was taken than ordered: the rest of the price is due',
  },
  EXTRA_OVERDUE: {
    zh: '补付款已逾期，最后期限后将按已付金额结算',
    en: 'The extra is overdue: after the last term the order settles for what was paid',
  },
  EXTRA_LEFT_UNPAID: {
    zh: '补付款逾期未付，订单已按已付金额结算，未付部分由采购方直接付给供应方',
    en: 'The extra was not paid: the order is settled for what was, the buyer owes the rest to the supplier directly',
  },
  SHIPMENT_DISPATCHED: { zh: '货物已发出', en: 'Goods are on their way' },
  ACCEPTANCE_REMINDER: { zh: '请尽快验收，逾期将自动验收', en: 'Please accept the delivery, or time will' },
  ACCEPTANCE_ABOVE_BUDGET: {
    zh: '到期未自动验收：验收金额超出本年度预算，提高预算后自动继续，也可自行验收',
    en: 'Time could not accept a delivery: it is above the year’s budget; raise it and it goes on, or accept it yourself',
  },
  ACCEPTANCE_WAITS_FOR_BUYER: {
    zh: '到期未自动验收，须由采购方先行处理',
    en: 'Time could not accept a delivery: the buyer has to act first',
  },
  DELIVERY_ACCEPTED: { zh: '到货已验收', en: 'A delivery was accepted' },
  DELIVERY_REFUSED: { zh: '到货被拒收', en: 'A delivery was refused' },
  REST_CANCELLED: { zh: '未发货部分已取消', en: 'The unshipped rest was cancelled' },
  ORDER_CANCELLED: { zh: '订单已取消', en: 'An order was cancelled' },
  ORDER_SETTLED: { zh: '订单已结算', en: 'An order is settled' },
  ORDER_DISPUTED: { zh: '订单有争议', en: 'An order is disputed' },
  DISPUTE_RESOLVED: { zh: '争议已处理', en: 'A dispute is resolved' },
  LINE_REFUNDED: { zh: '已结算货款退回', en: 'Settled money goes back' },
} as const;

export type OrderWork = keyof typeof orderWork;
