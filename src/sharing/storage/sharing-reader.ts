import { Injectable } from '@nestjs/common';
import { Database, counted, type Actor } from '../../platform/index';
import { PROJECT_SEEN, projectSightOf } from '../../projects/index';
import { sharedDigits } from '../../regions/index';
import type { PairingSide } from '../../pairing/index';
import type { SharingContract, SharingStatement } from './sharing.entity';

export type ContractRow = Omit<SharingContract, 'proposedBy'>;
export type StatementRow = Omit<SharingStatement, 'drawnBy' | 'disputedBy'>;
export interface SignatureRow {
  readonly id: string;
  readonly side: PairingSide;
  readonly organizationId: string;
  readonly sha256: string;
  readonly signedAt: Date;
}
/** A record of a statement; what it says only where the caller may know of its project. */
export interface StatedLineRow {
  readonly recordId: string;
  readonly projectNumber: string | null;
  readonly quarter: number | null;
  readonly outputFen: bigint | null;
  readonly taxFen: bigint | null;
  readonly jobs: number | null;
}
export interface SharingPage {
  readonly at: string | null;
  readonly id: string | null;
  readonly limit: number;
}

/** The offices of both regions and those above them, the platform and auditors. */
const SEEN = `($1::boolean OR c.east_region_code LIKE $2::text OR c.home_county_code LIKE $2::text)`;
const CONTRACT = `c.id, c.version, c.park_id AS "parkId", c.east_region_code AS "eastRegionCode", c.home_county_code AS "homeCountyCode",
  c.effective_from AS "effectiveFrom", c.effective_to AS "effectiveTo", c.output_east_ppm AS "outputEastPpm",
  c.output_west_ppm AS "outputWestPpm", c.tax_east_ppm AS "taxEastPpm", c.tax_west_ppm AS "taxWestPpm",
  c.jobs_east_ppm AS "jobsEastPpm", c.jobs_west_ppm AS "jobsWestPpm", c.note, c.sha256, c.state, c.proposer_id AS "proposerId",
  c.proposed_at AS "proposedAt", c.decided_at AS "decidedAt", c.decision_note AS "decisionNote"`;
const CONTRACTS = `FROM sharing_contracts c WHERE ${SEEN} AND ($3::uuid IS NULL OR c.park_id = $3)`;
const STATEMENT = `s.id, s.version, s.contract_id AS "contractId", s.year, s.number, s.supplements_id AS "supplementsId",
  s.output_fen AS "outputFen", s.output_fen_east AS "outputFenEast", s.output_fen_west AS "outputFenWest",
  s.tax_fen AS "taxFen", s.tax_fen_east AS "taxFenEast", s.tax_fen_west AS "taxFenWest",
  s.jobs, s.jobs_east AS "jobsEast", s.jobs_west AS "jobsWest", s.sha256, s.state, s.drawer_id AS "drawerId",
  s.drawn_at AS "drawnAt", s.signed_at AS "signedAt", s.disputer_id AS "disputerId", s.dispute_note AS "disputeNote"`;
const STATEMENTS = `FROM sharing_statements s JOIN sharing_contracts c ON c.id = s.contract_id WHERE ${SEEN}
  AND ($3::uuid IS NULL OR s.contract_id = $3) AND ($4::integer IS NULL OR s.year = $4)`;

/** Reads contracts and statements as a caller may see them. */
@Injectable()
export class SharingReader {
  constructor(private readonly database: Database) {}

  /** Null: not there, or not for this caller. */
  contract(actor: Actor, id: string): Promise<ContractRow | null> {
    return this.database.one<ContractRow>(
      `SELECT ${CONTRACT} FROM sharing_contracts c WHERE ${SEEN} AND c.id = $3`,
      [...sightOf(actor), id],
    );
  }

  /** Newest first. */
  contracts(actor: Actor, parkId: string | null, { at, id, limit }: SharingPage): Promise<ContractRow[]> {
    return this.database.query<ContractRow>(
      `SELECT ${CONTRACT} ${CONTRACTS} AND ($4::timestamptz IS NULL OR (c.proposed_at, c.id) < ($4::timestamptz, $5::uuid))
        ORDER BY c.proposed_at DESC, c.id DESC LIMIT $6`,
      [...sightOf(actor), parkId, at, id, limit],
    );
  }

