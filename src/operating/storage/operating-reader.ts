import { Injectable } from '@nestjs/common';
import { Database, counted, type Actor } from '../../platform/index';
import { PROJECT_SEEN, projectSightOf, type VerifierStanding } from '../../projects/index';
import type { OperatingState } from '../domain/operating.states';
import type { OperatingRecord } from './operating-record.entity';

export type OperatingRow = Omit<OperatingRecord, 'submittedBy'>;

export interface OperatingFilter {
  readonly projectId: string | null;
  readonly year: number | null;
  readonly states: readonly OperatingState[] | null;
}

export interface OperatingCheckRow {
  readonly recordId: string;
  readonly organizationId: string;
  readonly standing: VerifierStanding;
  readonly checkedAt: Date;
}

const COLUMNS = `c.id, c.version, c.project_id AS "projectId", c.year, c.quarter, c.output_fen AS "outputFen", c.tax_fen AS "taxFen",
  c.jobs, c.formerly_poor_jobs AS "formerlyPoorJobs", c.attested_by AS "attestedBy", c.power_kwh AS "powerKwh", c.note,
  c.replaces_id AS "replacesId", c.state, c.submitter_id AS "submitterId", c.submitted_at AS "submittedAt",
  c.decided_at AS "decidedAt", c.decision_note AS "decisionNote", c.replaced_at AS "replacedAt"`;
const FROM = `FROM operating_records c JOIN park_projects p ON p.id = c.project_id JOIN parks k ON k.id = p.park_id WHERE ${PROJECT_SEEN}`;
const WANTED = `${FROM} AND ($3::uuid IS NULL OR c.project_id = $3) AND ($4::integer IS NULL OR c.year = $4)
  AND ($5::text[] IS NULL OR c.state = ANY($5))`;

/** Reads operating records as a caller may know of their projects. */
@Injectable()
export class OperatingReader {
  constructor(private readonly database: Database) {}

  /** Null: not there, or not for this caller. */
  visibleTo(actor: Actor, id: string): Promise<OperatingRow | null> {
    return this.database.one<OperatingRow>(`SELECT ${COLUMNS} ${FROM} AND c.id = $3`, [
      ...projectSightOf(actor),
      id,
    ]);
  }

  /** Those of them the caller may know of. */
  many(actor: Actor, ids: readonly string[]): Promise<OperatingRow[]> {
    return this.database.query<OperatingRow>(`SELECT ${COLUMNS} ${FROM} AND c.id = ANY($3::uuid[])`, [
      ...projectSightOf(actor),
      ids,
    ]);
  }

  /** Newest first. */
  page(
    actor: Actor,
    filter: OperatingFilter,
    { at, id, limit }: { at: string | null; id: string | null; limit: number },
  ): Promise<OperatingRow[]> {
    return this.database.query<OperatingRow>(
      `SELECT ${COLUMNS} ${WANTED} AND ($6::timestamptz IS NULL OR (c.submitted_at, c.id) < ($6::timestamptz, $7::uuid))
        ORDER BY c.submitted_at DESC, c.id DESC LIMIT $8`,
      [...valuesOf(actor, filter), at, id, limit],
    );
  }

  count(actor: Actor, filter: OperatingFilter): Promise<number> {
    return counted(this.database, WANTED, valuesOf(actor, filter));
  }

  /** Of records the caller sees already. */
  checks(recordIds: readonly string[]): Promise<OperatingCheckRow[]> {
    return this.database.query(
      `SELECT record_id AS "recordId", organization_id AS "organizationId", standing, checked_at AS "checkedAt"
         FROM operating_checks WHERE record_id = ANY($1::uuid[]) ORDER BY checked_at, id`,
      [recordIds],
    );
  }

  papers(recordIds: readonly string[]): Promise<{ recordId: string; evidenceId: string }[]> {
    return this.database.query(
      `SELECT record_id AS "recordId", evidence_id AS "evidenceId" FROM operating_record_evidence
        WHERE record_id = ANY($1::uuid[]) ORDER BY evidence_id`,
      [recordIds],
    );
  }
}

const valuesOf = (actor: Actor, { projectId, year, states }: OperatingFilter) => [
  ...projectSightOf(actor),
  projectId,
  year,
  states,
];
