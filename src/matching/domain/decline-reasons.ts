/** Why a unit does not take a planned purchase; OTHER says it in words. */
export const DECLINE_REASONS = ['NO_NEED', 'PRICE', 'BUDGET', 'SEASON', 'OTHER_SUPPLIER', 'OTHER'] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export const PLAN_LINE_STATES = ['PROPOSED', 'ACCEPTED', 'DECLINED', 'LAPSED'] as const;
export type PlanLineState = (typeof PLAN_LINE_STATES)[number];
