import { Injectable } from '@nestjs/common';
import { codePrefix } from '../../pairing/index';
import type { BusinessDate, Reader } from '../../platform/index';
import { forecast } from '../domain/forecast';
import { leafOf } from '../domain/leaf-of';
import { sumOf } from '../domain/season';
import { AgreementSeasons, pastYears, type CountedMonth } from './agreement-seasons';
import { ForetoldAgreements, type AgreementLeaf, type ForetoldAgreement } from './foretold-agreements';
import { openedOn, openingsOf, regionOpenedOn, type Opening } from './openings';

const SCHEME = 'EAST_WEST';

/** A western region with what its commitments should have counted by the day, in season, and have not. */
export interface BehindRegion {
  readonly westRegionCode: string;
  readonly owedFen: bigint;
}

type Agreement = Omit<ForetoldAgreement, 'leafUnitOf'>;

/**
 * 落后地区 of a day, by what had been recorded on it: what was due by then is told by the season forecasts are made of. All
 * agreements are read together: a run of the market asks for every one of them at once.
 */
@Injectable()
export class BehindRegions {
  constructor(
    private readonly agreements: ForetoldAgreements,
    private readonly seasons: AgreementSeasons,
  ) {}

  async on(reader: Reader, on: BusinessDate): Promise<BehindRegion[]> {
    const agreements = await this.agreements.inForce(reader, SCHEME, on);
    const counted = byProvince(await this.seasons.monthsOfAll(reader, SCHEME, on));
    const openings = await openingsOf(reader, SCHEME);
    const owed = new Map<string, bigint>();
    for (const agreement of agreements)
      for (const leaf of agreement.leaves) {
        const west = leaf.between?.westRegionCode ?? agreement.westRegionCode ?? '';
        owed.set(west, (owed.get(west) ?? 0n) + owedAt(agreement, leaf, { counted, openings, on }));
      }
    return [...owed]
      .filter(([, owedFen]) => owedFen > 0n)
      .map(([westRegionCode, owedFen]) => ({ westRegionCode, owedFen }))
      .toSorted((a, b) => (a.westRegionCode < b.westRegionCode ? -1 : 1));
  }
}

/** Rows by the western province, so that no agreement looks through those of the whole country. */
type Counted = ReadonlyMap<string, readonly CountedMonth[]>;

function byProvince(months: readonly CountedMonth[]): Counted {
  const found = new Map<string, CountedMonth[]>();
  for (const month of months) {
    const province = month.westRegionCode.slice(0, 2);
    const known = found.get(province) ?? [];
    found.set(province, known);
    known.push(month);
  }
  return found;
}

interface Books {
  readonly counted: Counted;
  readonly openings: readonly Opening[];
  readonly on: BusinessDate;
}

/** Below zero where more had come than was due. */
function owedAt(agreement: Agreement, leaf: AgreementLeaf, { counted, openings, on }: Books): bigint {
  const { year, leaves, eastRegionCode } = agreement;
  const westRegionCode = leaf.between?.westRegionCode ?? agreement.westRegionCode ?? '';
  const west = codePrefix(westRegionCode);
  const ofRegion = (counted.get(west.slice(0, 2)) ?? []).filter((one) => one.westRegionCode.startsWith(west));
  const east = codePrefix(eastRegionCode ?? '');
  const own = ofRegion.filter((one) => one.eastRegionCode.startsWith(east) && leafOf(leaves, one) === leaf);
  const before = (one: CountedMonth) => one.year < year;
  const confirmed = sumOf(own.filter((one) => one.year === year).map(({ net }) => net));
  const dueOn = leaf.dueOn < `${year}-12-31` ? leaf.dueOn : `${year}-12-31`;
  const { dueByNow } = forecast({
    on,
    dueOn,
    target: leaf.target,
    confirmed,
    openOrders: 0n,
    callOffs: 0n,
    ownPast: pastYears(own.filter(before), openedOn(openings, agreement)),
    regionPast: pastYears(ofRegion.filter(before), regionOpenedOn(openings, westRegionCode)),
  });
  return dueByNow - confirmed;
}
