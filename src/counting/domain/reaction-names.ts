/** The cursor that says which events of an order counting has handled. */
export const COUNT_ORDER_EVENTS = 'count-order-events';

/** The cursor that says whether counting has handled the recall of a lot. */
export const REVERSE_RECALLED_LOTS = 'reverse-recalled-lots';

/** The cursor that says which events of a claim counting has handled. */
export const COUNT_CLAIMS = 'count-claims';

/** The cursor that says whether what of claims waited for an agreement has been counted. */
export const COUNT_WAITING_CLAIMS = 'count-waiting-claims';

/** The cursor that says whether what waited for an agreement has been counted. */
export const COUNT_WAITING_PORTIONS = 'count-waiting-portions';

/** The cursor that says which events of a park project counting has handled. */
export const COUNT_INDUSTRY = 'count-industry';

/** The cursor that says which operating records of a park project counting has handled. */
export const COUNT_JOBS = 'count-jobs';

/** The cursor that says which events of a park counting has handled. */
export const COUNT_PARKS = 'count-parks';

/** The cursor that says whether what parks brought and waited for an agreement has been counted. */
export const COUNT_WAITING_INDUSTRY = 'count-waiting-industry';
