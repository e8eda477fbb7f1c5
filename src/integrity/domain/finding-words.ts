import type { EvidenceKind, FindingKind } from './finding';

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** What a finding of the kind is called. */
export const FINDING_WORDS: Readonly<Record<FindingKind, Words>> = {
  RELATED_PARTIES: { zh: '关联方交易', en: 'Trade between related parties' },
  SPLIT_ORDERS: { zh: '拆分订单', en: 'Split orders' },
  OFF_SEASON_LOT: { zh: '非产季批次', en: 'Lot out of season' },
  OUTPACED_HARVEST: { zh: '销售快于采收', en: 'Sold faster than harvested' },
  PRICE_OUTSIDE_BAND: { zh: '价格超出参考区间', en: 'Price outside the reference band' },
  INVOICE_TWICE: { zh: '发票重复', en: 'Invoice used twice' },
  ROUNDED_MONTH_END: { zh: '月末整数集中', en: 'Round sums at the end of months' },
  SHARED_CONTACT: { zh: '多家供应商同一联系方式', en: 'One contact of several suppliers' },
};

/** What kind of record shows it. */
export const EVIDENCE_WORDS: Readonly<Record<EvidenceKind, Words>> = {
  ORGANIZATION: { zh: '单位', en: 'Organization' },
  ORDER: { zh: '订单', en: 'Order' },
  LOT: { zh: '批次', en: 'Lot' },
  CAPACITY: { zh: '核定产能', en: 'Verified capacity' },
  CLAIM: { zh: '平台外采购申报', en: 'Claim of a purchase elsewhere' },
};
