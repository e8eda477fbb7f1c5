import { Clock, Database, Repeated, Transactions, businessDateOf, type Ticks } from '../../platform/index';
import { AdmissionTasks } from '../storage/admission-tasks';
import { SupplierAdmissionRow } from '../storage/supplier-admission.entity';

/** An admission is looked at again every year: the platform finds it among its tasks until a review is opened. */
@Repeated({ name: 'remind-yearly-recheck', everySeconds: 3600 })
export class RemindYearlyRecheck implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly tasks: AdmissionTasks,
  ) {}

  async tick(): Promise<void> {
    const due = await this.database.query<{ id: string }>(
      `SELECT a.id FROM supplier_admissions a WHERE a.state = 'ADMITTED' AND a.recheck_due_on <= $1
          AND NOT EXISTS (SELECT FROM tasks t WHERE t.subject_kind = 'SupplierAdmission'
                AND t.subject_id = a.id::text AND t.closed_at IS NULL)
        ORDER BY a.id LIMIT 500`,
      [businessDateOf(this.clock.now())],
    );
    for (const { id } of due)
      await this.transactions.run(async (tx) => {
        const row = await tx.manager.findOneBy(SupplierAdmissionRow, { id, state: 'ADMITTED' });
        if (row) await this.tasks.askPlatform(tx, row, 'RECHECK_ADMISSION');
      });
  }
}
