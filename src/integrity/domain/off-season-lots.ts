import { daysOutside } from './days';
import type { FindingRule } from './finding';
import { harvestMonthsOf } from './harvest-months';
import { grouped } from './shares';

/** A certificate says a harvest for a day on which the crop is not brought in, beyond what weather explains. */
export const offSeasonLots: FindingRule = (year, at) => {
  const monthsOf = harvestMonthsOf(year);
  const portions = new Map(grouped(year.settledGoods, ({ lotId }) => lotId));
  return year.lots.flatMap(({ id, cropCode, countyCode, harvestedOn }) => {
    const months = monthsOf({ cropCode, countyCode });
    if (!months) return [];
    const days = daysOutside(harvestedOn, months);
    if (days <= at.seasonGraceDays) return [];
    return [
      {
        kind: 'OFF_SEASON_LOT' as const,
        key: id,
        evidence: [{ kind: 'LOT' as const, id }],
        portionIds: (portions.get(id) ?? []).map((line) => line.id),
        strengthBasisPoints: (BigInt(days) * 10_000n) / BigInt(at.seasonGraceDays + 1),
      },
    ];
  });
};
