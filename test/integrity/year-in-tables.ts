import type { MarketYear } from '../../src/integrity/domain/market-year';

export const byText = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] =>
  rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

/** What tables cannot hold twice is left out: a second field of a crop in a county, an invoice number as it was typed. */
export function asTablesHoldIt(year: MarketYear): MarketYear {
  const first = new Map<string, string>();
  const sameLand = new Map<string, string>();
  for (const { id, supplierId, countyCode, cropCode, season } of year.capacities) {
    const key = `${supplierId} ${countyCode} ${cropCode} ${season}`;
    first.set(key, first.get(key) ?? id);
    sameLand.set(id, first.get(key) ?? id);
  }
  const organizations = year.organizations.map((one) => ({
    ...one,
    phoneHashes: [...one.phoneHashes].toSorted(),
    accountHashes: [...one.accountHashes].toSorted(),
    principalIds: [...one.principalIds].toSorted(),
  }));
  const lots = year.lots.map((lot) => ({ ...lot, capacityId: sameLand.get(lot.capacityId ?? '') ?? null }));
  const capacities = year.capacities.filter(({ id }) => sameLand.get(id) === id);
  const numbers = new Set<string>();
  const invoices = year.invoices.filter(({ number, sellerId }) => {
    const fresh = /^[0-9-]{6,30}$/.test(number) && !numbers.has(`${sellerId} ${number}`);
    numbers.add(`${sellerId} ${number}`);
    return fresh;
  });
  const orders = year.orders.filter(({ supplierId }) => lots.some((lot) => lot.supplierId === supplierId));
  return { ...year, organizations, lots, capacities, invoices, orders };
}

/** Of one order, whatever it was read in. */
export const ordered = (year: Omit<MarketYear, 'seasons' | 'capacities'>) => ({
  organizations: byText(year.organizations, ({ id }) => id),
  orders: byText(year.orders, ({ id }) => id),
  settledGoods: byText(year.settledGoods, ({ id }) => id),
  lots: byText(year.lots, ({ id }) => id),
  invoices: byText(year.invoices, ({ claimId }) => claimId),
});
