/** Why a buyer takes others than proposed; OTHER says it in words. */
export const OVERRIDE_REASONS = [
  'KNOWN_QUALITY',
  'PRICE_ELSEWHERE',
  'LOGISTICS',
  'LONG_TERM_RELATION',
  'OTHER',
] as const;
export type OverrideReason = (typeof OVERRIDE_REASONS)[number];
