/** When a crop is harvested, as a dated fact. */
export interface HarvestSeason {
  /** Null: every crop of the category. */
  readonly cropCode: string | null;
  readonly categoryCode: string;
  /** Null is national; otherwise the digits all codes of the place begin with. */
  readonly place: string | null;
  /** 1 to 12, in the order of the harvest: November before January where it goes over the year's end. */
  readonly months: readonly number[];
  /** Days the goods keep after the harvest, so long as they are stored as is usual. */
  readonly keepsDays: number;
  readonly validFrom: string;
  readonly validTo: string | null;
  /** Whether a county's agriculture office has confirmed it. */
  readonly verified: boolean;
}

export function readHarvestSeasons(rows: readonly string[]): HarvestSeason[] {
  return rows.map((row) => {
    const [crop, categoryCode = '', place, months = '', keeps, validFrom = '', validTo, verified] =
      row.split('\t');
    return {
      cropCode: crop || null,
      categoryCode,
      place: place || null,
      months: months.split(',').map(Number),
      keepsDays: Number(keeps),
      validFrom,
      validTo: validTo || null,
      verified: verified === '1',
    };
  });
}

export interface SeasonQuestion {
  readonly cropCode: string | null;
  readonly categoryCode: string;
  readonly countyCode: string;
  readonly on: string;
}

/** The nearest place's own season first, the crop's before its category's, the latest; null where none is known. */
export function harvestSeasonOf(
  known: readonly HarvestSeason[],
  asked: SeasonQuestion,
): HarvestSeason | null {
  const weight = ({ place, cropCode }: HarvestSeason) => (place?.length ?? 0) * 2 + (cropCode ? 1 : 0);
  return (
    known
      .filter(({ validFrom, validTo }) => validFrom <= asked.on && (validTo === null || asked.on <= validTo))
      .filter(({ place }) => place === null || asked.countyCode.startsWith(place))
      .filter((one) =>
        one.cropCode === null
          ? asked.categoryCode.startsWith(one.categoryCode)
          : one.cropCode === asked.cropCode,
      )
      .toSorted(
        (a, b) =>
          weight(b) - weight(a) ||
          b.categoryCode.length - a.categoryCode.length ||
          (a.validFrom < b.validFrom ? 1 : -1),
      )[0] ?? null
  );
}
