import { Injectable } from '@nestjs/common';
import { Organizations, Role, type Organization } from '../../organizations/index';
import type { Reader } from '../../platform/index';
import { coordinatorOf, type TwoSides } from '../domain/office';
import type { PairingKind } from '../domain/pairing-level';
import type { Side } from '../domain/pairing.states';

/** The two sides, where only regions may be known. */
export type AgreementRegions = Pick<TwoSides, 'eastRegionCode' | 'westRegionCode'> & Partial<TwoSides>;

/** An agreement as other domains know it. */
export interface AgreementFacts extends TwoSides {
  readonly id: string;
  readonly kind: PairingKind;
  readonly pairingId: string;
  readonly year: number;
  readonly helpedOrganizationId: string | null;
  readonly helpedList: string | null;
  /** Null: not yet signed by both sides. */
  readonly inForceDraft: number | null;
}

export interface PartyOffice {
  readonly side: Side;
  readonly organizationId: string;
  readonly role: Role;
}

/** Whose agreement it is: its two sides and who acts for them. */
@Injectable()
export class AgreementParties {
  constructor(private readonly organizations: Organizations) {}

  async find(reader: Reader, agreementId: string): Promise<AgreementFacts | null> {
    const [found] = await reader.query<AgreementFacts>(
      `SELECT id, kind, pairing_id AS "pairingId", year, east_region_code AS "eastRegionCode", west_region_code AS "westRegionCode",
         helper_organization_id AS "helperOrganizationId", helped_organization_id AS "helpedOrganizationId",
         helped_list AS "helpedList", counter_organization_id AS "counterOrganizationId", in_force_draft AS "inForceDraft"
       FROM annual_agreements WHERE id = $1`,
      [agreementId],
    );
    return found ?? null;
  }

  /** The offices that coordinate at the level of its two regions, or the organizations that stand in their place. */
  async offices(reader: Reader, sides: AgreementRegions): Promise<PartyOffice[]> {
    const east = await this.ofSide(reader, 'EAST', sides.eastRegionCode, sides.helperOrganizationId);
    return [
      ...east,
      ...(await this.ofSide(reader, 'WEST', sides.westRegionCode, sides.counterOrganizationId)),
    ];
  }

  private async ofSide(
    reader: Reader,
    side: Side,
    code: string,
    organizationId: string | null | undefined,
  ): Promise<PartyOffice[]> {
    if (organizationId) {
      const organization = await this.organizations.find(reader, organizationId);
      return organization ? [{ side, organizationId, role: signingRoleOf(organization) }] : [];
    }
    const role = coordinatorOf(code);
    const found = await this.organizations.covering(reader, code, role);
    return found.map((id) => ({ side, organizationId: id, role }));
  }
}

/** Who signs for an organization that is a side itself. */
export function signingRoleOf({ kind, regionCode }: Pick<Organization, 'kind' | 'regionCode'>): Role {
  return kind === 'COLLABORATION_OFFICE' ? coordinatorOf(regionCode) : Role.BUYER_APPROVER;
}
