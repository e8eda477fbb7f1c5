import { Injectable } from '@nestjs/common';
import { refuse, type Refusal, type RefusalPath } from '../../../libs/workflow/src/index';
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
import type { SellsAs } from './supplier-admission.entity';

interface Latest {
  readonly supplierId: string;
  readonly state: AdmissionState;
  readonly sells: boolean;
  readonly sellsAs: SellsAs;
}

/** Why the supplier's own admission does not let it sell; null where it does. */
function standing(admission: Latest | undefined, path: RefusalPath): Refusal | null {
  if (!admission) return admissionRefusals.SUPPLIER_NOT_ADMITTED(path);
  if (admission.sells) return null;
  return ['SUSPENDED', 'REVOKED', 'UNDER_REVIEW'].includes(admission.state)
    ? admissionRefusals.SUPPLIER_SUSPENDED(path)
    : admissionRefusals.SUPPLIER_NOT_ADMITTED(path);
}

/** Whether a supplier may sell: now under lock, or on any day from the dated history. */
@Injectable()
export class Admissions {
  constructor(private readonly mandates: AgencyMandates) {}

  /**
   * Locks the admission FOR SHARE, so that a suspension waits for this transaction or this one for it.
   * Refuses SUPPLIER_NOT_ADMITTED, SUPPLIER_SUSPENDED or, for an agent without mandate of a producer, MANDATE_NOT_ACTIVE.
   * An agent sells what its principal may sell: a suspended producer has no other way to the market.
   */
  async requireAdmitted(tx: Tx, supplierId: string, path: RefusalPath = []): Promise<void> {
    const refusal = (await this.whyNotSelling(tx, [supplierId], path)).get(supplierId);
    if (refusal) refuse(refusal);
  }

  /** The same for several suppliers; those that may sell are absent. */
  async whyNotSelling(
    tx: Tx,
    supplierIds: readonly string[],
    path: RefusalPath = [],
  ): Promise<Map<string, Refusal>> {
    const refusals = new Map<string, Refusal>();
    const found = await this.lockLatest(tx, supplierIds);
    for (const supplierId of supplierIds) {
      const refusal =
        standing(found.get(supplierId), path) ?? (await this.agency(tx, found.get(supplierId), path));
      if (refusal) refusals.set(supplierId, refusal);
    }
    return refusals;
  }

  private async agency(tx: Tx, admission: Latest | undefined, path: RefusalPath): Promise<Refusal | null> {
    if (admission?.sellsAs !== 'AGENT') return null;
    const on = businessDateOf(tx.at);
    const principal = await this.mandates.principalOf(tx, { agentId: admission.supplierId, on });
    if (principal === null) return admissionRefusals.MANDATE_NOT_ACTIVE(path);
    const producer = (await this.lockLatest(tx, [principal])).get(principal);
    return (
      standing(producer, path) ??
      (producer?.sellsAs === 'PRODUCER' ? null : admissionRefusals.MANDATE_NOT_ACTIVE(path))
    );
  }

  private async lockLatest(tx: Tx, supplierIds: readonly string[]): Promise<Map<string, Latest>> {
    const rows = await tx.query<Latest>(
      `SELECT latest.supplier_id AS "supplierId", state, sells, sells_as AS "sellsAs"
         FROM (SELECT unnest($1::uuid[]) AS id ORDER BY 1) asked CROSS JOIN LATERAL (
           SELECT * FROM supplier_admissions WHERE supplier_id = asked.id AND state NOT IN ('REJECTED', 'WITHDRAWN')
            ORDER BY created_at DESC, state = 'REVOKED' LIMIT 1 FOR SHARE) latest`,
      [[...new Set(supplierIds)]],
    );
    return new Map(rows.map((row) => [row.supplierId, row]));
  }

  /** Whether the supplier was admitted at the end of the day (for today: as of now). */
  async admittedOn(reader: Reader, supplierId: string, on: BusinessDate): Promise<boolean> {
    return (await this.admittedAmong(reader, [supplierId], on)).has(supplierId);
  }

  /** Which of the suppliers were admitted on the day; of agents those whose principal was. */
  async admittedAmong(
    reader: Reader,
    supplierIds: readonly string[],
    on: BusinessDate,
  ): Promise<Set<string>> {
    const selling = await this.sellingOn(reader, supplierIds, on);
    const principals = new Map<string, string>();
    for (const { id: agentId } of selling.filter(({ sellsAs }) => sellsAs === 'AGENT')) {
      const principal = await this.mandates.principalOf(reader, { agentId, on });
      if (principal !== null) principals.set(agentId, principal);
    }
    const producers = await this.sellingOn(reader, [...principals.values()], on);
    const mayBeSoldFor = new Set(
      producers.filter(({ sellsAs }) => sellsAs === 'PRODUCER').map(({ id }) => id),
    );
    const admitted = selling.filter(
      ({ id, sellsAs }) => sellsAs === 'PRODUCER' || mayBeSoldFor.has(principals.get(id) ?? ''),
    );
    return new Set(admitted.map(({ id }) => id));
  }

  private async sellingOn(
    reader: Reader,
    supplierIds: readonly string[],
    on: BusinessDate,
  ): Promise<{ id: string; sellsAs: SellsAs }[]> {
    if (supplierIds.length === 0) return [];
    return reader.query(
      `SELECT latest.id, a.sells_as AS "sellsAs" FROM (
         SELECT DISTINCT ON (h.supplier_id) h.supplier_id AS id, h.admission_id, h.sells FROM admission_history h
          WHERE supplier_id = ANY($1::uuid[]) AND at < $2 AND to_state NOT IN ('DRAFT', 'SUBMITTED', 'RETURNED',
                'COUNTY_RECOMMENDED', 'REJECTED', 'WITHDRAWN')
          ORDER BY h.supplier_id, h.at DESC, h.id DESC) latest
         JOIN supplier_admissions a ON a.id = latest.admission_id
        WHERE latest.sells`,
      [[...supplierIds], startOfBusinessDate(addDays(on, 1))],
    );
  }
}
