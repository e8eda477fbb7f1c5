import { Injectable } from '@nestjs/common';
import { Database, businessDateOf, counted, Clock, type Actor } from '../../platform/index';
import { Regions, industries, ratioOf, wholeNumberOf } from '../../regions/index';
import { parseMoney } from '../../../libs/money/src/index';
import type { CapitalRange, FoundSign, Thresholds } from '../domain/capital-screening';
import { signedFarFromRange, signsOf } from '../domain/capital-screening';
import type { CapitalState } from '../domain/capital.states';
import type { VerifierStanding } from './capital-verifiers';
import type { CapitalRecord } from './capital-record.entity';
import type { ProjectRow } from './project-reader';
import { PROJECT_SEEN, projectSightOf } from './project-sights';

export type CapitalRow = Omit<CapitalRecord, 'submittedBy'>;

const COLUMNS = `c.id, c.version, c.project_id AS "projectId", c.nature, c.kind, c.fen, c.contributed_on AS "contributedOn", c.note,
  c.corrects_id AS "correctsId", c.state, c.submitter_id AS "submitterId", c.submitted_at AS "submittedAt",
  c.decided_at AS "decidedAt", c.decision_note AS "decisionNote"`;
const FROM = `FROM capital_records c JOIN park_projects p ON p.id = c.project_id JOIN parks k ON k.id = p.park_id WHERE ${PROJECT_SEEN}`;
const WANTED = `${FROM} AND ($3::uuid IS NULL OR c.project_id = $3) AND ($4::text[] IS NULL OR c.state = ANY($4))`;

export interface CapitalCheckRow {
  readonly recordId: string;
  readonly organizationId: string;
  readonly standing: VerifierStanding;
  readonly checkedAt: Date;
}

/**
 * Records that stand, with their papers. A paper is shared where another contribution rests on it, or another project uses it
 * that the caller may know of.
 */
const SCREENED = `
  SELECT c.project_id AS "projectId", c.id, c.fen, c.contributed_on AS "contributedOn",
    ARRAY(SELECT e.issued_on::text FROM capital_record_evidence x JOIN project_evidence e ON e.id = x.evidence_id
      WHERE x.record_id = c.id ORDER BY 1) AS "issuedOn",
    (SELECT count(*)::int FROM capital_record_evidence x JOIN project_evidence e ON e.id = x.evidence_id
      WHERE x.record_id = c.id AND (EXISTS (SELECT FROM capital_record_evidence y JOIN capital_records d ON d.id = y.record_id
          WHERE y.evidence_id = e.id AND d.id <> c.id AND c.nature = 'CONTRIBUTION' AND d.nature = 'CONTRIBUTION'
            AND d.state NOT IN ('REJECTED', 'WITHDRAWN'))
        OR EXISTS (SELECT FROM project_evidence o JOIN park_projects p ON p.id = o.project_id JOIN parks k ON k.id = p.park_id
        WHERE o.project_id <> e.project_id AND (o.sha256 = e.sha256 OR (o.document_no = e.document_no AND o.issuer_usccs && e.issuer_usccs))
          AND ${PROJECT_SEEN}))) AS "sharedPapers"
  FROM capital_records c WHERE c.project_id = $3 AND c.state NOT IN ('REJECTED', 'WITHDRAWN') ORDER BY c.contributed_on, c.id`;

/** Reads capital records as a caller may know of their projects, and what looks invented about them. */
@Injectable()
export class CapitalReader {
  constructor(
    private readonly database: Database,
    private readonly regions: Regions,
    private readonly clock: Clock,
  ) {}

  /** Null: not there, or not for this caller. */
  async visibleTo(actor: Actor, id: string): Promise<CapitalRow | null> {
    return this.database.one<CapitalRow>(`SELECT ${COLUMNS} ${FROM} AND c.id = $3`, [
      ...projectSightOf(actor),
      id,
    ]);
  }

  /** Those of them the caller may know of. */
  many(actor: Actor, ids: readonly string[]): Promise<CapitalRow[]> {
    return this.database.query<CapitalRow>(`SELECT ${COLUMNS} ${FROM} AND c.id = ANY($3::uuid[])`, [
      ...projectSightOf(actor),
      ids,
    ]);
  }

