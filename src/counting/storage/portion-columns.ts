import { portionIdOf, type Judgement, type Portion } from '../domain/portion';

/** The columns entries and exclusions have in common: the portion, by whom and how it was judged. */
export function portionColumns(portion: Portion, judgement: Judgement) {
  const { source } = portion;
  return {
    scheme: judgement.scheme,
    mode: judgement.mode,
    helper_id: judgement.helperId,
    unit: judgement.unit,
    portion_id: portionIdOf(source),
    amount_fen: String(portion.amountFen),
    order_id: source.kind === 'CLAIM_LINE' ? null : source.orderId,
    order_line_id: source.kind === 'CLAIM_LINE' ? null : source.orderLineId,
    settlement_line_id: source.kind === 'SETTLEMENT_LINE' ? source.settlementLineId : null,
    claim_line_id: source.kind === 'CLAIM_LINE' ? source.claimLineId : null,
    unit_id: portion.unitId,
    buyer_id: portion.buyerId,
    supplier_id: portion.supplierId,
    unit_region_code: judgement.unitRegionCode,
    county_code: portion.countyCode,
    category_code: portion.categoryCode,
    rule_version: judgement.ruleVersion,
    explain: judgement.explain,
  };
}
