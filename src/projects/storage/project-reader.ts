import { Injectable } from '@nestjs/common';
import { Database, counted, type Actor } from '../../platform/index';
import type { ProjectEvidenceKind } from '../domain/project-sources';
import { STAGES, type ProjectState, type Stage, type Standing } from '../domain/project.states';
import type { ParkProject, VisitKind, VisitState } from './project.entity';
import { STANDS } from './project-enterprises';
import { PROJECT_SEEN, projectSightOf } from './project-sights';

export type ProjectRow = Omit<
  ParkProject,
  'registeredBy' | 'registrantId' | 'intentId' | 'eastRegionCode' | 'stalledAt' | 'opensAt'
>;

const COLUMNS = `p.id, p.version, p.number, p.park_id AS "parkId", p.title, p.investor_id AS "investorId", p.investor_name AS "investorName",
  p.investor_uscc AS "investorUscc", p.enterprise_name AS "enterpriseName", p.enterprise_uscc AS "enterpriseUscc",
  p.industry_code AS "industryCode", p.investment_fen AS "investmentFen", p.planned_jobs AS "plannedJobs", p.land_m2 AS "landM2",
  p.introducer_id AS "introducerId", p.introducer_member_id AS "introducerMemberId", p.pairing_id AS "pairingId",
  p.counting_year AS "countingYear", p.stage, p.standing, p.signed_at AS "signedAt", p.evidence_at AS "evidenceAt",
  p.registered_at AS "registeredAt", p.paid_in_fen AS "paidInFen"`;
const FROM = `FROM park_projects p JOIN parks k ON k.id = p.park_id WHERE ${PROJECT_SEEN}`;
const WANTED = `${FROM} AND ($3::uuid IS NULL OR p.park_id = $3)
  AND ($4::text[] IS NULL OR CASE p.standing WHEN 'ACTIVE' THEN p.stage ELSE p.standing END = ANY($4))`;

export interface ProjectFilter {
  readonly parkId: string | null;
  readonly states: readonly ProjectState[] | null;
}

export interface EvidenceRow {
  readonly projectId: string;
  readonly id: string;
  readonly kind: ProjectEvidenceKind;
  readonly fileId: string;
  readonly sha256: string;
  readonly issuers: { name: string; uscc: string }[];
  readonly documentNo: string;
  readonly issuedOn: string;
  readonly submitterId: string;
  readonly submittedAt: Date;
  readonly proves: Stage | null;
  readonly alsoUnder: string[];
}
export interface StepRow {
  readonly projectId: string;
  readonly sequence: number;
  readonly verb: string;
  readonly stage: Stage;
  readonly standing: Standing;
  readonly occurredOn: string;
  readonly note: string | null;
  readonly organizationId: string | null;
  readonly at: Date;
}
export interface VisitRow {
  readonly projectId: string;
  readonly id: string;
  readonly version: number;
  readonly kind: VisitKind;
  readonly subject: string;
  readonly plannedOn: string;
  readonly ownerId: string;
  readonly ownerMemberId: string | null;
  readonly state: VisitState;
  readonly doneOn: string | null;
  readonly outcome: string | null;
}
export interface OwnerRow {
  readonly projectId: string;
  readonly organizationId: string;
  readonly memberId: string;
  readonly fromOn: string;
  readonly untilOn: string | null;
}

const PARTS = {
  steps: `SELECT project_id AS "projectId", sequence, verb, stage, standing, occurred_on AS "occurredOn", note,
      organization_id AS "organizationId", at FROM project_steps WHERE project_id = ANY($1::uuid[]) ORDER BY sequence`,
  visits: `SELECT project_id AS "projectId", id, version, kind, subject, planned_on AS "plannedOn", owner_id AS "ownerId",
      owner_member_id AS "ownerMemberId", state, done_on AS "doneOn", outcome
    FROM project_visits WHERE project_id = ANY($1::uuid[]) ORDER BY planned_on, id`,
  owners: `SELECT project_id AS "projectId", organization_id AS "organizationId", member_id AS "memberId", from_on AS "fromOn",
      until_on AS "untilOn" FROM project_owners WHERE project_id = ANY($1::uuid[]) ORDER BY number`,
  releases: `SELECT project_id AS "projectId", organization_id AS "organizationId" FROM project_releases
    WHERE project_id = ANY($1::uuid[]) ORDER BY released_at, organization_id`,
} as const;

