import type { BusinessDate } from '../../platform/index';
import { ratioOf, ruleInForce, wholeNumberOf, type RegionFacts, type RuleKey } from '../../regions/index';
import type { Thresholds } from '../domain/thresholds';

const BASIS_POINTS = 10_000n;
const FEN_PER_YUAN = 100n;

/** From where something looks wrong, by the dated rules of the day; null on a day before they were there. */
export function thresholdsOn(rules: RegionFacts['rows']['rules'], on: BusinessDate): Thresholds | null {
  const inForce = new Map<RuleKey, ReturnType<typeof ruleInForce>>();
  const ruleOf = (key: RuleKey) => {
    const rule = ruleInForce(rules, key, on);
    inForce.set(key, rule);
    return rule;
  };
  const count = (key: RuleKey): number => {
    const rule = ruleOf(key);
    return rule ? wholeNumberOf(rule) : 0;
  };
  const basisPoints = (key: RuleKey): bigint => {
    const rule = ruleOf(key);
    if (!rule) return 0n;
    const { numerator, denominator } = ratioOf(rule);
    return (numerator * BASIS_POINTS) / denominator;
  };
  const fen = (key: RuleKey): bigint => BigInt(count(key)) * FEN_PER_YUAN;
  const thresholds: Thresholds = {
    relatedLeastFen: fen('INTEGRITY_RELATED_LEAST'),
    relatedShare: basisPoints('INTEGRITY_RELATED_SHARE'),
    relatedReturn: basisPoints('INTEGRITY_RELATED_RETURN'),
    relatedUnderwayDays: count('INTEGRITY_RELATED_UNDERWAY_DAYS'),
    splitDays: count('INTEGRITY_SPLIT_DAYS'),
    splitPart: basisPoints('INTEGRITY_SPLIT_PART'),
    splitLikeness: basisPoints('INTEGRITY_SPLIT_LIKENESS'),
    splitLift: basisPoints('INTEGRITY_SPLIT_LIFT'),
    seasonGraceDays: count('INTEGRITY_SEASON_GRACE_DAYS'),
    harvestPace: basisPoints('INTEGRITY_HARVEST_PACE'),
    harvestHeadStartDays: count('INTEGRITY_HARVEST_HEAD_START_DAYS'),
    priceSpreads: basisPoints('INTEGRITY_PRICE_SPREADS'),
    priceShare: basisPoints('INTEGRITY_PRICE_SHARE'),
    priceLeastSellers: count('INTEGRITY_PRICE_LEAST_SELLERS'),
    invoiceExcess: basisPoints('INTEGRITY_INVOICE_EXCESS'),
    invoiceDays: count('INTEGRITY_INVOICE_DAYS'),
    invoiceRun: BigInt(count('INTEGRITY_INVOICE_RUN')),
    roundStepFen: fen('INTEGRITY_ROUND_STEP'),
    roundDays: count('INTEGRITY_ROUND_DAYS'),
    roundOrders: count('INTEGRITY_ROUND_ORDERS'),
    roundLift: basisPoints('INTEGRITY_ROUND_LIFT'),
    contactSuppliers: count('INTEGRITY_CONTACT_SUPPLIERS'),
    contactBuyers: basisPoints('INTEGRITY_CONTACT_BUYERS'),
  };
  return [...inForce.values()].includes(null) ? null : thresholds;
}
