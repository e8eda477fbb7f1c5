import type { MarketYear } from './market-year';

export type HarvestMonths = (of: {
  readonly cropCode: string | null;
  readonly countyCode: string;
}) => readonly number[] | undefined;

/** The months in which a crop is brought in in a county; undefined where nobody knows them. */
export function harvestMonthsOf({ seasons }: MarketYear): HarvestMonths {
  const known = new Map(
    seasons.map(({ cropCode, countyCode, months }) => [`${cropCode} ${countyCode}`, months] as const),
  );
  return ({ cropCode, countyCode }) => known.get(`${cropCode} ${countyCode}`);
}