/** A paper elsewhere is shown only where the caller may know of the other project. */
const EVIDENCE = `
  SELECT e.project_id AS "projectId", e.id, e.kind, e.file_id AS "fileId", e.sha256, e.document_no AS "documentNo",
    e.issued_on AS "issuedOn", e.submitter_id AS "submitterId", e.submitted_at AS "submittedAt", s.stage AS proves,
    (SELECT json_agg(json_build_object('name', i.name, 'uscc', i.uscc)) FROM unnest(e.issuer_names, e.issuer_usccs) i (name, uscc)) AS issuers,
    ARRAY(SELECT DISTINCT p.id FROM project_evidence o JOIN park_projects p ON p.id = o.project_id JOIN parks k ON k.id = p.park_id
      WHERE o.project_id <> e.project_id AND (o.sha256 = e.sha256 OR (o.document_no = e.document_no AND o.issuer_usccs && e.issuer_usccs))
        AND ${PROJECT_SEEN} ORDER BY p.id) AS "alsoUnder"
  FROM project_evidence e LEFT JOIN project_step_evidence x ON x.evidence_id = e.id LEFT JOIN project_steps s ON s.id = x.step_id
  WHERE e.project_id = ANY($3::uuid[]) ORDER BY e.submitted_at, e.id`;

const INTENTS = `
  SELECT p.id, p.intent_id AS "intentId" FROM park_projects p JOIN investment_intents i ON i.id = p.intent_id
   WHERE p.id = ANY($2::uuid[]) AND (i.investor_id = $1 OR EXISTS (SELECT FROM parks k JOIN intent_releases r ON r.park_id = k.id
     WHERE k.id = p.park_id AND k.operator_id = $1 AND r.intent_id = i.id AND r.ended_at IS NULL AND i.valid_until >= $3::date))`;

/** Reads projects as a caller may know of them. */
@Injectable()
export class ProjectReader {
  constructor(private readonly database: Database) {}

  /** Null: not there, or not for this caller. */
  async visibleTo(actor: Actor, id: string): Promise<ProjectRow | null> {
    return this.database.one<ProjectRow>(`SELECT ${COLUMNS} ${FROM} AND p.id = $3`, [
      ...projectSightOf(actor),
      id,
    ]);
  }

  /** Those of them the caller may know of. */
  many(actor: Actor, ids: readonly string[]): Promise<ProjectRow[]> {
    return this.database.query<ProjectRow>(`SELECT ${COLUMNS} ${FROM} AND p.id = ANY($3::uuid[])`, [
      ...projectSightOf(actor),
      ids,
    ]);
  }

  /** Newest first. */
  async page(
    actor: Actor,
    { parkId, states }: ProjectFilter,
    { at, id, limit }: { at: string | null; id: string | null; limit: number },
  ): Promise<ProjectRow[]> {
    return this.database.query<ProjectRow>(
      `SELECT ${COLUMNS} ${WANTED} AND ($5::timestamptz IS NULL OR (p.registered_at, p.id) < ($5::timestamptz, $6::uuid))
        ORDER BY p.registered_at DESC, p.id DESC LIMIT $7`,
      [...projectSightOf(actor), parkId, states, at, id, limit],
    );
  }

  count(actor: Actor, { parkId, states }: ProjectFilter): Promise<number> {
    return counted(this.database, WANTED, [...projectSightOf(actor), parkId, states]);
  }

  /** Of projects the caller sees already. */
  parts<Row>(part: keyof typeof PARTS, projectIds: readonly string[]): Promise<Row[]> {
    return this.database.query<Row>(PARTS[part], [projectIds]);
  }

  evidence(actor: Actor, projectIds: readonly string[]): Promise<EvidenceRow[]> {
    return this.database.query<EvidenceRow>(EVIDENCE, [...projectSightOf(actor), projectIds]);
  }

