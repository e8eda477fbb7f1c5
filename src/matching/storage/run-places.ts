import type { BusinessDate } from '../../platform/index';
import { placeOn, type RegionFacts } from '../../regions/index';
import type { Place } from '../../../libs/matching/src/index';

/** The middle of the country's map: for a code of which nothing is known, so that nobody is favoured by it. */
const SOMEWHERE: Place = { latitudeMicrodegrees: 35_000_000, longitudeMicrodegrees: 104_000_000 };

/**
 * Where counties lie: the centroid of the reference facts; where they have none (new codes), the mean of the counties of
 * its prefecture, then of its province.
 */
export function placesOf(facts: RegionFacts, on: BusinessDate): (county: string) => Place {
  const known = new Map<string, Place>();
  return (county) => {
    const found = known.get(county) ?? placeOf(facts, on, county);
    known.set(county, found);
    return found;
  };
}

function placeOf({ lineage }: RegionFacts, on: BusinessDate, county: string): Place {
  const here = placeOn(lineage, county, on) ?? lineage.periodsOf(county).at(-1);
  const own = pointOf(here);
  if (own) return own;
  for (const digits of [4, 2]) {
    const around = lineage
      .allOn(on)
      .filter(({ code }) => code.startsWith(county.slice(0, digits)))
      .flatMap((one) => pointOf(one) ?? []);
    if (around.length > 0) return middleOf(around);
  }
  return SOMEWHERE;
}

interface OnMap {
  readonly longitude: string | null;
  readonly latitude: string | null;
}

function pointOf(place: OnMap | undefined | null): Place | null {
  if (!place?.longitude || !place.latitude) return null;
  return {
    latitudeMicrodegrees: Math.round(Number(place.latitude) * 1_000_000),
    longitudeMicrodegrees: Math.round(Number(place.longitude) * 1_000_000),
  };
}

function middleOf(points: readonly Place[]): Place {
  const mean = (values: readonly number[]) =>
    Math.round(values.reduce((sum, one) => sum + one, 0) / points.length);
  return {
    latitudeMicrodegrees: mean(points.map(({ latitudeMicrodegrees }) => latitudeMicrodegrees)),
    longitudeMicrodegrees: mean(points.map(({ longitudeMicrodegrees }) => longitudeMicrodegrees)),
  };
}