  countContracts(actor: Actor, parkId: string | null): Promise<number> {
    return counted(this.database, CONTRACTS, [...sightOf(actor), parkId]);
  }

  statement(actor: Actor, id: string): Promise<StatementRow | null> {
    return this.database.one<StatementRow>(
      `SELECT ${STATEMENT} FROM sharing_statements s JOIN sharing_contracts c ON c.id = s.contract_id WHERE ${SEEN} AND s.id = $3`,
      [...sightOf(actor), id],
    );
  }

  statements(
    actor: Actor,
    { contractId, year }: { contractId: string | null; year: number | null },
    { at, id, limit }: SharingPage,
  ): Promise<StatementRow[]> {
    return this.database.query<StatementRow>(
      `SELECT ${STATEMENT} ${STATEMENTS} AND ($5::timestamptz IS NULL OR (s.drawn_at, s.id) < ($5::timestamptz, $6::uuid))
        ORDER BY s.drawn_at DESC, s.id DESC LIMIT $7`,
      [...sightOf(actor), contractId, year, at, id, limit],
    );
  }

  countStatements(
    actor: Actor,
    { contractId, year }: { contractId: string | null; year: number | null },
  ): Promise<number> {
    return counted(this.database, STATEMENTS, [...sightOf(actor), contractId, year]);
  }

  /** Of contracts or statements the caller sees already. */
  signatures(subject: 'contract' | 'statement', ids: readonly string[]): Promise<SignatureRow[]> {
    return this.database.query<SignatureRow>(
      `SELECT ${subject}_id AS id, side, organization_id AS "organizationId", sha256, signed_at AS "signedAt"
         FROM sharing_${subject}_signatures WHERE ${subject}_id = ANY($1::uuid[]) ORDER BY signed_at, side`,
      [ids],
    );
  }

  /** Of a statement the caller sees already. */
  lines(actor: Actor, statementId: string): Promise<StatedLineRow[]> {
    return this.database.query<StatedLineRow>(
      `SELECT s.record_id AS "recordId", seen.number AS "projectNumber", seen.quarter, seen.output_fen AS "outputFen",
          seen.tax_fen AS "taxFen", seen.jobs
         FROM sharing_statement_records s LEFT JOIN LATERAL (
           SELECT p.number, r.quarter, r.output_fen, r.tax_fen, r.jobs FROM operating_records r
             JOIN park_projects p ON p.id = r.project_id JOIN parks k ON k.id = p.park_id
            WHERE r.id = s.record_id AND ${PROJECT_SEEN}) seen ON true
        WHERE s.statement_id = $3 ORDER BY seen.number, seen.quarter, s.record_id`,
      [...projectSightOf(actor), statementId],
    );
  }

  /** As it is called today. */
  async parkOf({ parkId }: ContractRow): Promise<string> {
    const row = await this.database.one<{ name: string }>(
      `SELECT p.number || ' ' || w.name AS name FROM parks p JOIN park_wordings w ON w.park_id = p.id AND w.number = p.wording
        WHERE p.id = $1`,
      [parkId],
    );
    return row?.name ?? parkId;
  }

  records(statementIds: readonly string[]): Promise<{ id: string; recordId: string }[]> {
    return this.database.query(
      `SELECT statement_id AS id, record_id AS "recordId" FROM sharing_statement_records
        WHERE statement_id = ANY($1::uuid[]) ORDER BY record_id`,
      [statementIds],
    );
  }
}

const SEES_ALL = ['PLATFORM_OPERATIONS', 'AUDIT_OFFICE'];

function sightOf({ organizationKind, regionCode }: Actor): [boolean, string | null] {
  const office = organizationKind === 'COLLABORATION_OFFICE' && regionCode !== null;
  return [SEES_ALL.includes(organizationKind), office ? `${sharedDigits(regionCode)}%` : null];
}
