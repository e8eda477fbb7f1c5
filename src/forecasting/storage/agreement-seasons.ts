import { Injectable } from '@nestjs/common';
import { Totals, type Figure, type TotalsScope } from '../../counting/index';
import type { BusinessDate, Reader } from '../../platform/index';
import type { PastYear } from '../domain/season';
import type { ForetoldAgreement } from './foretold-agreements';
import { openingsOf, regionOpenedOn } from './openings';

/** How many years before this one a season is read from. */
const PAST_YEARS = 3;

/** What was counted toward a commitment in a month of a year, with the regions of its relation. */
export interface CountedMonth {
  readonly commitmentId: string;
  readonly eastRegionCode: string;
  readonly westRegionCode: string;
  /** The unit whose leaf it was counted on, in whatever year; null: no unit's. */
  readonly unitId: string | null;
  readonly year: number;
  readonly month: number;
  readonly net: bigint;
}

/** The months counted toward an agreement and its likes of years before, from the kept totals. */
@Injectable()
export class AgreementSeasons {
  constructor(private readonly totals: Totals) {}

  /** Between regions rolled up as progress is; where a side is no region, of the relation's own agreements. */
  async months(reader: Reader, agreement: ForetoldAgreement): Promise<CountedMonth[]> {
    const figures: (Figure & { year: number })[] = [];
    for (const scope of await scopesOf(reader, agreement))
      for (const figure of await this.totals.now(reader, scope, 'LEAF_MONTH'))
        figures.push({ ...figure, year: scope.year });
    return countedMonths(reader, figures);
  }

  /** Of a whole scheme, as it had been recorded by the end of the day: the day's year and those a season is read from. */
  async monthsOfAll(reader: Reader, scheme: string, on: BusinessDate): Promise<CountedMonth[]> {
    const figures: (Figure & { year: number })[] = [];
    const year = Number(on.slice(0, 4));
    for (const one of [...yearsBefore(year), year])
      for (const figure of await this.totals.asOf(reader, { scheme, year: one }, 'LEAF_MONTH', on))
        figures.push({ ...figure, year: one });
    return countedMonths(reader, figures);
  }

  /** Past years of all that was counted from the western region, whoever bought it: the season of its goods. */
  async regionPast(
    reader: Reader,
    { scheme, year }: ForetoldAgreement,
    westRegionCode: string,
  ): Promise<PastYear[]> {
    const rows: Pick<CountedMonth, 'year' | 'month' | 'net'>[] = [];
    for (const past of yearsBefore(year)) {
      const figures = await this.totals.now(reader, { scheme, year: past, westRegionCode }, 'MONTH');
      for (const { key, grossFen, reversalsFen } of figures)
        rows.push({ year: past, month: monthIn(past, key), net: grossFen - reversalsFen });
    }
    return pastYears(rows, regionOpenedOn(await openingsOf(reader, scheme), westRegionCode));
  }
}

const yearsBefore = (year: number) => Array.from({ length: PAST_YEARS }, (_, at) => year - PAST_YEARS + at);

async function scopesOf(reader: Reader, agreement: ForetoldAgreement): Promise<TotalsScope[]> {
  const { scheme, year, eastRegionCode, westRegionCode, pairingId } = agreement;
  if (eastRegionCode !== null && westRegionCode !== null)
    return [...yearsBefore(year), year].map((one) => ({ scheme, year: one, eastRegionCode, westRegionCode }));
  const own = await reader.query<{ agreementId: string; year: number }>(
    `SELECT id AS "agreementId", year FROM annual_agreements WHERE pairing_id = $1 AND year BETWEEN $2 AND $3 ORDER BY year`,
    [pairingId, year - PAST_YEARS, year],
  );
  return own.map((one) => ({ scheme, ...one }));
}

async function countedMonths(
  reader: Reader,
  figures: readonly (Figure & { year: number })[],
): Promise<CountedMonth[]> {
  const read = figures.map(({ key, year, grossFen, reversalsFen }) => {
    const [commitmentId = '', eastRegionCode = '', westRegionCode = '', booked = ''] = key.split(' ');
    const net = grossFen - reversalsFen;
    return { commitmentId, eastRegionCode, westRegionCode, year, month: monthIn(year, booked), net };
  });
  const units = await unitsOf(
    reader,
    read.map(({ commitmentId }) => commitmentId),
  );
  return read.map((row) => ({ ...row, unitId: units.get(row.commitmentId) ?? null }));
}

async function unitsOf(reader: Reader, commitmentIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await reader.query<{ id: string; unitId: string }>(
    `SELECT id, unit_id AS "unitId" FROM commitments WHERE id = ANY($1::uuid[]) AND unit_id IS NOT NULL`,
    [[...new Set(commitmentIds)]],
  );
  return new Map(rows.map(({ id, unitId }) => [id, unitId]));
}

/** What is posted later than its year (a refund of last year's goods) belongs to the year's last month. */
function monthIn(year: number, booked: string): number {
  const [bookedIn = 0, month = 0] = booked.split('-').map(Number);
  return bookedIn < year ? 1 : bookedIn > year ? 12 : month;
}

/** Rows by their years, the earliest first; it alone may have begun with its books. */
export function pastYears(
  rows: readonly Pick<CountedMonth, 'year' | 'month' | 'net'>[],
  opened: BusinessDate | null,
): PastYear[] {
  const years = new Map<number, bigint[]>();
  for (const { year, month, net } of rows) {
    const months = years.get(year) ?? Array.from({ length: 12 }, () => 0n);
    years.set(year, months);
    months[month - 1] = (months[month - 1] ?? 0n) + net;
  }
  const [begun = 0, openedIn = 1] = (opened ?? '').split('-').map(Number);
  return [...years]
    .toSorted(([a], [b]) => a - b)
    .map(([year, months], at) => ({ year, months, ...(at === 0 && year === begun ? { openedIn } : {}) }));
}
