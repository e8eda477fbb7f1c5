import { Injectable } from '@nestjs/common';
import { Organizations, type Role } from '../../organizations/index';
import { businessDateOf, type Tx } from '../../platform/index';
import { Owners } from '../../responsibility/index';
import type { Finding } from '../domain/finding';

/** Nearest first: the county's office, the city's, the province's. */
const OFFICES: readonly Role[] = ['COORD_COUNTY', 'COORD_CITY', 'COORD_PROV'];

const COUNTY = `
  SELECT county FROM (
    SELECT 1 AS place, l.origin_county_code AS county FROM lots l WHERE l.id = ANY($1::uuid[])
    UNION ALL SELECT 2, c.county_code FROM capacities c WHERE c.id = ANY($1)
    UNION ALL SELECT 3, l.county_code FROM claim_lines l WHERE l.claim_id = ANY($1) AND l.live
    UNION ALL SELECT 4, l.origin_county_code FROM order_lines l WHERE l.order_id = ANY($1)
    UNION ALL SELECT 5, o.region_code FROM organizations o WHERE o.id = ANY($1) AND o.kind IN ('COOPERATIVE', 'FAMILY_FARM', 'ENTERPRISE')
  ) known ORDER BY place, county LIMIT 1`;

/** Who looks into a finding: who answers for alerts of the county, else its office; without one, the platform. */
@Injectable()
export class FindingOwners {
  constructor(
    private readonly organizations: Organizations,
    private readonly owners: Owners,
  ) {}

  async of(
    tx: Tx,
    { evidence }: Pick<Finding, 'evidence'>,
  ): Promise<{ ownerId: string; role: Role; countyCode: string | null } | null> {
    const [row] = await tx.query<{ county: string }>(COUNTY, [evidence.map(({ id }) => id)]);
    const countyCode = row?.county ?? null;
    const answering = countyCode === null ? null : await this.answering(tx, countyCode);
    if (answering) return { ...answering, countyCode };
    if (countyCode !== null)
      for (const role of OFFICES) {
        const [ownerId] = await this.organizations.covering(tx, countyCode, role);
        if (ownerId !== undefined) return { ownerId, role, countyCode };
      }
    const [platform] = await this.organizations.platformOperations(tx);
    return platform === undefined ? null : { ownerId: platform, role: 'PLATFORM_OPS', countyCode };
  }

  /** Whose alerts those of the county are today, if an office's. */
  private async answering(tx: Tx, countyCode: string): Promise<{ ownerId: string; role: Role } | null> {
    const subject = { kind: 'ALERTS', regionCode: countyCode } as const;
    const owner = await this.owners.of(tx, subject, businessDateOf(tx.at));
    if (!owner) return null;
    const [member] = await tx.query<{ roles: Role[] }>('SELECT roles FROM members WHERE id = $1', [
      owner.memberId,
    ]);
    const role = OFFICES.find((one) => member?.roles.includes(one));
    return role ? { ownerId: owner.organizationId, role } : null;
  }
}
