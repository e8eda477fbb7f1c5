import { dayNumber, daysOutside, daysWithin } from './days';
import type { FindingRule } from './finding';
import { harvestMonthsOf } from './harvest-months';
import type { MarketCapacity, SettledGoods } from './market-year';
import { byId, grouped, shareOf, sumOf } from './shares';
import type { Thresholds } from './thresholds';

/**
 * More is sold by a day than the verified land in the county could have given by then: it grew elsewhere. What was
 * certified out of season is another finding's matter.
 */
export const outpacedHarvest: FindingRule = (year, at) => {
  const capacities = byId(year.capacities);
  const monthsOf = harvestMonthsOf(year);
  const ripe = year.lots.filter((lot) => {
    const months = monthsOf(lot);
    return months !== undefined && daysOutside(lot.harvestedOn, months) <= at.seasonGraceDays;
  });
  const landOf = new Map(ripe.map(({ id, capacityId }) => [id, capacityId]));
  return grouped(year.settledGoods, ({ lotId }) => landOf.get(lotId) ?? null).flatMap(([id, sold]) => {
    const capacity = capacities.get(id);
    const months = capacity && monthsOf(capacity);
    if (!months) return [];
    const worst = worstDay(capacity, daysWithin(capacity.season, months), sold, at);
    if (worst === null) return [];
    const until = sold.filter(({ settledOn }) => dayNumber(settledOn) <= worst.day);
    return [
      {
        kind: 'OUTPACED_HARVEST' as const,
        key: id,
        evidence: [
          { kind: 'CAPACITY' as const, id },
          { kind: 'ORGANIZATION' as const, id: capacity.supplierId },
          ...[...new Set(until.map(({ lotId }) => lotId))].map((lot) => ({ kind: 'LOT' as const, id: lot })),
        ],
        portionIds: until.map((line) => line.id),
        strengthBasisPoints: worst.strength,
      },
    ];
  });
};

/** The day on which the sales stand furthest beyond the land; null where they never do. */
function worstDay(
  { harvestableBase }: MarketCapacity,
  harvestDays: readonly number[],
  sold: readonly SettledGoods[],
  { harvestPace, harvestHeadStartDays }: Thresholds,
): { day: number; strength: bigint } | null {
  let worst: { day: number; strength: bigint } | null = null;
  const days = [...new Set(sold.map(({ settledOn }) => dayNumber(settledOn)))].toSorted((a, b) => a - b);
  for (const day of days) {
    const passed = harvestDays.filter((of) => of <= day).length + harvestHeadStartDays;
    const grown =
      (harvestableBase * BigInt(Math.min(passed, harvestDays.length))) / BigInt(harvestDays.length);
    const until = sold.filter(({ settledOn }) => dayNumber(settledOn) <= day);
    const pace = shareOf(
      sumOf(until, ({ quantityBase }) => quantityBase),
      grown,
    );
    const strength = shareOf(pace, harvestPace);
    if (pace > harvestPace && strength > (worst?.strength ?? 0n)) worst = { day, strength };
  }
  return worst;
}
