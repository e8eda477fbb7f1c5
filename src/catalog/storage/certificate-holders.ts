import { Injectable } from '@nestjs/common';
import { AgencyMandates, Organizations } from '../../organizations/index';
import type { BusinessDate, Reader } from '../../platform/index';

/** In whose name certificates of a supplier's goods may stand: its own, or the producer's it sells for. */
@Injectable()
export class CertificateHolders {
  constructor(
    private readonly organizations: Organizations,
    private readonly mandates: AgencyMandates,
  ) {}

  async namesFor(reader: Reader, supplierId: string, on: BusinessDate): Promise<string[]> {
    const principalId = await this.mandates.principalOf(reader, { agentId: supplierId, on });
    const ids = principalId ? [supplierId, principalId] : [supplierId];
    const known = await this.organizations.many(reader, ids);
    return [...known.values()].map((organization) => organization.name);
  }

  /** Who issues the batch certificate: the producer. */
  async issuerFor(reader: Reader, supplierId: string, on: BusinessDate): Promise<string> {
    return (await this.mandates.principalOf(reader, { agentId: supplierId, on })) ?? supplierId;
  }
}
