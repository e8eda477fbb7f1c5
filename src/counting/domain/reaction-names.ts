/** The cursor that says which events of an order counting has handled. */
export const COUNT_ORDER_EVENTS = 'count-order-events';

/** The cursor that says whether counting has handled the recall of a lot. */
export const REVERSE_RECALLED_LOTS = 'reverse-recalled-lots';
