import { Injectable } from '@nestjs/common';
import { Organizations } from '../../organizations/index';
import { Database, hasRole, type Actor } from '../../platform/index';
import {
  filingType,
  type PurchasingMandateType,
  type ReserveFilingRow,
  type ReserveFilingType,
} from './reserve-filing.type';

const FILING = `f.id, f.unit_id AS "unitId", f.year, f.canteen, f.canteen_fen AS "canteenFen", f.rate_bp AS "rateBasisPoints",
  f.required_fen AS "requiredFen", f.representative_unit_id AS "representativeUnitId", f.contractor_id AS "contractorId",
  ARRAY(SELECT u.unit_id FROM reserve_filing_unions u WHERE u.filing_id = f.id ORDER BY u.unit_id) AS "unionUnitIds",
  f.supervising_id AS "supervisingId", f.state, f.sha256, f.filed_at AS "filedAt", f.return_reason AS "returnReason",
  f.agreement_id AS "agreementId", f.version`;
const MANDATE = `m.id, m.contractor_id AS "contractorId", m.unit_id AS "unitId", m.valid_from AS "validFrom",
  m.valid_to AS "validTo", m.version`;

// $1 everything, $2 one's own units, $3 one's own organization.
const FILINGS = `FROM reserve_filings f
  WHERE ($1 OR f.unit_id = ANY($2::uuid[]) OR f.supervising_id = $3) AND ($4::int IS NULL OR f.year = $4)`;
const MANDATES = `FROM purchasing_mandates m WHERE ($1 OR m.unit_id = ANY($2::uuid[]) OR m.contractor_id = $3)`;

type Scope = readonly [boolean, readonly string[], string];

/** Filings of one's own units and of those one supervises; grants of one's own units and to oneself. */
@Injectable()
export class ReserveReader {
  constructor(
    private readonly database: Database,
    private readonly organizations: Organizations,
  ) {}

  async filing(id: string): Promise<ReserveFilingType | null> {
    const row = await this.database.one<ReserveFilingRow>(
      `SELECT ${FILING} FROM reserve_filings f WHERE f.id = $1`,
      [id],
    );
    return row && filingType(row);
  }

  mandate(id: string): Promise<PurchasingMandateType | null> {
    return this.database.one(`SELECT ${MANDATE} FROM purchasing_mandates m WHERE m.id = $1`, [id]);
  }

  async scope(actor: Actor): Promise<Scope> {
    const everything = hasRole(actor, 'AUDITOR', 'PLATFORM_OPS');
    const units = everything ? [] : await this.organizations.unitsUnder(this.database, actor.organizationId);
    return [everything, units, actor.organizationId];
  }

  async filings(
    scope: Scope,
    year: number | null,
    after: readonly (string | number | null)[],
    fetch: number,
  ): Promise<ReserveFilingType[]> {
    const rows = await this.database.query<ReserveFilingRow>(
      `SELECT ${FILING} ${FILINGS} AND ($5::timestamptz IS NULL OR (f.filed_at, f.id) < ($5, $6::uuid))
       ORDER BY f.filed_at DESC, f.id DESC LIMIT $7`,
      [...scope, year, ...(after.length > 0 ? after : [null, null]), fetch],
    );
    return rows.map(filingType);
  }

  countFilings(scope: Scope, year: number | null): Promise<number> {
    return this.count(FILINGS, [...scope, year]);
  }

  mandates(
    scope: Scope,
    after: readonly (string | number | null)[],
    fetch: number,
  ): Promise<PurchasingMandateType[]> {
    return this.database.query<PurchasingMandateType>(
      `SELECT ${MANDATE} ${MANDATES} AND ($4::date IS NULL OR (m.valid_from, m.id) < ($4, $5::uuid))
       ORDER BY m.valid_from DESC, m.id DESC LIMIT $6`,
      [...scope, ...(after.length > 0 ? after : [null, null]), fetch],
    );
  }

  countMandates(scope: Scope): Promise<number> {
    return this.count(MANDATES, scope);
  }

  private async count(found: string, values: readonly unknown[]): Promise<number> {
    const row = await this.database.one<{ count: number }>(`SELECT count(*)::int AS count ${found}`, values);
    return row?.count ?? 0;
  }
}
