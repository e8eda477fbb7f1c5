import {
  isPaidBeforeDispatch,
  isPaidByShipment,
  type PaymentPlan,
} from '../../../libs/payment-plan/src/index';
import type { HarvestStanding } from './order-harvest';
import type { OrderState } from './order.states';
import type { OrderWork } from './order-work';

export type Waiter = 'BUYER' | 'SUPPLIER' | 'PLATFORM';

/** Who has to act next, and in which duty. */
export interface WaitingTask {
  readonly who: Waiter;
  readonly role: 'BUYER_CLERK' | 'BUYER_APPROVER' | 'SUPPLIER' | 'PLATFORM_OPS';
  readonly kind: OrderWork;
  /** The day until which it should be done; null where nothing says so. */
  readonly dueOn: string | null;
}

export interface WaitingFacts extends Pick<PaymentPlan, 'terms' | 'restDue'> {
  readonly state: OrderState;
  readonly approvalRequired: boolean;
  readonly approvedBy: string | null;
  /** Set once everything is accepted: what is due from then on of a prepaid order is for the extra. */
  readonly acceptedAt: Date | null;
  readonly paymentDueOn: string | null;
  readonly overdueEscalated: boolean;
  readonly deliveryOn: string;
  readonly harvest: HarvestStanding | null;
  readonly cutAnswerOn: string | null;
}

/** What waits for whom in each state of an order. Arrivals and acceptances wait on the shipments. */
export function waitingIn(order: WaitingFacts): WaitingTask[] {
  const approval: WaitingTask[] =
    order.approvalRequired && order.approvedBy === null
      ? [{ who: 'BUYER', role: 'BUYER_APPROVER', kind: 'APPROVE_ORDER', dueOn: null }]
      : [];
  if (order.harvest === 'CUT')
    return [{ who: 'BUYER', role: 'BUYER_CLERK', kind: 'DECIDE_ON_CUT', dueOn: order.cutAnswerOn }];
  // Its supplier is asked for the harvest, not for the goods.
  if (order.harvest === 'AWAITED' && order.state === 'CONTRACT_SIGNED') return [];
  switch (order.state) {
    case 'PLACED':
      return [...approval, { who: 'SUPPLIER', role: 'SUPPLIER', kind: 'SIGN_CONTRACT', dueOn: null }];
    case 'CONTRACT_SUPPLIER_SIGNED':
      return [...approval, { who: 'BUYER', role: 'BUYER_APPROVER', kind: 'SIGN_CONTRACT', dueOn: null }];
    case 'AWAITING_PAYMENT':
      return payments(order);
    case 'CONTRACT_SIGNED':
    case 'DEPOSIT_PAID':
    case 'PAID':
      return [shipping(order)];
    case 'IN_FULFILMENT':
      return [shipping(order), ...shipmentPayments(order)];
    case 'DISPUTED':
      return [{ who: 'PLATFORM', role: 'PLATFORM_OPS', kind: 'RESOLVE_DISPUTE', dueOn: null }];
    case 'SHIPPED':
    case 'DELIVERED':
      return shipmentPayments(order);
    case 'ACCEPTED':
    case 'SETTLED':
    case 'CLOSED':
    case 'CANCELLED_BY_BUYER':
    case 'CANCELLED_BY_SUPPLIER':
    case 'PAYMENT_TIMEOUT':
    case 'REFUSED':
      return [];
  }
}

const shipping = ({ deliveryOn }: WaitingFacts): WaitingTask => ({
  who: 'SUPPLIER',
  role: 'SUPPLIER',
  kind: 'SHIP_ORDER',
  dueOn: deliveryOn,
});

/** What was accepted is paid while the rest is still on its way. */
function shipmentPayments(order: WaitingFacts): WaitingTask[] {
  return isPaidByShipment(order) && order.paymentDueOn !== null ? payments(order) : [];
}

function payments(order: WaitingFacts): WaitingTask[] {
  const { paymentDueOn: dueOn, overdueEscalated } = order;
  const pay: WaitingTask = { who: 'BUYER', role: 'BUYER_CLERK', kind: paying(order), dueOn };
  const chase: WaitingTask = { who: 'PLATFORM', role: 'PLATFORM_OPS', kind: 'CHASE_PAYMENT', dueOn: null };
  return overdueEscalated ? [pay, chase] : [pay];
}

function paying(order: WaitingFacts): OrderWork {
  return isPaidBeforeDispatch(order) && order.acceptedAt !== null ? 'PAY_EXTRA' : 'PAY_ORDER';
}
