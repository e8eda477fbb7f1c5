import type { BusinessDate } from '../../platform/index';
import { ancestorCodes, type RegionFacts } from '../../regions/index';

/** What of a relation says which goods it helps. */
interface Helped {
  readonly westRegionCode: string;
  readonly helpedOrganizationId: string | null;
  readonly helpedList: string | null;
  readonly validFrom: BusinessDate;
}

/** The codes the region bears on the day since it was named. */
export const codesOf = (region: string, named: BusinessDate, on: BusinessDate, { lineage }: RegionFacts) => [
  region,
  ...lineage.bearersOn(region, named, on),
];

/** True where the code lies in the region, by every code the region bears on the day since it was named. */
export function standsIn(
  code: string,
  region: string,
  named: BusinessDate,
  on: BusinessDate,
  facts: RegionFacts,
): boolean {
  const above = ancestorCodes(code);
  return codesOf(region, named, on, facts).some((bearer) => above.includes(bearer));
}

/** Relations by the goods they help: of hundreds a question need look at the few that name its supplier, county or a list. */
export class RelationIndex<Row extends Helped> {
  private readonly byDay = new Map<BusinessDate, Map<string, Row[]>>();
  private readonly places: ReadonlyMap<Row, number>;

  constructor(
    private readonly rows: readonly Row[],
    private readonly facts: RegionFacts,
  ) {
    this.places = new Map(rows.map((row, index) => [row, index]));
  }

  /** All that may help the supplier's goods from the counties, and perhaps others, in the order of the rows. */
  helping(supplierId: string, countyCodes: readonly string[], on: BusinessDate): Row[] {
    const known = this.byDay.get(on) ?? this.of(on);
    this.byDay.set(on, known);
    const [first] = countyCodes;
    const keys = [supplierId, LISTS, ...(first === undefined ? [] : ancestorCodes(first))];
    const found = new Set(keys.flatMap((key) => known.get(key) ?? []));
    return [...found].toSorted((one, other) => this.placeOf(one) - this.placeOf(other));
  }

  private of(on: BusinessDate): Map<string, Row[]> {
    const known = new Map<string, Row[]>();
    for (const row of this.rows)
      for (const key of this.keysOf(row, on)) {
        const others = known.get(key);
        if (others) others.push(row);
        else known.set(key, [row]);
      }
    return known;
  }

  private keysOf(row: Row, on: BusinessDate): string[] {
    if (row.helpedOrganizationId !== null) return [row.helpedOrganizationId];
    if (row.helpedList !== null) return [LISTS];
    return codesOf(row.westRegionCode, row.validFrom, on, this.facts);
  }

  private placeOf(row: Row): number {
    return this.places.get(row) ?? 0;
  }
}

const LISTS = 'LISTS';
