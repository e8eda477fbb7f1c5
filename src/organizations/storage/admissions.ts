import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import {
  addDays,
  businessDateOf,
  startOfBusinessDate,
  type BusinessDate,
  type Reader,
  type Tx,
} from '../../platform/index';
import { admissionRefusals } from '../domain/admission.refusals';
import type { AdmissionState } from '../domain/admission.states';
import { AgencyMandates } from './agency-mandates';

/** Whether a supplier may sell: now under lock, or on any day from the dated history. */
@Injectable()
export class Admissions {
  constructor(private readonly mandates: AgencyMandates) {}

  /**
   * Locks the admission FOR SHARE, so that a suspension waits for this transaction or this one for it.
   * Refuses SUPPLIER_NOT_ADMITTED, SUPPLIER_SUSPENDED or, for an agent without mandate, MANDATE_NOT_ACTIVE.
   */
  async requireAdmitted(tx: Tx, supplierId: string, path: RefusalPath = []): Promise<void> {
    const rows = await tx.query<{ state: AdmissionState; sells: boolean; sellsAs: string }>(
      `SELECT state, sells, sells_as AS "sellsAs" FROM supplier_admissions
        WHERE supplier_id = $1 AND state NOT IN ('REJECTED', 'WITHDRAWN')
        ORDER BY created_at DESC, state = 'REVOKED' LIMIT 1 FOR SHARE`,
      [supplierId],
    );
    const admission = rows[0];
    if (!admission) refuse(admissionRefusals.SUPPLIER_NOT_ADMITTED(path));
    if (!admission.sells) {
      const stopped = ['SUSPENDED', 'REVOKED', 'UNDER_REVIEW'].includes(admission.state);
      refuse(
        stopped ? admissionRefusals.SUPPLIER_SUSPENDED(path) : admissionRefusals.SUPPLIER_NOT_ADMITTED(path),
      );
    }
    if (admission.sellsAs === 'PRODUCER') return;
    const principal = await this.mandates.principalOf(tx, { agentId: supplierId, on: businessDateOf(tx.at) });
    if (principal === null) refuse(admissionRefusals.MANDATE_NOT_ACTIVE(path));
  }

  /** Whether the supplier was admitted at the end of the day (for today: as of now). */
  async admittedOn(reader: Reader, supplierId: string, on: BusinessDate): Promise<boolean> {
    return (await this.admittedAmong(reader, [supplierId], on)).has(supplierId);
  }

  /** Which of the suppliers were admitted on the day. */
  async admittedAmong(
    reader: Reader,
    supplierIds: readonly string[],
    on: BusinessDate,
  ): Promise<Set<string>> {
    const rows = await reader.query<{ id: string }>(
      `SELECT id FROM (
         SELECT DISTINCT ON (h.supplier_id) h.supplier_id AS id, h.sells FROM admission_history h
          WHERE supplier_id = ANY($1::uuid[]) AND at < $2 AND to_state NOT IN ('DRAFT', 'SUBMITTED', 'RETURNED',
                'COUNTY_RECOMMENDED', 'REJECTED', 'WITHDRAWN')
          ORDER BY h.supplier_id, h.at DESC, h.id DESC) latest
        WHERE sells`,
      [[...supplierIds], startOfBusinessDate(addDays(on, 1))],
    );
    return new Set(rows.map((row) => row.id));
  }
}
