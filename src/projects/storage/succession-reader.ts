import { Injectable } from '@nestjs/common';
import { Database, type Actor } from '../../platform/index';
import type { EnterpriseSuccession } from './enterprise-succession.entity';
import { PROJECT_SEEN, projectSightOf } from './project-sights';

export interface SuccessionWordRow {
  readonly successionId: string;
  readonly verb: string;
  readonly organizationId: string;
  readonly note: string | null;
  readonly at: Date;
}
export interface SuccessionRow extends Omit<EnterpriseSuccession, 'recordedBy'> {
  readonly words: readonly SuccessionWordRow[];
}

const COLUMNS = `s.id, s.version, s.state, s.project_id AS "projectId", s.predecessor_uscc AS "predecessorUscc",
  s.successor_uscc AS "successorUscc", s.kind, s.succeeded_on AS "succeededOn", s.file_id AS "fileId",
  s.recorder_id AS "recorderId", s.recorded_at AS "recordedAt", s.by_one_office AS "byOneOffice"`;
const FROM = `FROM enterprise_successions s JOIN park_projects p ON p.id = s.project_id JOIN parks k ON k.id = p.park_id
  WHERE ${PROJECT_SEEN}`;

/** Reads successions as a caller may know of the projects they were recorded at. */
@Injectable()
export class SuccessionReader {
  constructor(private readonly database: Database) {}

  /** Null: not there, or not for this caller. */
  async visibleTo(actor: Actor, id: string): Promise<SuccessionRow | null> {
    const [row] = await this.worded(
      await this.database.query(`SELECT ${COLUMNS} ${FROM} AND s.id = $3`, [...projectSightOf(actor), id]),
    );
    return row ?? null;
  }

  /** Of these projects, as recorded. */
  async ofProjects(actor: Actor, projectIds: readonly string[]): Promise<SuccessionRow[]> {
    return this.worded(
      await this.database.query(
        `SELECT ${COLUMNS} ${FROM} AND s.project_id = ANY($3::uuid[]) ORDER BY s.recorded_at, s.id`,
        [...projectSightOf(actor), projectIds],
      ),
    );
  }

  private async worded(rows: readonly Omit<SuccessionRow, 'words'>[]): Promise<SuccessionRow[]> {
    if (rows.length === 0) return [];
    const words = await this.database.query<SuccessionWordRow>(
      `SELECT succession_id AS "successionId", verb, organization_id AS "organizationId", note, at
         FROM enterprise_succession_words WHERE succession_id = ANY($1::uuid[]) ORDER BY succession_id, number`,
      [rows.map(({ id }) => id)],
    );
    return rows.map((row) => ({ ...row, words: words.filter((word) => word.successionId === row.id) }));
  }
}
