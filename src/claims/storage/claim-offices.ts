import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Organizations } from '../../organizations/index';
import { notFound, type Actor, type Reader } from '../../platform/index';
import { liesWithin } from '../../regions/index';
import { claimsRefusals } from '../domain/claims.refusals';
import type { Claim } from './claim.entity';

/** EAST stands for the side of the paying unit, WEST for that of the goods' origin, whatever the scheme. */
export type ClaimSide = 'EAST' | 'WEST';

export interface ClaimPlace extends Pick<Claim, 'id' | 'unitRegionCode'> {
  readonly countyCodes: readonly string[];
}

/** Which offices verify a claim: those over the paying unit, and those over every county the goods come from. */
@Injectable()
export class ClaimOffices {
  constructor(private readonly organizations: Organizations) {}

  /** Offices that may verify, by side. */
  async verifying(reader: Reader, place: ClaimPlace): Promise<Record<ClaimSide, string[]>> {
    const east = await this.organizations.covering(reader, place.unitRegionCode, 'VERIFIER');
    const [first = '', ...others] = place.countyCodes;
    let west = await this.organizations.covering(reader, first, 'VERIFIER');
    for (const code of others) {
      const covering = await this.organizations.covering(reader, code, 'VERIFIER');
      west = west.filter((id) => covering.includes(id));
    }
    return { EAST: east, WEST: west };
  }

  /**
   * The side a verifier speaks for; throws NOT_FOUND outside the region. An office over both ends speaks for the side
   * that has not spoken; the other side needs another office.
   */
  sideOf(actor: Actor, place: ClaimPlace, spoken: readonly ClaimSide[], path: RefusalPath): ClaimSide {
    const sides = sidesOf(actor, place);
    if (sides.length === 0) throw notFound([...path, 'claimId']);
    return sides.find((side) => !spoken.includes(side)) ?? refuse(claimsRefusals.SIDE_VERIFIED_ALREADY(path));
  }

  /** Throws NOT_FOUND where the verifier's region covers neither end. */
  requireReach(actor: Actor, place: ClaimPlace, path: RefusalPath = ['claimId']): void {
    if (sidesOf(actor, place).length === 0) throw notFound(path);
  }
}

function sidesOf({ regionCode }: Actor, { unitRegionCode, countyCodes }: ClaimPlace): ClaimSide[] {
  if (regionCode === null) return [];
  return [
    ...(liesWithin(unitRegionCode, regionCode) ? (['EAST'] as const) : []),
    ...(countyCodes.every((code) => liesWithin(code, regionCode)) ? (['WEST'] as const) : []),
  ];
}
