import { Injectable } from '@nestjs/common';
import { Organizations, Role } from '../../organizations/index';
import { coordinatorOf, type AgreementFacts, type PairingSide } from '../../pairing/index';
import type { Tx } from '../../platform/index';

/** Who sees to it that a silent side acts: the province above it, or the platform. */
@Injectable()
export class OfficesAbove {
  constructor(private readonly organizations: Organizations) {}

  async of(tx: Tx, agreement: AgreementFacts, sides: readonly PairingSide[]): Promise<[string, Role][]> {
    const asked = new Map<string, Role>();
    for (const side of sides) {
      const code = side === 'EAST' ? agreement.eastRegionCode : agreement.westRegionCode;
      for (const [organizationId, role] of await this.above(tx, code)) asked.set(organizationId, role);
    }
    return [...asked];
  }

  private async above(tx: Tx, code: string): Promise<[string, Role][]> {
    const province = `${code.slice(0, 2)}0000`;
    const offices =
      code === province ? [] : await this.organizations.covering(tx, province, coordinatorOf(province));
    if (offices.length > 0) return offices.map((id) => [id, coordinatorOf(province)]);
    return (await this.organizations.platformOperations(tx)).map((id) => [id, Role.PLATFORM_OPS]);
  }
}
