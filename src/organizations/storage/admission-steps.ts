import { Injectable } from '@nestjs/common';
import { Audit, Events, type Actor, type Tx } from '../../platform/index';
import { admissionStates, maySell, type AdmissionVerb } from '../domain/admission.states';
import { SUPPLIER_EVENTS } from '../domain/organization.events';
import { AdmissionTasks } from './admission-tasks';
import { SupplierAdmissionRow } from './supplier-admission.entity';

/** Takes an admission one step on: state, dated history, audit row, event and tasks, all in the caller's transaction. */
@Injectable()
export class AdmissionSteps {
  constructor(
    private readonly audit: Audit,
    private readonly events: Events,
    private readonly tasks: AdmissionTasks,
  ) {}

  /** Refuses ILLEGAL_TRANSITION and STALE_VERSION. */
  async take(
    tx: Tx,
    step: {
      actor: Actor;
      action: string;
      admission: SupplierAdmissionRow;
      expectedVersion: number;
      verb: AdmissionVerb;
      changes?: Partial<SupplierAdmissionRow>;
      note?: string | null;
    },
  ): Promise<SupplierAdmissionRow> {
    const { actor, admission, verb, note = null } = step;
    const state = admissionStates.next(admission.state, verb);
    const sells = maySell(admission.sells, state);
    const changes = { ...step.changes, state, sells, note };
    const changed = await tx.change(SupplierAdmissionRow, admission, changes, step.expectedVersion);
    await tx.query(
      `INSERT INTO admission_history (admission_id, supplier_id, verb, from_state, to_state, sells, member_id, note, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [admission.id, admission.supplierId, verb, admission.state, state, sells, actor.memberId, note, tx.at],
    );
    await this.audit.record(tx, {
      actor,
      action: step.action,
      subjectKind: 'SupplierAdmission',
      subjectId: admission.id,
      fromState: admission.state,
      toState: state,
      reason: verb.toUpperCase(),
    });
    await this.tasks.follow(tx, changed);
    const kind = new Map<string, string>(Object.entries(SUPPLIER_EVENTS)).get(verb);
    if (kind !== undefined) {
      const payload = { supplierId: admission.supplierId, admissionId: admission.id };
      await this.events.publish(tx, { stream: `supplier:${admission.supplierId}`, kind, payload });
    }
    return changed;
  }
}
