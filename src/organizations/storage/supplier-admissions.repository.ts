import { Injectable } from '@nestjs/common';
import { counted, notFound, type Actor, type Reader, type Tx } from '../../platform/index';
import type { AdmissionDuty, AdmissionState } from '../domain/admission.states';
import { overseen } from './organization-cards';
import { SupplierAdmissionRow, type SellsAs } from './supplier-admission.entity';

export interface AdmissionCard {
  id: string;
  supplierId: string;
  supplierName: string;
  state: AdmissionState;
  sells: boolean;
  sellsAs: SellsAs;
  regionCode: string;
  statement: string;
  note: string | null;
  submittedAt: Date | null;
  countyDueOn: string | null;
  createdAt: Date;
  version: number;
  opinions: { duty: AdmissionDuty; positive: boolean; note: string | null; at: string }[];
}

const COLUMNS = `a.id, a.supplier_id AS "supplierId", o.name AS "supplierName", a.state, a.sells,
  a.sells_as AS "sellsAs", a.region_code AS "regionCode", a.statement, a.note, a.submitted_at AS "submittedAt",
  a.county_due_on AS "countyDueOn", a.created_at AS "createdAt", a.version,
  coalesce((SELECT json_agg(json_build_object('duty', p.duty, 'positive', p.positive, 'note', p.note, 'at', to_char(p.at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS"+08:00"'))
    ORDER BY p.duty) FROM admission_opinions p WHERE p.admission_id = a.id AND p.round = a.round), '[]') AS opinions`;

const OFFICES = ['COUNTY_DEPARTMENT', 'COLLABORATION_OFFICE', 'PLATFORM_OPERATIONS', 'AUDIT_OFFICE'];

/** Suppliers see their own, offices those of their region once submitted, the platform and auditors all of these. */
const SCOPE = `(a.supplier_id = $1 OR ($2::boolean AND a.state <> 'DRAFT' AND a.region_code LIKE $3
  AND (a.state <> 'WITHDRAWN' OR a.submitted_at IS NOT NULL)))`;
const QUEUE = `FROM supplier_admissions a JOIN organizations o ON o.id = a.supplier_id
  WHERE ${SCOPE} AND ($4::text IS NULL OR a.state = $4)`;
const scopeOf = (actor: Actor) => [
  actor.organizationId,
  OFFICES.includes(actor.organizationKind),
  overseen(actor),
];

@Injectable()
export class SupplierAdmissions {
  async visibleTo(reader: Reader, actor: Actor, id: string): Promise<AdmissionCard | null> {
    const rows = await reader.query<AdmissionCard>(
      `SELECT ${COLUMNS} FROM supplier_admissions a JOIN organizations o ON o.id = a.supplier_id
        WHERE ${SCOPE} AND a.id = $4`,
      [...scopeOf(actor), id],
    );
    return rows[0] ?? null;
  }

  /** Oldest first: what has waited longest stands on top. */
  browse(
    reader: Reader,
    actor: Actor,
    page: { state: AdmissionState | null; after: readonly [string, string] | null; fetch: number },
  ): Promise<AdmissionCard[]> {
    return reader.query<AdmissionCard>(
      `SELECT ${COLUMNS} ${QUEUE}
          AND ($5::timestamptz IS NULL OR (a.created_at, a.id) > ($5, $6::uuid))
        ORDER BY a.created_at, a.id LIMIT $7`,
      [...scopeOf(actor), page.state, page.after?.[0] ?? null, page.after?.[1] ?? null, page.fetch],
    );
  }

  count(reader: Reader, actor: Actor, state: AdmissionState | null): Promise<number> {
    return counted(reader, QUEUE, [...scopeOf(actor), state]);
  }

  /** Locks an admission the actor may see; throws NOT_FOUND for any other. */
  async lockVisible(tx: Tx, actor: Actor, id: string): Promise<SupplierAdmissionRow> {
    const seen = await this.visibleTo(tx, actor, id);
    const row =
      seen &&
      (await tx.manager.findOne(SupplierAdmissionRow, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      }));
    return row ?? raise();
  }

  /** Locks one of the actor's own organization. */
  async lockOwn(tx: Tx, actor: Actor, id: string): Promise<SupplierAdmissionRow> {
    const row = await this.lockVisible(tx, actor, id);
    return row.supplierId === actor.organizationId ? row : raise();
  }
}

function raise(): never {
  throw notFound(['admissionId']);
}
