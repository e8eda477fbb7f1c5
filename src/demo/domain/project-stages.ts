/** In their order; none is skipped. */
export const PROJECT_STAGES = [
  'LEAD',
  'CONTACTED',
  'SITE_VISIT',
  'LETTER_OF_INTENT',
  'SIGNED',
  'REGISTERED',
  'APPROVED',
  'UNDER_CONSTRUCTION',
  'EQUIPPED',
  'TRIAL',
  'IN_PRODUCTION',
  'SCALE',
] as const;
export type PlannedStage = (typeof PROJECT_STAGES)[number];

/** What is invented about a project, for the screening to find. */
export const FRAUDS = ['ROUND_AMOUNTS', 'MONTH_END_CLUSTER', 'CAPITAL_PER_JOB', 'SHARED_DOCUMENT'] as const;
export type PlannedFraud = (typeof FRAUDS)[number];
