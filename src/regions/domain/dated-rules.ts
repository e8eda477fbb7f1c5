import { spanCovers, type BusinessDate } from './business-date';
import { ancestorCodes } from './division-ancestry';

/** Every rule that changes with year or place; the values stand in data, an administrator adds newer ones. */
export const RULE_KEYS = [
  'RESERVE_RATE',
  'PREPAID_PAYMENT_DAYS',
  'PREPAID_EXTENSION_DAYS',
  'POSTPAID_PAYMENT_DAYS',
  'POSTPAID_EXTENSION_DAYS',
  'DEPOSIT_PAYMENT_DAYS',
  'DEPOSIT_LEAST_SHARE',
  'CHANNEL_FEE_SHARE',
  'BALANCE_BEFORE_DELIVERY_DAYS',
  'INSTALMENT_DAYS',
  'PAYMENT_REMINDER_DAYS',
  'PAYMENT_ESCALATION_DAYS',
  'EXTRA_PAYMENT_DAYS',
  'EXTRA_PAYMENT_GRACE_DAYS',
  'COUNTY_OPINION_WORKING_DAYS',
  'PLATFORM_REVIEW_WORKING_DAYS',
  'ADMISSION_RECHECK_MONTHS',
  'AUTO_ACCEPTANCE_DAYS',
  'AUTO_ACCEPTANCE_FIRST_REMINDER_DAYS',
  'AUTO_ACCEPTANCE_SECOND_REMINDER_DAYS',
  'AUTO_ACCEPTANCE_COUNTED',
  'ORDER_CLOSING_DAYS',
  'HARVEST_CERTIFYING_DAYS',
  'SAMPLE_MOST_UNITS',
  'SAMPLE_MOST_PRICE',
  'SAMPLE_ANSWER_DAYS',
  'INTENT_ANSWER_DAYS',
  'INTENT_LONGEST_DAYS',
  'SLOT_HOLD_DAYS',
  'HARVEST_CUT_ANSWER_DAYS',
  'RECOGNITION_PUBLICITY_DAYS',
  'RECOGNITION_VALIDITY_MONTHS',
  'RECOGNITION_MINIMUM_VALUE',
  'OVER_DELIVERY_TOLERANCE',
  'MASS_BALANCE_TOLERANCE',
  'INVOICE_REQUIRED_TO_COUNT',
  'INVOICE_AMOUNT_TOLERANCE',
  'INVOICE_QUANTITY_TOLERANCE',
  'SIGNATURE_REMINDER_DAYS',
  'SIGNATURE_ESCALATION_DAYS',
  'PERIOD_CUTOFF_DAYS',
  'PERIOD_LOCK_DAYS',
  'VAT_RATE_AGRICULTURAL',
  'VAT_RATE_STANDARD',
  'MONITORING_IDENTIFICATION_DAYS',
  'MONITORING_IDENTIFICATION_WORKING_DAYS',
  'MONITORING_PUBLICITY_DAYS',
  'MONITORING_EXIT_STABLE_MONTHS',
  'WORKSHOP_MINIMUM_WORKERS',
  'WORKSHOP_INSURANCE_PER_PERSON_MONTH',
  'WORKSHOP_MINIMUM_WORK_MONTHS',
  'WORKSHOP_MINIMUM_YEARLY_WAGE',
  'WORKSHOP_WATCH_MONTHS',
  'LINKAGE_SUBSIDY_MINIMUM_HOUSEHOLDS',
  'PARK_LINKAGE_WEIGHT',
  'BRIDGING_FUND_INDUSTRY_SHARE',
  'DUE_DILIGENCE_COOPERATIVE_MINIMUM',
  'DUE_DILIGENCE_ENTERPRISE_MINIMUM',
  'MATCHING_FREIGHT_PER_TONNE_KM',
  'MATCHING_ROAD_DETOUR',
  'MATCHING_GRACE_DAYS',
  'MATCHING_LATENESS_COST_PER_DAY',
  'MATCHING_GRADE_BENEFIT',
  'MATCHING_REPEAT_BENEFIT',
  'MATCHING_PAIRING_BENEFIT',
  'MATCHING_UNRELIABILITY_COST',
  'MATCHING_UNCERTAINTY_COST',
  'MATCHING_UNMET_MINIMUM_COST',
  'MATCHING_UNMET_REST_COST',
  'MATCHING_SUPPLIER_SHARE',
  'MATCHING_EDGES_PER_LINE',
  'MATCHING_EPSILON',
  'MATCHING_PROTECTION_WEIGHT',
  'MATCHING_KEY_COUNTY_FLOOR',
  'MATCHING_KEY_COUNTY_WEIGHT',
  'MATCHING_BEHIND_WEIGHT',
  'MATCHING_RELIABILITY_PRIOR_ORDERS',
  'MATCHING_SIMPLEX_ITERATIONS',
  'MATCHING_EXACT_LINES',
  'MATCHING_EXACT_SUPPLIES',
  'MATCHING_BRANCH_NODES',
  'MATCHING_IMPROVEMENT_ROUNDS',
  'MATCHING_SEED',
  'UNSOLD_RISK_HORIZON_DAYS',
  'UNSOLD_RISK_SALES_DAYS',
  'UNSOLD_RISK_ALARM',
  'MANDATE_LONGEST_DAYS',
  'PAYOUT_PERIODS_PER_MONTH',
  'PAYOUT_ACCOUNT_REST_DAYS',
  'CASE_SHORTAGE_DAYS',
  'CASE_QUALITY_DAYS',
  'CASE_RETURN_DAYS',
  'CASE_PRICE_ERROR_DAYS',
  'CASE_REPLY_DAYS',
  'CASE_REMINDER_DAYS',
  'CASE_ANSWER_DAYS',
  'CASE_HEARING_DAYS',
  'CASE_ARBITRATION_DAYS',
  'CASE_RETURN_SENDING_DAYS',
  'CASE_RETURN_RECEIPT_DAYS',
  'RECALL_DECISION_DAYS',
  'RECALL_REMINDER_DAYS',
  'STATEMENT_IMPORT_KEPT_DAYS',
  'RECEIPT_MATCH_DAYS',
  'CLAIM_OLDEST_DAYS',
  'CLAIM_TWIN_DAYS',
  'CLAIM_IMPORT_KEPT_DAYS',
  'PROJECT_STALL_DAYS',
  'PROJECT_VISIT_REMINDER_DAYS',
  'PROJECT_LEAST_SOURCES',
  'CAPITAL_ROUND_STEP',
  'CAPITAL_ROUND_RECORDS',
  'CAPITAL_MONTH_END_DAYS',
  'CAPITAL_MONTH_END_RECORDS',
  'CAPITAL_MONTH_END_SHARE',
  'CAPITAL_EVIDENCE_DAYS',
  'DISPUTE_ANSWER_DAYS',
  'DISPUTE_ESCALATION_DAYS',
  'FINDING_ANSWER_DAYS',
  'FINDING_REOPEN_WORSE',
  'PLAN_MONTH_SHARE_MOST',
  'PUBLIC_LEAST_PARTIES',
  'INTEGRITY_RELATED_LEAST',
  'INTEGRITY_RELATED_SHARE',
  'INTEGRITY_RELATED_RETURN',
  'INTEGRITY_RELATED_UNDERWAY_DAYS',
  'INTEGRITY_SPLIT_DAYS',
  'INTEGRITY_SPLIT_PART',
  'INTEGRITY_SPLIT_LIKENESS',
  'INTEGRITY_SPLIT_LIFT',
  'INTEGRITY_SEASON_GRACE_DAYS',
  'INTEGRITY_HARVEST_PACE',
  'INTEGRITY_HARVEST_HEAD_START_DAYS',
  'INTEGRITY_PRICE_SPREADS',
  'INTEGRITY_PRICE_SHARE',
  'INTEGRITY_PRICE_LEAST_SELLERS',
  'INTEGRITY_INVOICE_EXCESS',
  'INTEGRITY_INVOICE_DAYS',
  'INTEGRITY_INVOICE_RUN',
  'INTEGRITY_ROUND_STEP',
  'INTEGRITY_ROUND_DAYS',
  'INTEGRITY_ROUND_ORDERS',
  'INTEGRITY_ROUND_LIFT',
  'INTEGRITY_CONTACT_SUPPLIERS',
  'INTEGRITY_CONTACT_BUYERS',
] as const;
export type RuleKey = (typeof RULE_KEYS)[number];

