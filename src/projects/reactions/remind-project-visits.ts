import { Notices } from '../../organizations/index';
import {
  Clock,
  Database,
  Repeated,
  Transactions,
  addDays,
  businessDateOf,
  oneByOne,
  type Ticks,
  type Tx,
} from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';

const AT_ONCE = 200;

/** Some days before a visit or task is due its owner’s organization is told, once. */
@Repeated({ name: 'remind-project-visits', everySeconds: 3600 })
export class RemindProjectVisits implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly regions: Regions,
    private readonly notices: Notices,
  ) {}

  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const days = wholeNumberOf(await this.regions.rule('PROJECT_VISIT_REMINDER_DAYS', today));
    const due = await this.database.query<{ id: string }>(
      `SELECT id FROM project_visits WHERE state = 'PLANNED' AND reminded_at IS NULL AND planned_on <= $1
        ORDER BY planned_on, id LIMIT ${AT_ONCE}`,
      [addDays(today, days)],
    );
    await oneByOne(due, ({ id }) => this.transactions.run((tx) => this.remind(tx, id)));
  }

  private async remind(tx: Tx, id: string): Promise<void> {
    const [visit] = await tx.query<{ ownerId: string; plannedOn: string; projectId: string }>(
      `UPDATE project_visits SET reminded_at = $2 WHERE id = $1 AND state = 'PLANNED' AND reminded_at IS NULL
       RETURNING owner_id AS "ownerId", planned_on AS "plannedOn", project_id AS "projectId"`,
      [id, tx.at],
    );
    if (!visit) return;
    await this.notices.send(tx, {
      organizationId: visit.ownerId,
      kind: 'PROJECT_VISIT_DUE',
      subjectKind: 'ProjectVisit',
      subjectId: id,
      data: { projectId: visit.projectId, plannedOn: visit.plannedOn },
    });
  }
}
