import { Injectable } from '@nestjs/common';
import { AgreementReader } from '../../pairing/index';
import {
  Clock,
  Database,
  businessDateOf,
  counted,
  notFound,
  type Actor,
  type BusinessDate,
} from '../../platform/index';
import { monthOf } from '../domain/portion';
import type { CountingPeriodType } from './counting-period.type';

const COLUMNS = `p.id, p.state, coalesce(p.version, 0) AS version, p.cut_off_at AS "cutOffAt", p.signed_at AS "signedAt",
  p.locked_at AS "lockedAt", p.revision, coalesce(p.reminded_revision = p.revision, false) AS reminded,
  coalesce(p.escalated_revision = p.revision, false) AS escalated`;

// From January of the agreement's year to this month or December, and what is closed or booked after that.
const MONTHS = `(
  WITH RECURSIVE later AS (
    SELECT min(period) AS month FROM counting_entries WHERE agreement_id = $1 AND period > make_date($2, 12, 1)
    UNION ALL
    SELECT (SELECT min(period) FROM counting_entries WHERE agreement_id = $1 AND period > later.month) FROM later WHERE later.month IS NOT NULL)
  SELECT month::date FROM generate_series(make_date($2, 1, 1), least($3::date, make_date($2, 12, 1)), '1 month') AS own (month)
  UNION SELECT month FROM later WHERE month IS NOT NULL
  UNION SELECT month FROM counting_periods WHERE agreement_id = $1) AS months`;

const PERIODS = `
  SELECT $1::uuid AS "agreementId", months.month, ${COLUMNS}
  FROM ${MONTHS} LEFT JOIN counting_periods p ON p.agreement_id = $1 AND p.month = months.month`;

type PeriodRow = Omit<CountingPeriodType, 'state'> & { state: CountingPeriodType['state'] | null };

/** Months of agreements as an office may see them; a month nobody has closed is open and has no id. */
@Injectable()
export class PeriodReader {
  constructor(
    private readonly database: Database,
    private readonly agreements: AgreementReader,
    private readonly clock: Clock,
  ) {}

  async visibleTo(actor: Actor, id: string): Promise<CountingPeriodType> {
    const row = await this.database.one<CountingPeriodType>(
      `SELECT p.agreement_id AS "agreementId", p.month, ${COLUMNS} FROM counting_periods p WHERE p.id = $1`,
      [id],
    );
    if (!row || !(await this.agreements.isVisibleTo(actor, row.agreementId))) throw notFound(['periodId']);
    return row;
  }

  /** The agreement's months, earliest first. */
  async page(
    actor: Actor,
    agreementId: string,
    after: unknown,
    fetch: number,
  ): Promise<CountingPeriodType[]> {
    const rows = await this.database.query<PeriodRow>(
      `${PERIODS} WHERE ($4::date IS NULL OR months.month > $4) ORDER BY months.month LIMIT $5`,
      [...(await this.monthsOf(actor, agreementId)), after ?? null, fetch],
    );
    return rows.map((row) => ({ ...row, state: row.state ?? 'OPEN' }));
  }

  async count(actor: Actor, agreementId: string): Promise<number> {
    return counted(this.database, `FROM ${MONTHS}`, await this.monthsOf(actor, agreementId));
  }

  private async monthsOf(actor: Actor, agreementId: string): Promise<[string, number, BusinessDate]> {
    const agreement = await this.agreements.visibleTo(actor, agreementId);
    return [agreement.id, agreement.year, monthOf(businessDateOf(this.clock.now()))];
  }
}
