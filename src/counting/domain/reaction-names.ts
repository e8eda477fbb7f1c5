/** The cursor that says which events of an order counting has handled. */
export const COUNT_ORDER_EVENTS = 'count-order-events';
