import { addDays } from '../../platform/index';
import type { PlannedOrder } from './demo-plan';

const NEVER = 10_000; // days
const UNACCEPTED = { fate: 'SETTLES', arrivesAfter: NEVER, acceptedAfter: NEVER } as const;
const UNSHIPPED = { ...UNACCEPTED, shippedAfter: NEVER, lastShipmentAfter: NEVER } as const;

/** Where an order stands on the last day, for those the year must end with at least once. */
interface RareEnding {
  /** The order's own step that the last day shall fall behind, and the next one it must not reach. */
  readonly fits: (order: PlannedOrder, daysUntilEnd: number) => boolean;
  readonly becomes: (daysUntilEnd: number) => Partial<PlannedOrder>;
}

const after = (days: number, least: number, most: number) => days >= least && days <= most;

/** The narrow ones first: each takes the latest order that fits and is not taken. */
const ENDINGS: readonly RareEnding[] = [
  {
    fits: (order, left) => after(left, order.acceptedAfter, order.acceptedAfter + 5),
    becomes: () => ({ fate: 'SETTLES', terms: 'POSTPAID' }), // accepted, not paid yet
  },
  {
    fits: (order, left) => after(left, order.acceptedAfter, order.acceptedAfter + 8),
    becomes: () => ({ fate: 'DISPUTED' }),
  },
  {
    fits: (order, left) => after(left, order.acceptedAfter, order.acceptedAfter + 20),
    becomes: () => ({ fate: 'REFUSED_ON_ARRIVAL' }),
  },
  {
    fits: (order, left) => after(left, order.acceptedAfter + 3, order.acceptedAfter + 40),
    becomes: (left) => ({ fate: 'REFUNDED_IN_PART', terms: 'PREPAID', refundedAfter: left - 1 }),
  },
  {
    fits: (order, left) => after(left, order.acceptedAfter, order.acceptedAfter + 8),
    becomes: () => ({ fate: 'SETTLES', acceptedAfter: NEVER, arrivesAfter: NEVER }), // on its way
  },
  {
    fits: (order, left) => after(left, order.acceptedAfter, order.acceptedAfter + 8),
    becomes: () => ({ fate: 'SETTLES', acceptedAfter: NEVER }), // arrived
  },
  {
    fits: (order, left) => after(left, order.shippedAfter + 1, order.shippedAfter + 20),
    becomes: () => ({ ...UNACCEPTED, terms: 'PREPAID', shipments: 2, lastShipmentAfter: NEVER }),
  },
  {
    fits: (order, left) => after(left, order.paidAfter, order.paidAfter + 20),
    becomes: () => ({ ...UNSHIPPED, terms: 'PREPAID' }), // paid
  },
  {
    fits: (order, left) => after(left, order.signedAfter + 1, order.signedAfter + 20),
    becomes: () => ({ ...UNSHIPPED, terms: 'POSTPAID' }), // signed: the supplier's turn
  },
  {
    fits: (order, left) => after(left, order.signedAfter + 1, order.signedAfter + 20),
    becomes: () => ({ ...UNSHIPPED, terms: 'PREPAID', paidAfter: NEVER }), // the buyer's money is awaited
  },
  {
    fits: (order, left) => after(left, order.signedAfter, order.signedAfter + 20),
    becomes: () => ({ ...UNSHIPPED, paidAfter: NEVER, buyerSignsAfter: NEVER }),
  },
  {
    fits: (_, left) => after(left, 40, NEVER), // the deadline of 30 days has passed
    becomes: () => ({ fate: 'NEVER_PAID' }),
  },
  {
    fits: (order, left) => after(left, order.paidAfter + 1, NEVER),
    becomes: () => ({ fate: 'CANCELLED_BY_BUYER' }),
  },
  {
    fits: (order, left) => after(left, order.signedAfter, NEVER),
    becomes: () => ({ fate: 'CANCELLED_BY_SUPPLIER' }),
  },
  {
    fits: (_, left) => left <= 20,
    becomes: () => ({ ...UNSHIPPED, paidAfter: NEVER, signedAfter: NEVER, buyerSignsAfter: NEVER }),
  },
];

/** Gives some of the last orders the endings chance alone might leave out; each ending takes the latest order that fits. */
export function withRareEndings(orders: readonly PlannedOrder[], lastDay: string): PlannedOrder[] {
  const result = [...orders];
  const taken = new Set<number>();
  for (const ending of ENDINGS) {
    const index = result.findLastIndex(
      (order) =>
        !taken.has(order.number) &&
        !order.fate.startsWith('CANCELLED') &&
        order.fate !== 'NEVER_PAID' &&
        ending.fits(order, daysBetween(order.placedOn, lastDay)),
    );
    const order = result[index];
    if (!order) continue;
    taken.add(order.number);
    result[index] = { ...order, ...ending.becomes(daysBetween(order.placedOn, lastDay)) };
  }
  return result;
}

function daysBetween(from: string, to: string): number {
  let days = 0;
  for (let day = from; day < to && days < NEVER; day = addDays(day, 1)) days += 1;
  return days;
}