  /** Newest first. */
  page(
    actor: Actor,
    { projectId, states }: { projectId: string | null; states: readonly CapitalState[] | null },
    { at, id, limit }: { at: string | null; id: string | null; limit: number },
  ): Promise<CapitalRow[]> {
    return this.database.query<CapitalRow>(
      `SELECT ${COLUMNS} ${WANTED} AND ($5::timestamptz IS NULL OR (c.submitted_at, c.id) < ($5::timestamptz, $6::uuid))
        ORDER BY c.submitted_at DESC, c.id DESC LIMIT $7`,
      [...projectSightOf(actor), projectId, states, at, id, limit],
    );
  }

  count(
    actor: Actor,
    { projectId, states }: { projectId: string | null; states: readonly CapitalState[] | null },
  ): Promise<number> {
    return counted(this.database, WANTED, [...projectSightOf(actor), projectId, states]);
  }

  /** Of records the caller sees already. */
  checks(recordIds: readonly string[]): Promise<CapitalCheckRow[]> {
    return this.database.query(
      `SELECT record_id AS "recordId", organization_id AS "organizationId", standing, checked_at AS "checkedAt"
         FROM capital_checks WHERE record_id = ANY($1::uuid[]) ORDER BY checked_at, id`,
      [recordIds],
    );
  }

  papers(recordIds: readonly string[]): Promise<{ recordId: string; evidenceId: string }[]> {
    return this.database.query(
      `SELECT record_id AS "recordId", evidence_id AS "evidenceId" FROM capital_record_evidence
        WHERE record_id = ANY($1::uuid[]) ORDER BY evidence_id`,
      [recordIds],
    );
  }

  /** What looks invented about a project the caller sees. */
  async signs(actor: Actor, project: ScreenedRow): Promise<FoundSign[]> {
    const today = businessDateOf(this.clock.now());
    const records = await this.database.query<Screened>(SCREENED, [...projectSightOf(actor), project.id]);
    const range = await this.rangeOf(project.industryCode, today);
    const { plannedJobs, landM2 } = project;
    const found = signsOf({ records, plannedJobs, landM2, range }, await this.thresholds(today));
    if (!project.signedAt) return found;
    const asSigned = signedFarFromRange(project.investmentFen, { plannedJobs, landM2, range });
    const other = asSigned.filter((sign) => !found.some((one) => one.sign === sign));
    return [...found, ...other.map((sign) => ({ sign, recordIds: [] }))];
  }

  /** Of the longest code that has one: 1351, 135, 13, C, then all others. */
  private async rangeOf(industryCode: string, today: string): Promise<CapitalRange | null> {
    const codes = [...industries.lineOf(industryCode), ''];
    return this.database.one<CapitalRange>(
      `SELECT job_least_fen AS "jobLeastFen", job_most_fen AS "jobMostFen", m2_least_fen AS "m2LeastFen", m2_most_fen AS "m2MostFen"
         FROM industry_capital_ranges WHERE industry_code = ANY($1) AND valid_from <= $2::date AND (valid_to IS NULL OR valid_to >= $2::date)
        ORDER BY array_position($1, industry_code) DESC LIMIT 1`,
      [['', ...codes.slice(0, -1)], today],
    );
  }

  private async thresholds(today: string): Promise<Thresholds> {
    const rule = (key: Parameters<Regions['rule']>[0]) => this.regions.rule(key, today);
    const { fen } = parseMoney({ amount: (await rule('CAPITAL_ROUND_STEP')).value, currency: 'CNY' });
    return {
      roundStepFen: fen,
      leastRoundRecords: wholeNumberOf(await rule('CAPITAL_ROUND_RECORDS')),
      monthEndDays: wholeNumberOf(await rule('CAPITAL_MONTH_END_DAYS')),
      leastMonthEndRecords: wholeNumberOf(await rule('CAPITAL_MONTH_END_RECORDS')),
      monthEndShare: ratioOf(await rule('CAPITAL_MONTH_END_SHARE')),
      evidenceDays: wholeNumberOf(await rule('CAPITAL_EVIDENCE_DAYS')),
    };
  }
}

type ScreenedRow = Pick<
  ProjectRow,
  'id' | 'industryCode' | 'plannedJobs' | 'landM2' | 'investmentFen' | 'signedAt'
>;
interface Screened {
  readonly id: string;
  readonly fen: bigint;
  readonly contributedOn: string;
  readonly issuedOn: string[];
  readonly sharedPapers: number;
}
