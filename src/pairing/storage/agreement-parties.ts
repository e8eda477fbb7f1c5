import { Injectable } from '@nestjs/common';
import { Organizations, type Role } from '../../organizations/index';
import type { Reader } from '../../platform/index';
import { coordinatorOf } from '../domain/office';
import type { PairingKind } from '../domain/pairing-level';
import type { Side } from '../domain/pairing.states';

export interface AgreementRegions {
  readonly eastRegionCode: string;
  readonly westRegionCode: string;
}

/** An agreement as other domains know it. */
export interface AgreementFacts extends AgreementRegions {
  readonly id: string;
  readonly kind: PairingKind;
  readonly year: number;
  /** Null: not yet signed by both sides. */
  readonly inForceDraft: number | null;
}

export interface PartyOffice {
  readonly side: Side;
  readonly organizationId: string;
  readonly role: Role;
}

/** Whose agreement it is: its two regions and the offices that act for them. */
@Injectable()
export class AgreementParties {
  constructor(private readonly organizations: Organizations) {}

  async find(reader: Reader, agreementId: string): Promise<AgreementFacts | null> {
    const [found] = await reader.query<AgreementFacts>(
      `SELECT id, kind, year, east_region_code AS "eastRegionCode", west_region_code AS "westRegionCode",
         in_force_draft AS "inForceDraft" FROM annual_agreements WHERE id = $1`,
      [agreementId],
    );
    return found ?? null;
  }

  /** The offices that coordinate at the level of its two regions. */
  async offices(reader: Reader, regions: AgreementRegions): Promise<PartyOffice[]> {
    const east = await this.officesOf(reader, 'EAST', regions.eastRegionCode);
    return [...east, ...(await this.officesOf(reader, 'WEST', regions.westRegionCode))];
  }

  private async officesOf(reader: Reader, side: Side, code: string): Promise<PartyOffice[]> {
    const role = coordinatorOf(code);
    const found = await this.organizations.covering(reader, code, role);
    return found.map((organizationId) => ({ side, organizationId, role }));
  }
}