  /** By project the intent it came of, where the caller knows of that. */
  async intents(
    { organizationId }: Actor,
    projectIds: readonly string[],
    today: string,
  ): Promise<Map<string, string>> {
    const rows = await this.database.query<{ id: string; intentId: string }>(INTENTS, [
      organizationId,
      projectIds,
      today,
    ]);
    return new Map(rows.map(({ id, intentId }) => [id, intentId]));
  }

  /** Signed, paid in and producing, each of its own rows. */
  async totals(actor: Actor, parkId: string | null): Promise<TotalsRow> {
    const row = await this.database.one<TotalsRow>(
      `WITH RECURSIVE seen AS (SELECT p.id, p.signed_at, p.standing, p.stage, p.investment_fen, p.enterprise_uscc ${FROM} AND ($3::uuid IS NULL OR p.park_id = $3)),
         producing AS (SELECT DISTINCT enterprise_uscc AS uscc FROM seen
           WHERE standing = 'ACTIVE' AND stage IN ('IN_PRODUCTION', 'SCALE')),
         family AS (
           SELECT uscc AS start, uscc FROM producing
           UNION SELECT f.start, CASE WHEN s.predecessor_uscc = f.uscc THEN s.successor_uscc ELSE s.predecessor_uscc END
             FROM family f JOIN enterprise_successions s ON f.uscc IN (s.predecessor_uscc, s.successor_uscc) AND ${STANDS})
       SELECT (SELECT count(*)::int FROM seen WHERE signed_at IS NOT NULL AND standing IN ('ACTIVE', 'STALLED')) AS "signedProjects",
         (SELECT coalesce(sum(investment_fen), 0)::bigint FROM seen
           WHERE signed_at IS NOT NULL AND standing IN ('ACTIVE', 'STALLED')) AS "signedFen",
         (SELECT coalesce(sum(c.fen), 0)::bigint FROM capital_records c JOIN seen ON seen.id = c.project_id
           WHERE c.state = 'VERIFIED') AS "paidInFen",
         (SELECT count(DISTINCT least)::int FROM (SELECT min(uscc) AS least FROM family GROUP BY start) f) AS "enterprisesInProduction"`,
      [...projectSightOf(actor), parkId],
    );
    return row ?? { signedProjects: 0, signedFen: 0n, paidInFen: 0n, enterprisesInProduction: 0 };
  }

  /** Entered and left by the days things happened. */
  dwell(actor: Actor, parkId: string | null, today: string): Promise<DwellRow[]> {
    return this.database.query<DwellRow>(
      `WITH seen AS (SELECT p.id, p.stage, p.standing ${FROM} AND ($3::uuid IS NULL OR p.park_id = $3)),
         moves AS (SELECT t.project_id, t.stage, t.occurred_on AS entered_on,
             lead(t.occurred_on) OVER (PARTITION BY t.project_id ORDER BY t.sequence) AS left_on
           FROM project_steps t JOIN seen ON seen.id = t.project_id WHERE t.verb IN ('register', 'advance'))
       SELECT m.stage,
         count(*) FILTER (WHERE left_on IS NULL AND seen.standing IN ('ACTIVE', 'STALLED'))::int AS standing,
         count(*) FILTER (WHERE left_on IS NULL AND seen.standing = 'STALLED')::int AS stalled,
         count(left_on)::int AS passed,
         percentile_disc(0.5) WITHIN GROUP (ORDER BY left_on - entered_on) FILTER (WHERE left_on IS NOT NULL)::int AS "medianDays",
         coalesce(max($4::date - entered_on) FILTER (WHERE left_on IS NULL AND seen.standing IN ('ACTIVE', 'STALLED')), 0)::int AS "longestDays"
       FROM moves m JOIN seen ON seen.id = m.project_id GROUP BY m.stage
       ORDER BY array_position($5::text[], m.stage)`,
      [...projectSightOf(actor), parkId, today, [...STAGES]],
    );
  }
}

export interface TotalsRow {
  readonly signedProjects: number;
  readonly signedFen: bigint;
  readonly paidInFen: bigint;
  readonly enterprisesInProduction: number;
}
export interface DwellRow {
  readonly stage: Stage;
  readonly standing: number;
  readonly stalled: number;
  readonly passed: number;
  readonly medianDays: number | null;
  readonly longestDays: number;
}
