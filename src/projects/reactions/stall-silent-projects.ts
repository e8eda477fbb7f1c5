import {
  Clock,
  Database,
  Repeated,
  Transactions,
  addDays,
  businessDateOf,
  oneByOne,
  startOfBusinessDate,
  type Ticks,
  type Tx,
} from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import { producing, projectStandings } from '../domain/project.states';
import { ParkProject } from '../storage/project.entity';
import { ProjectBook } from '../storage/project-book';
import { ProjectMoves } from '../storage/project-moves';

const AT_ONCE = 100;

/** A project for which nothing has spoken for the rule’s days stalls. Whether one that produced has stopped, an office says. */
@Repeated({ name: 'stall-silent-projects', everySeconds: 3600 })
export class StallSilentProjects implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly regions: Regions,
    private readonly book: ProjectBook,
    private readonly moves: ProjectMoves,
  ) {}

  async tick(): Promise<void> {
    const now = this.clock.now();
    const counties = await this.database.query<{ code: string }>(
      `SELECT DISTINCT k.home_county_code AS code FROM park_projects p JOIN parks k ON k.id = p.park_id WHERE p.standing = 'ACTIVE' ORDER BY 1`,
    );
    for (const { code } of counties) {
      const silent = await this.database.query<{ id: string }>(
        `SELECT p.id FROM park_projects p JOIN parks k ON k.id = p.park_id
          WHERE p.standing = 'ACTIVE' AND p.stage NOT IN ('IN_PRODUCTION', 'SCALE') AND k.home_county_code = $1 AND p.evidence_at < $2
          ORDER BY p.evidence_at, p.id LIMIT ${AT_ONCE}`,
        [code, await this.since(now, code)],
      );
      await oneByOne(silent, ({ id }) => this.transactions.run((tx) => this.stall(tx, id, code)));
    }
  }

  private async stall(tx: Tx, id: string, countyCode: string): Promise<void> {
    const project = await this.book.lockAny(tx, id);
    if (!project || project.standing !== 'ACTIVE' || producing(project.stage)) return;
    if (project.evidenceAt >= (await this.since(tx.at, countyCode))) return;
    const standing = projectStandings.next(project.standing, 'stall');
    const stalled = await tx.change(ParkProject, project, { standing, stalledAt: tx.at });
    await this.moves.stood(tx, null, { from: project, to: stalled }, { verb: 'stall' });
  }

  /** Whole days: what spoke on the first of them still speaks. */
  private async since(now: Date, countyCode: string): Promise<Date> {
    const today = businessDateOf(now);
    const days = wholeNumberOf(await this.regions.rule('PROJECT_STALL_DAYS', today, countyCode));
    return startOfBusinessDate(addDays(today, -days));
  }
}
