import type { Order } from './order.entity';

/** Another part is due, or the same on another day: nobody was reminded of it yet. */
export const dueAnew = (paymentDueOn: string | null) =>
  ({
    paymentDueOn,
    paymentReminded: false,
    overdueToldOn: null,
    overdueEscalated: false,
  }) satisfies Partial<Order>;

/** Orders that wait for money of a day: as SQL over `orders`. */
export const AWAITED = `(state = 'AWAITING_PAYMENT'
  OR (rest_due = 'BY_SHIPMENT' AND state IN ('IN_FULFILMENT', 'SHIPPED', 'DELIVERED')))`;
