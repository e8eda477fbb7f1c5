export const CASE_KINDS = ['SHORTAGE', 'QUALITY', 'RETURN', 'PRICE_ERROR', 'RECALL'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** What a buyer may open; a recall's case comes by itself. */
export type OpenedKind = Exclude<CaseKind, 'RECALL'>;

/** A wrong price concerns no quantity of its own. */
export const namesQuantity = (kind: CaseKind): boolean => kind !== 'PRICE_ERROR';

/** Most files that come with one saying. */
export const MOST_CASE_FILES = 10;

export const CASE_SIDES = ['BUYER', 'SUPPLIER', 'PLATFORM', 'SYSTEM'] as const;
export type CaseSide = (typeof CASE_SIDES)[number];
