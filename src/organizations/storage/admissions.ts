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

export interface SupplierOnDay {
  readonly supplierId: string;
  readonly on: BusinessDate;
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
    const distinct = [...new Set(supplierIds)];
    const admitted = await this.admittedOnDays(
      reader,
      distinct.map((supplierId) => ({ supplierId, on })),
    );
    return new Set(distinct.filter((_, index) => admitted[index]));
  }

  /** The same of each supplier and day in its order. */
  async admittedOnDays(reader: Reader, asked: readonly SupplierOnDay[]): Promise<boolean[]> {
    const selling = await this.sellingOn(reader, asked);
    const agents = asked.filter((_, index) => selling[index] === 'AGENT');
    const principals = await this.mandates.principalsOf(
      reader,
      agents.map(({ supplierId, on }) => ({ agentId: supplierId, on })),
    );
    const producers = agents.flatMap((agent, index) => {
      const supplierId = principals[index];
      return supplierId ? [{ agent, supplierId, on: agent.on }] : [];
    });
    const theirs = await this.sellingOn(reader, producers);
    const soldFor = new Set(
      producers.filter((_, index) => theirs[index] === 'PRODUCER').map(({ agent }) => agent),
    );
    return asked.map((one, index) => selling[index] === 'PRODUCER' || soldFor.has(one));
  }

  /** Undefined: might not sell at the end of the day. */
  private async sellingOn(reader: Reader, asked: readonly SupplierOnDay[]): Promise<(SellsAs | undefined)[]> {
    if (asked.length === 0) return [];
    const rows = await reader.query<{ pair: number; sellsAs: SellsAs }>(
      `SELECT pair::int, a.sells_as AS "sellsAs"
       FROM unnest($1::uuid[], $2::timestamptz[]) WITH ORDINALITY asked (supplier, ended, pair)
         CROSS JOIN LATERAL (SELECT h.admission_id, h.sells FROM admission_history h
           WHERE h.supplier_id = supplier AND h.at < ended AND h.to_state NOT IN ('DRAFT', 'SUBMITTED', 'RETURNED',
                 'COUNTY_RECOMMENDED', 'REJECTED', 'WITHDRAWN')
           ORDER BY h.at DESC, h.id DESC LIMIT 1) latest
         JOIN supplier_admissions a ON a.id = latest.admission_id
        WHERE latest.sells`,
      [asked.map(({ supplierId }) => supplierId), asked.map(({ on }) => startOfBusinessDate(addDays(on, 1)))],
    );
    const known = new Map(rows.map(({ pair, sellsAs }) => [pair, sellsAs]));
    return asked.map((_, index) => known.get(index + 1));
  }
}
