import { addDays } from '../../platform/index';
import type { PlannedOrder } from './demo-plan';

const NEVER = 10_000; // days

/** Where an order stands on the last day, for those the year must end with at least once. */
interface RareEnding {
  /** The order's own step that the last day shall fall behind, and the next one it must not reach. */
  readonly fits: (order: PlannedOrder, daysUntilEnd: number) => boolean;
  readonly becomes: (daysUntilEnd: number) => Partial<PlannedOrder>;
}

const ENDINGS: readonly RareEnding[] = [
  {
    fits: (order, left) => left >= order.signedAfter && left <= order.signedAfter + 20,
    becomes: () => ({
      fate: 'SETTLES',
      buyerSignsAfter: NEVER,
      paidAfter: NEVER,
      shippedAfter: NEVER,
      acceptedAfter: NEVER,
    }),
  },
  {
    fits: (order, left) => left >= order.shippedAfter + 1 && left <= order.shippedAfter + 20,
    becomes: () => ({
      fate: 'SETTLES',
      terms: 'PREPAID',
      shipments: 2,
      lastShipmentAfter: NEVER,
      acceptedAfter: NEVER,
    }),
  },
  {
    fits: (order, left) => left >= order.acceptedAfter && left <= order.acceptedAfter + 8,
    becomes: () => ({ fate: 'DISPUTED' }),
  },
  {
    fits: (order, left) => left >= order.acceptedAfter && left <= order.acceptedAfter + 5,
    becomes: () => ({ fate: 'SETTLES', terms: 'POSTPAID' }),
  },
  {
    fits: (order, left) => left >= order.acceptedAfter + 3 && left <= order.acceptedAfter + 60,
    becomes: (left) => ({ fate: 'REFUNDED_IN_PART', terms: 'PREPAID', refundedAfter: left - 1 }),
  },
  {
    fits: (order, left) => left >= order.acceptedAfter && left <= order.acceptedAfter + 20,
    becomes: () => ({ fate: 'REFUSED_ON_ARRIVAL' }),
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
