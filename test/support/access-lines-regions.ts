import type { Lines } from './access-line';

/** Reference facts: everybody may ask. */
export const regionLines: Lines = {
  calendarDay: { variables: () => ({ date: '2026-07-09' }) },
  countyDesignations: { variables: () => ({}) },
  datedRule: { variables: () => ({ key: 'PREPAID_PAYMENT_DAYS', on: '2026-07-09' }) },
  datedRules: { variables: () => ({}) },
  division: { variables: () => ({ code: '330211' }) },
  divisions: { variables: () => ({}), published: 'the divisions of the country are published' },
  industry: { variables: () => ({ code: '1351' }) },
  industries: { variables: () => ({}), published: 'the industries of the standard are published' },
  policyRegime: { variables: () => ({}) },
  workingDayAfter: { variables: () => ({ days: 3, from: '2026-07-09' }) },
};
