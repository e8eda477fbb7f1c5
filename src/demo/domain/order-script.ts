import { addDays } from '../../platform/index';
import { ORDER_STEPS, type OrderStep, type OrderStepName, type PlannedOrder } from './demo-plan';

type Timed = readonly [after: number, step: OrderStepName];

/** Every step of these orders in the order they are played: by day, within a day by kind of step. */
export function scriptOf(orders: readonly PlannedOrder[], lastDay: string): OrderStep[] {
  const rank = new Map(ORDER_STEPS.map((step, index) => [step, index]));
  return orders
    .flatMap((order) =>
      stepsOf(order).map(([after, step]): OrderStep => ({
        day: addDays(order.placedOn, after),
        step,
        order,
      })),
    )
    .filter(({ day }) => day <= lastDay)
    .toSorted(
      (a, b) =>
        a.day.localeCompare(b.day) ||
        (rank.get(a.step) ?? 0) - (rank.get(b.step) ?? 0) ||
        a.order.number - b.order.number,
    );
}

function stepsOf(order: PlannedOrder): readonly Timed[] {
  const { fate, signedAfter, acceptedAfter } = order;
  const placed: Timed[] = [
    [0, 'PLACE'],
    [0, 'APPROVE'],
  ];
  if (fate === 'CANCELLED_BY_SUPPLIER') return [...placed, [signedAfter, 'CANCEL_AS_SUPPLIER']];
  const signed: Timed[] = [
    ...placed,
    [signedAfter, 'SIGN_AS_SUPPLIER'],
    [order.buyerSignsAfter, 'SIGN_AS_BUYER'],
  ];
  if (fate === 'NEVER_PAID') return signed;
  if (fate === 'CANCELLED_BY_BUYER') return [...signed, ...cancelled(order)];
  const sent: Timed[] = [...signed, ...prepaid(order), ...shipped(order)];
  if (fate === 'REFUSED_ON_ARRIVAL') return [...sent, [acceptedAfter, 'REFUSE']];
  if (fate === 'DISPUTED') return [...sent, ...disputed(order), ...settled(order, RESOLVED_AFTER + 1)];
  return [...sent, [acceptedAfter, 'ACCEPT'], ...settled(order, 0)];
}

const RESOLVED_AFTER = 9; // days operations take for a dispute
const PAID_AFTER_ACCEPTANCE = 6;
const DECIDED_AFTER_CLAIM = 6;

const prepaid = ({ terms, inParts, paidAfter }: PlannedOrder): Timed[] =>
  terms === 'PREPAID' || inParts === 'DEPOSIT_AND_REST_AFTER' ? [[paidAfter, 'PAY']] : [];

/** Half of them had paid already: their money goes back. */
const cancelled = (order: PlannedOrder): Timed[] =>
  order.number % 2 === 0
    ? [...prepaid(order), [order.paidAfter + 1, 'CANCEL_AS_BUYER']]
    : [[order.paidAfter, 'CANCEL_AS_BUYER']];

const shipped = ({ shippedAfter, lastShipmentAfter, arrivesAfter, shipments }: PlannedOrder): Timed[] => [
  ...(shipments === 2 ? ([[shippedAfter, 'DISPATCH_FIRST']] as const) : []),
  [lastShipmentAfter, 'DISPATCH_LAST'],
  [arrivesAfter, 'ARRIVE'],
];

const disputed = ({ acceptedAfter }: PlannedOrder): Timed[] => [
  [acceptedAfter, 'DISPUTE'],
  [acceptedAfter + RESOLVED_AFTER, 'RESOLVE_DISPUTE'],
  [acceptedAfter + RESOLVED_AFTER + 1, 'ACCEPT'],
];

function settled(order: PlannedOrder, later: number): Timed[] {
  const postpaid = order.terms === 'POSTPAID' ? PAID_AFTER_ACCEPTANCE : 0;
  const refund = order.refundedAfter + postpaid + later;
  return [
    ...(postpaid > 0 ? ([[order.acceptedAfter + postpaid + later, 'PAY_AFTER_ACCEPTANCE']] as const) : []),
    ...(order.fate === 'REFUNDED_IN_PART'
      ? ([
          [refund, 'ASK_REFUND'],
          [refund + DECIDED_AFTER_CLAIM, 'DECIDE_REFUND'],
        ] as const)
      : []),
  ];
}
