import { Injectable } from '@nestjs/common';
import {
  addDays,
  businessDateOf,
  startOfBusinessDate,
  type BusinessDate,
  type Tx,
} from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
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
    private readonly regions: Regions,
  ) {}

  async follow(tx: Tx, admission: SupplierAdmissionRow): Promise<void> {
    const subject = subjectOf(admission);
    await this.tasks.close(tx, subject);
    if (admission.state === 'SUBMITTED') await this.askCounty(tx, admission);
    if (admission.state === 'COUNTY_RECOMMENDED')
      await this.askPlatform(tx, admission, 'DECIDE_ADMISSION', await this.endOfReview(tx, admission));
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

  async askPlatform(
    tx: Tx,
    admission: SupplierAdmissionRow,
    kind: string,
    dueAt: Date | null = null,
  ): Promise<void> {
    const task = { role: 'PLATFORM_OPS', kind, dueAt, ...subjectOf(admission) } as const;
    for (const organizationId of await this.organizations.platformOperations(tx))
      await this.tasks.open(tx, { organizationId, ...task });
  }

  /** The platform has its working days, too, counted from the county's second opinion. */
  private async endOfReview(tx: Tx, { regionCode }: SupplierAdmissionRow): Promise<Date> {
    const today = businessDateOf(tx.at);
    const rule = await this.regions.rule('PLATFORM_REVIEW_WORKING_DAYS', today, regionCode, tx);
    return endOf(await this.regions.addWorkingDays(today, wholeNumberOf(rule), tx));
  }

  private async askCounty(tx: Tx, admission: SupplierAdmissionRow): Promise<void> {
    const dueAt = admission.countyDueOn ? endOf(admission.countyDueOn) : null;
    for (const role of ['COUNTY_AGRI', 'COUNTY_REVITAL'] as const) {
      for (const organizationId of await this.organizations.covering(tx, admission.regionCode, role)) {
        const kind = 'GIVE_COUNTY_OPINION';
        await this.tasks.open(tx, { organizationId, role, kind, dueAt, ...subjectOf(admission) });
      }
    }
  }
}

/** What is due on a day is due until it is over. */
const endOf = (day: BusinessDate) => startOfBusinessDate(addDays(day, 1));

/** States the supplier brought about itself need no notice to it. */
const OWN_DOING = new Set<AdmissionState>(['DRAFT', 'SUBMITTED', 'WITHDRAWN']);

export function subjectOf(admission: { id: string }) {
  return { subjectKind: 'SupplierAdmission', subjectId: admission.id };
}