export const RULE_UNITS = [
  'RATIO',
  'DAY',
  'WORKING_DAY',
  'MONTH',
  'YUAN',
  'YES_NO',
  'PERSON',
  'HOUSEHOLD',
  'COUNT',
] as const;
export type RuleUnit = (typeof RULE_UNITS)[number];

export interface DatedRule {
  key: RuleKey;
  /** Null is national. */
  regionCode: string | null;
  /** Decimal text; YES_NO is 1 or 0. */
  value: string;
  unit: RuleUnit;
  validFrom: BusinessDate;
  validTo: BusinessDate | null;
  sourceDocument: string;
  verified: boolean;
}

/** The rule in force: the most specific region wins (county, prefecture, province, nation), then the latest to begin. */
export function ruleInForce(
  rules: readonly DatedRule[],
  key: RuleKey,
  on: BusinessDate,
  regionCode: string | null = null,
): DatedRule | null {
  const inForce = rules
    .filter((rule) => rule.key === key && spanCovers(rule.validFrom, rule.validTo, on))
    .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  const regions = regionCode === null ? [null] : [...ancestorCodes(regionCode), null];
  for (const region of regions) {
    const found = inForce.find((rule) => rule.regionCode === region);
    if (found) return found;
  }
  return null;
}

/** A count of days, months, persons …; refuses a rule that is not a whole number. */
export function wholeNumberOf(rule: DatedRule): number {
  if (!/^\d{1,9}$/.test(rule.value)) throw new Error(`rule ${rule.key} is not a whole number: ${rule.value}`);
  return Number(rule.value);
}

/** An exact share: 0.05 is 5 / 100; never a float. */
export function ratioOf(rule: DatedRule): { numerator: bigint; denominator: bigint } {
  if (!/^\d{1,3}(\.\d{1,6})?$/.test(rule.value))
    throw new Error(`rule ${rule.key} is not a ratio: ${rule.value}`);
  const [whole = '0', part = ''] = rule.value.split('.');
  return { numerator: BigInt(whole + part), denominator: 10n ** BigInt(part.length) };
}

export function yesOrNo(rule: DatedRule): boolean {
  if (rule.unit !== 'YES_NO') throw new Error(`rule ${rule.key} is not a yes or no`);
  return rule.value === '1';
}
