import { Injectable } from '@nestjs/common';
import { Organizations, Role } from '../../organizations/index';
import { AgreementParties, type AgreementFacts, type PairingSide } from '../../pairing/index';
import { notFound, type Actor, type Tx } from '../../platform/index';

export interface ProvinceOffice {
  readonly organizationId: string;
  readonly role: Role;
}

const provinceOf = (code: string) => `${code.slice(0, 2)}0000`;
const SIDES: readonly PairingSide[] = ['EAST', 'WEST'];

/** The two provinces above an agreement's sides: together they decide what the sides cannot, and restate what is locked. */
@Injectable()
export class ProvinceParties {
  constructor(
    private readonly agreements: AgreementParties,
    private readonly organizations: Organizations,
  ) {}

  /** Everybody else learns nothing of it here: not there and not his are one answer. */
  async requireProvince(
    tx: Tx,
    actor: Actor,
    agreementId: string,
    path: readonly string[],
  ): Promise<{ agreement: AgreementFacts; side: PairingSide }> {
    const agreement = await this.agreements.find(tx, agreementId);
    const side = SIDES.find((one) => one === actor.side);
    const code = side === 'EAST' ? agreement?.eastRegionCode : agreement?.westRegionCode;
    const his =
      actor.organizationKind === 'COLLABORATION_OFFICE' && code && actor.regionCode === provinceOf(code);
    if (!agreement || !side || !his) throw notFound(path);
    return { agreement, side };
  }

  async offices(tx: Tx, agreement: AgreementFacts): Promise<ProvinceOffice[]> {
    const ids = new Set<string>();
    for (const code of [agreement.eastRegionCode, agreement.westRegionCode])
      for (const id of await this.organizations.covering(tx, provinceOf(code), Role.COORD_PROV)) ids.add(id);
    return [...ids].map((organizationId) => ({ organizationId, role: Role.COORD_PROV }));
  }
}
