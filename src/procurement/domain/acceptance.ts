/** Why less than dispatched was taken. */
export const varianceReasons = [
  'SHORT_WEIGHT',
  'MOISTURE_LOSS',
  'DAMAGED',
  'SPOILED',
  'WRONG_GRADE',
  'OTHER',
] as const;
export type VarianceReason = (typeof varianceReasons)[number];
