import { Injectable } from '@nestjs/common';
import { addDays, startOfBusinessDate, type Tx } from '../../platform/index';
import type { AdmissionState } from '../domain/admission.states';
import { Notices } from './notices';
import { Organizations } from './organizations';
import { Tasks } from './tasks';
import type { SupplierAdmissionRow } from './supplier-admission.entity';

/** Who has to do something at each state of an admission, and who is told. */
@Injectable()
export class AdmissionTasks {
  constructor(
    private readonly tasks: Tasks,
    private readonly notices: Notices,
    private readonly organizations: Organizations,
  ) {}

  async follow(tx: Tx, admission: SupplierAdmissionRow): Promise<void> {
    const subject = subjectOf(admission);
    await this.tasks.close(tx, subject);
    if (admission.state === 'SUBMITTED') await this.askCounty(tx, admission);
    if (admission.state === 'COUNTY_RECOMMENDED') await this.askPlatform(tx, admission, 'DECIDE_ADMISSION');
    if (admission.state === 'UNDER_REVIEW')
      await this.askPlatform(tx, admission, 'CONCLUDE_ADMISSION_REVIEW');
    if (admission.state === 'RETURNED')
      await this.tasks.open(tx, {
        organizationId: admission.supplierId,
        role: 'SUPPLIER',
        kind: 'RESUBMIT_ADMISSION',
        ...subject,
      });
    if (!OWN_DOING.has(admission.state))
      await this.notices.send(tx, {
        organizationId: admission.supplierId,
        kind: `ADMISSION_${admission.state}`,
        ...subject,
      });
  }

  async askPlatform(tx: Tx, admission: SupplierAdmissionRow, kind: string): Promise<void> {
    for (const organizationId of await this.organizations.platformOperations(tx))
      await this.tasks.open(tx, { organizationId, role: 'PLATFORM_OPS', kind, ...subjectOf(admission) });
  }

  private async askCounty(tx: Tx, admission: SupplierAdmissionRow): Promise<void> {
    // Due until the end of the day.
    const dueAt = admission.countyDueOn ? startOfBusinessDate(addDays(admission.countyDueOn, 1)) : null;
    for (const role of ['COUNTY_AGRI', 'COUNTY_REVITAL'] as const) {
      for (const organizationId of await this.organizations.covering(tx, admission.regionCode, role)) {
        const kind = 'GIVE_COUNTY_OPINION';
        await this.tasks.open(tx, { organizationId, role, kind, dueAt, ...subjectOf(admission) });
      }
    }
  }
}

/** States the supplier brought about itself need no notice to it. */
const OWN_DOING = new Set<AdmissionState>(['DRAFT', 'SUBMITTED', 'WITHDRAWN']);

export function subjectOf(admission: { id: string }) {
  return { subjectKind: 'SupplierAdmission', subjectId: admission.id };
}
