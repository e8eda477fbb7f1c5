import { Injectable } from '@nestjs/common';
import type { Actor, Tx } from '../../platform/index';
import type { AdmissionDuty } from '../domain/admission.states';
import { subjectOf } from './admission-tasks';
import { SupplierAdmissionRow } from './supplier-admission.entity';
import { Tasks } from './tasks';

/** The county's two opinions of a submission: one row each, never changed. */
@Injectable()
export class AdmissionOpinions {
  constructor(private readonly tasks: Tasks) {}

  ofRound(tx: Tx, admission: SupplierAdmissionRow): Promise<{ duty: AdmissionDuty; memberId: string }[]> {
    return tx.query(
      'SELECT duty, member_id AS "memberId" FROM admission_opinions WHERE admission_id = $1 AND round = $2',
      [admission.id, admission.round],
    );
  }

  async add(
    tx: Tx,
    admission: SupplierAdmissionRow,
    opinion: { duty: AdmissionDuty; positive: boolean; note: string; actor: Actor },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO admission_opinions (admission_id, round, duty, positive, note, member_id, organization_id, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        admission.id,
        admission.round,
        opinion.duty,
        opinion.positive,
        opinion.note,
        opinion.actor.memberId,
        opinion.actor.organizationId,
        tx.at,
      ],
    );
  }

  /** After the first of the two: its task is done, and the version tells readers that something changed. */
  async waitForOther(
    tx: Tx,
    admission: SupplierAdmissionRow,
    duty: AdmissionDuty,
    expectedVersion: number,
  ): Promise<void> {
    await tx.change(SupplierAdmissionRow, admission, {}, expectedVersion);
    await this.tasks.close(tx, { ...subjectOf(admission), role: `COUNTY_${duty}` });
  }
}
