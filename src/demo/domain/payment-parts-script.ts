import type { PlannedOrder, PlannedParts } from './demo-plan';

const PREPAID: readonly (PlannedParts | null)[] = [null, 'DEPOSIT_BEFORE_DISPATCH', null, null];
const POSTPAID: readonly (PlannedParts | null)[] = [
  null,
  'DEPOSIT_AND_REST_AFTER',
  'INSTALMENTS',
  'BY_SHIPMENT',
];

/** Ordinary orders are paid in parts now and then; what ends early keeps to one payment. */
export function withParts(order: PlannedOrder): PlannedOrder {
  if (order.fate !== 'SETTLES' && order.fate !== 'SETTLES_SHORT') return order;
  const ways = order.terms === 'PREPAID' ? PREPAID : POSTPAID;
  const inParts = ways[order.number % ways.length];
  return inParts ? { ...order, inParts } : order;
}

const DEPOSIT_PERCENT = 30;

/** What the buyer's clerk says when he orders. */
export function saidTerms({ terms, inParts }: Pick<PlannedOrder, 'terms' | 'inParts'>) {
  switch (inParts) {
    case 'DEPOSIT_BEFORE_DISPATCH':
      return {
        terms: 'DEPOSIT_BALANCE' as const,
        paymentPlan: { depositPercent: DEPOSIT_PERCENT, restDue: 'BEFORE_DISPATCH' as const },
      };
    case 'DEPOSIT_AND_REST_AFTER':
      return {
        terms: 'DEPOSIT_BALANCE' as const,
        paymentPlan: { depositPercent: DEPOSIT_PERCENT, restDue: 'AFTER_ACCEPTANCE' as const },
      };
    case 'INSTALMENTS':
      return { terms, paymentPlan: { restDue: 'INSTALMENTS' as const, instalments: 3 } };
    case 'BY_SHIPMENT':
      return { terms, paymentPlan: { restDue: 'BY_SHIPMENT' as const } };
    case undefined:
      return { terms };
  }
}
