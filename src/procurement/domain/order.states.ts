import {
  defineStates,
  type BilingualText,
  type StateOf,
  type VerbOf,
} from '../../../libs/workflow/src/index';

const BUYER = ['BUYER_CLERK', 'BUYER_APPROVER'] as const;
const UNSHIPPED = [
  'PLACED',
  'CONTRACT_SUPPLIER_SIGNED',
  'CONTRACT_SIGNED',
  'AWAITING_PAYMENT',
  'DEPOSIT_PAID',
  'PAID',
] as const;

/** What shipping needs is there: nothing where goods come first, else the deposit or all. */
const SHIPPABLE = ['CONTRACT_SIGNED', 'DEPOSIT_PAID', 'PAID', 'IN_FULFILMENT'] as const;

/** An announced harvest becomes lots, or comes out smaller: then the buyer takes what came, or the order ends with nothing. */
function harvestSteps<State extends (typeof UNSHIPPED)[number]>(state: State) {
  return [
    { verb: 'followHarvest', from: [state], to: state, by: ['SYSTEM'] },
    { verb: 'takeHarvested', from: [state], to: 'PLACED', by: [...BUYER, 'SYSTEM'] },
    { verb: 'failHarvest', from: [state], to: 'CANCELLED_BY_SUPPLIER', by: ['SYSTEM'] },
  ] as const;
}

/** Payments that come or are asked for while goods are on their way. */
function shipmentPayments<State extends 'IN_FULFILMENT' | 'SHIPPED' | 'DELIVERED'>(state: State) {
  return [
    { verb: 'askForShipment', from: [state], to: state, by: ['SYSTEM'] },
    { verb: 'notePayment', from: [state], to: state, by: ['SYSTEM'] },
    { verb: 'extendPayment', from: [state], to: state, by: [...BUYER] },
    { verb: 'escalatePayment', from: [state], to: state, by: ['SYSTEM'] },
  ] as const;
}

/**
 * Workflow 8. AWAITING_PAYMENT and PAID stand before shipping where all is paid first, after acceptance where something is
 * left to pay; DEPOSIT_PAID stands before shipping where the rest is paid later.
 */
export const orderStates = defineStates({
  states: [
    'PLACED',
    'CONTRACT_SUPPLIER_SIGNED',
    'CONTRACT_SIGNED',
    'AWAITING_PAYMENT',
    'DEPOSIT_PAID',
    'PAID',
    'IN_FULFILMENT',
    'SHIPPED',
    'DELIVERED',
    'ACCEPTED',
    'SETTLED',
    'CLOSED',
    'CANCELLED_BY_BUYER',
    'CANCELLED_BY_SUPPLIER',
    'PAYMENT_TIMEOUT',
    'REFUSED',
    'DISPUTED',
  ],
  terminal: ['CLOSED', 'CANCELLED_BY_BUYER', 'CANCELLED_BY_SUPPLIER', 'PAYMENT_TIMEOUT', 'REFUSED'],
  transitions: [
    { verb: 'signAsSupplier', from: ['PLACED'], to: 'CONTRACT_SUPPLIER_SIGNED', by: ['SUPPLIER'] },
    {
      verb: 'signAsBuyer',
      from: ['CONTRACT_SUPPLIER_SIGNED'],
      to: 'CONTRACT_SIGNED',
      by: ['BUYER_APPROVER'],
    },
    {
      verb: 'reopenContract',
      from: ['PLACED', 'CONTRACT_SUPPLIER_SIGNED'],
      to: 'PLACED',
      by: ['SUPPLIER', ...BUYER],
    },
    { verb: 'setFreight', from: ['PLACED'], to: 'PLACED', by: ['SUPPLIER'] },
    { verb: 'approve', from: ['PLACED'], to: 'PLACED', by: ['BUYER_APPROVER'] },
    {
      verb: 'approve',
      from: ['CONTRACT_SUPPLIER_SIGNED'],
      to: 'CONTRACT_SUPPLIER_SIGNED',
      by: ['BUYER_APPROVER'],
    },
    ...harvestSteps('PLACED'),
    ...harvestSteps('CONTRACT_SUPPLIER_SIGNED'),
    ...harvestSteps('CONTRACT_SIGNED'),
    { verb: 'requestPayment', from: ['CONTRACT_SIGNED', 'ACCEPTED'], to: 'AWAITING_PAYMENT', by: ['SYSTEM'] },
    { verb: 'extendPayment', from: ['AWAITING_PAYMENT'], to: 'AWAITING_PAYMENT', by: [...BUYER] },
    { verb: 'notePayment', from: ['AWAITING_PAYMENT'], to: 'AWAITING_PAYMENT', by: ['SYSTEM'] },
    { verb: 'escalatePayment', from: ['AWAITING_PAYMENT'], to: 'AWAITING_PAYMENT', by: ['SYSTEM'] },
    ...shipmentPayments('IN_FULFILMENT'),
    ...shipmentPayments('SHIPPED'),
    ...shipmentPayments('DELIVERED'),
    { verb: 'notePayment', from: ['DISPUTED'], to: 'DISPUTED', by: ['SYSTEM'] },
    { verb: 'markDepositPaid', from: ['AWAITING_PAYMENT'], to: 'DEPOSIT_PAID', by: ['SYSTEM'] },
    { verb: 'markPaid', from: ['AWAITING_PAYMENT', 'DEPOSIT_PAID'], to: 'PAID', by: ['SYSTEM'] },
    {
      verb: 'shipPart',
      from: [...SHIPPABLE],
      to: 'IN_FULFILMENT',
      by: ['SUPPLIER'],
    },
    { verb: 'shipRest', from: [...SHIPPABLE], to: 'SHIPPED', by: ['SUPPLIER'] },
    { verb: 'cancelRest', from: ['IN_FULFILMENT'], to: 'SHIPPED', by: ['SUPPLIER', ...BUYER] },
    { verb: 'deliver', from: ['SHIPPED'], to: 'DELIVERED', by: ['SYSTEM'] },
    { verb: 'accept', from: ['SHIPPED', 'DELIVERED'], to: 'ACCEPTED', by: [...BUYER, 'SYSTEM'] },
    { verb: 'refuseAll', from: ['SHIPPED', 'DELIVERED'], to: 'REFUSED', by: [...BUYER, 'SYSTEM'] },
    { verb: 'settle', from: ['ACCEPTED', 'PAID'], to: 'SETTLED', by: ['SYSTEM'] },
    { verb: 'settleForPaid', from: ['AWAITING_PAYMENT'], to: 'SETTLED', by: ['SYSTEM'] },
    { verb: 'close', from: ['SETTLED'], to: 'CLOSED', by: ['SYSTEM'] },
    { verb: 'cancelAsBuyer', from: UNSHIPPED, to: 'CANCELLED_BY_BUYER', by: [...BUYER] },
    { verb: 'cancelAsSupplier', from: UNSHIPPED, to: 'CANCELLED_BY_SUPPLIER', by: ['SUPPLIER'] },
    { verb: 'timeOut', from: ['AWAITING_PAYMENT'], to: 'PAYMENT_TIMEOUT', by: ['SYSTEM'] },
    { verb: 'dispute', from: ['IN_FULFILMENT', 'SHIPPED', 'DELIVERED'], to: 'DISPUTED', by: [...BUYER] },
    { verb: 'resolveShipping', from: ['DISPUTED'], to: 'IN_FULFILMENT', by: ['PLATFORM_OPS'] },
    { verb: 'resolveShipped', from: ['DISPUTED'], to: 'SHIPPED', by: ['PLATFORM_OPS'] },
    { verb: 'resolveDelivered', from: ['DISPUTED'], to: 'DELIVERED', by: ['PLATFORM_OPS'] },
  ],
  names: { states: stateNames(), verbs: verbNames() },
});

