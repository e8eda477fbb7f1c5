/** What one western county sold in a year, and who had part in it; ids only, and none of them leaves this file. */
export interface CountySales {
  readonly countyCode: string;
  readonly netFen: bigint;
  readonly buyers: ReadonlySet<string>;
  readonly suppliers: ReadonlySet<string>;
}

/** A published figure. The rest of a place is what its own published parts leave. */
export interface PublicCell {
  readonly code: string;
  readonly parentCode: string | null;
  readonly kind: 'WHOLE' | 'PLACE' | 'REST';
  readonly netFen: bigint;
}

interface Group {
  readonly netFen: bigint;
  readonly buyers: ReadonlySet<string>;
  readonly suppliers: ReadonlySet<string>;
}
interface Place extends Group {
  readonly code: string;
  readonly parts: readonly Place[];
}

export const WHOLE = 'ALL';
export const restOf = (code: string) => `${code}-REST`;

/**
 * Figures anybody may read: a cell stands only where at least so many buyers and suppliers had part in it. Parts that
 * have fewer are merged into the rest of the place above; where the rest has fewer too, the smallest part that could
 * stand goes into it, until it has enough, or the place is not divided at all. So whatever is subtracted from whatever,
 * what is left is a sum of cells of which each has enough.
 */
export function publicCells(counties: readonly CountySales[], least: number): PublicCell[] {
  const whole: Place = { code: WHOLE, ...together(counties), parts: placesOf(counties, PROVINCE) };
  if (!isWide(whole, least)) return [];
  return [{ code: WHOLE, parentCode: null, kind: 'WHOLE', netFen: whole.netFen }, ...divided(whole, least)];
}

function divided(place: Place, least: number): PublicCell[] {
  const shown = place.parts.filter((part) => isWide(part, least)).toSorted(bySize);
  const merged = place.parts.filter((part) => !isWide(part, least));
  while (merged.length > 0 && shown.length > 0 && !isWide(together(merged), least)) {
    const smallest = shown.shift();
    if (smallest) merged.push(smallest);
  }
  if (shown.length === 0) return [];
  const rest: PublicCell = {
    code: restOf(place.code),
    parentCode: place.code,
    kind: 'REST',
    netFen: together(merged).netFen,
  };
  return [
    ...shown.flatMap((part): PublicCell[] => [
      { code: part.code, parentCode: place.code, kind: 'PLACE', netFen: part.netFen },
      ...divided(part, least),
    ]),
    ...(merged.length > 0 ? [rest] : []),
  ];
}

const isWide = ({ buyers, suppliers }: Group, least: number) =>
  buyers.size >= least && suppliers.size >= least;
const bySize = (one: Place, other: Place) =>
  one.netFen < other.netFen ? -1 : one.netFen > other.netFen ? 1 : one.code < other.code ? -1 : 1;

function together(groups: readonly Group[]): Group {
  return {
    netFen: groups.reduce((sum, { netFen }) => sum + netFen, 0n),
    buyers: new Set(groups.flatMap(({ buyers }) => [...buyers])),
    suppliers: new Set(groups.flatMap(({ suppliers }) => [...suppliers])),
  };
}

/** GB/T 2260: two digits name the province, four the city, six the county. */
const PROVINCE = 2;
const COUNTY = 6;

function placesOf(counties: readonly CountySales[], digits: number): Place[] {
  const codes = [...new Set(counties.map(({ countyCode }) => countyCode.slice(0, digits)))].toSorted();
  return codes.map((prefix) => {
    const inside = counties.filter(({ countyCode }) => countyCode.startsWith(prefix));
    return {
      code: prefix.padEnd(COUNTY, '0'),
      ...together(inside),
      parts: digits < COUNTY ? placesOf(inside, digits + 2) : [],
    };
  });
}
