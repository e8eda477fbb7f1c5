import { Injectable } from '@nestjs/common';
import { refuse, type Refusal, type RefusalPath } from '../../../libs/workflow/src/index';
import type { Tx } from '../../platform/index';
import { Admissions } from './admissions';
import { AgencyMandates } from './agency-mandates';

/**
 * Who may offer goods: whoever may sell, and a hub that has nothing of its own while one of its members may. Whose goods
 * he offers, and whether they may be sold, is asked beside.
 */
@Injectable()
export class Offering {
  constructor(
    private readonly admissions: Admissions,
    private readonly mandates: AgencyMandates,
  ) {}

  /** Refuses as Admissions do. */
  async require(tx: Tx, supplierId: string, path: RefusalPath = []): Promise<void> {
    const refusal = (await this.whyNot(tx, [supplierId], path)).get(supplierId);
    if (refusal) refuse(refusal);
  }

  /** Of several; who may offer is absent. */
  async whyNot(
    tx: Tx,
    supplierIds: readonly string[],
    path: RefusalPath = [],
  ): Promise<Map<string, Refusal>> {
    const shut = await this.admissions.whyNotSelling(tx, supplierIds, path);
    for (const [id, refusal] of shut)
      if (refusal.code === 'MANDATE_NOT_ACTIVE' && (await this.hasSellingMember(tx, id))) shut.delete(id);
    return shut;
  }

  private async hasSellingMember(tx: Tx, hubId: string): Promise<boolean> {
    const running = await this.mandates.running(tx, hubId);
    const members = running.filter(({ kind }) => kind === 'HUB').map(({ principalId }) => principalId);
    const barred = await this.admissions.whyNotSelling(tx, members);
    return members.some((id) => !barred.has(id));
  }
}