export type OrderState = StateOf<typeof orderStates>;
export type OrderVerb = VerbOf<typeof orderStates>;

function stateNames() {
  return {
    PLACED: text('已下单', 'placed'),
    CONTRACT_SUPPLIER_SIGNED: text('供应商已签', 'signed by the supplier'),
    CONTRACT_SIGNED: text('合同已签', 'contract signed'),
    AWAITING_PAYMENT: text('待付款', 'awaiting payment'),
    DEPOSIT_PAID: text('预付款已付', 'deposit paid'),
    PAID: text('已付款', 'paid'),
    IN_FULFILMENT: text('发货中', 'in fulfilment'),
    SHIPPED: text('已发货', 'shipped'),
    DELIVERED: text('已到货', 'delivered'),
    ACCEPTED: text('已验收', 'accepted'),
    SETTLED: text('已结算', 'settled'),
    CLOSED: text('已关闭', 'closed'),
    CANCELLED_BY_BUYER: text('采购方已取消', 'cancelled by the buyer'),
    CANCELLED_BY_SUPPLIER: text('供应商已取消', 'cancelled by the supplier'),
    PAYMENT_TIMEOUT: text('付款超时', 'payment timed out'),
    REFUSED: text('已拒收', 'refused'),
    DISPUTED: text('争议中', 'disputed'),
  };
}

function verbNames() {
  return {
    signAsSupplier: text('供应商签署', 'sign as supplier'),
    signAsBuyer: text('采购方签署', 'sign as buyer'),
    reopenContract: text('修改合同', 'change the contract'),
    setFreight: text('修改运费', 'set freight'),
    approve: text('审批', 'approve'),
    takeHarvested: text('接受实际收成', 'take what was harvested'),
    extendPayment: text('延长付款期限', 'extend payment'),
    shipPart: text('发货', 'ship'),
    shipRest: text('发货', 'ship'),
    cancelRest: text('取消未发货部分', 'cancel the rest'),
    accept: text('验收', 'accept'),
    refuseAll: text('拒收', 'refuse'),
    settle: text('结算', 'settle'),
    settleForPaid: text('按已付金额结算', 'settle for what was paid'),
    cancelAsBuyer: text('取消订单', 'cancel'),
    cancelAsSupplier: text('取消订单', 'cancel'),
    dispute: text('提出争议', 'dispute'),
    resolveShipping: text('解决争议', 'resolve the dispute'),
    resolveShipped: text('解决争议', 'resolve the dispute'),
    resolveDelivered: text('解决争议', 'resolve the dispute'),
  };
}

function text(zh: string, en: string): BilingualText {
  return { zh, en };
}
