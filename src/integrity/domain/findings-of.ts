import type { Finding, FindingKind, FindingRule } from './finding';
import { invoicesTwice } from './invoices-twice';
import type { MarketYear } from './market-year';
import { offSeasonLots } from './off-season-lots';
import { outpacedHarvest } from './outpaced-harvest';
import { pricesOutside } from './prices-outside';
import { relatedParties } from './related-parties';
import { roundedMonthEnds } from './rounded-month-ends';
import { sharedContacts } from './shared-contacts';
import { splitOrders } from './split-orders';
import type { Thresholds } from './thresholds';

/** Each rule by the kind of what it finds. */
export const rules: Record<FindingKind, FindingRule> = {
  RELATED_PARTIES: relatedParties,
  SPLIT_ORDERS: splitOrders,
  OFF_SEASON_LOT: offSeasonLots,
  OUTPACED_HARVEST: outpacedHarvest,
  PRICE_OUTSIDE_BAND: pricesOutside,
  INVOICE_TWICE: invoicesTwice,
  ROUNDED_MONTH_END: roundedMonthEnds,
  SHARED_CONTACT: sharedContacts,
};

/** All that looks wrong in a year: the same year and thresholds give the same findings in the same order. */
export const findingsOf: FindingRule = (year: MarketYear, at: Thresholds): Finding[] =>
  Object.values(rules).flatMap((rule) => rule(year, at));
