import {
  Audit,
  Clock,
  Database,
  Repeated,
  Transactions,
  businessDateOf,
  type Ticks,
} from '../../platform/index';
import { AdmissionTasks, subjectOf } from '../storage/admission-tasks';
import { Notices } from '../storage/notices';
import { SupplierAdmissionRow } from '../storage/supplier-admission.entity';

/** The county's working days are over: the platform asks, the supplier is told. Once per submission. */
@Repeated({ name: 'escalate-late-opinions', everySeconds: 300 })
export class EscalateLateOpinions implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly tasks: AdmissionTasks,
    private readonly notices: Notices,
    private readonly audit: Audit,
  ) {}

  async tick(): Promise<void> {
    const late = await this.database.query<{ id: string }>(
      `SELECT id FROM supplier_admissions
        WHERE state = 'SUBMITTED' AND escalated_at IS NULL AND county_due_on < $1 ORDER BY id LIMIT 500`,
      [businessDateOf(this.clock.now())],
    );
    for (const { id } of late) await this.escalate(id);
  }

  private escalate(id: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      const row = await tx.manager.findOne(SupplierAdmissionRow, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (row?.state !== 'SUBMITTED' || row.escalatedAt) return;
      // The version stays: nobody's view of the application changes.
      await tx.query('UPDATE supplier_admissions SET escalated_at = $2 WHERE id = $1', [id, tx.at]);
      await this.tasks.askPlatform(tx, row, 'CHASE_COUNTY_OPINION');
      await this.notices.send(tx, {
        organizationId: row.supplierId,
        kind: 'COUNTY_OPINION_LATE',
        ...subjectOf(row),
      });
      const action = 'escalate-late-opinions';
      await this.audit.record(tx, { actor: null, action, ...subjectOf(row), reason: 'COUNTY_OPINION_LATE' });
    });
  }
}
