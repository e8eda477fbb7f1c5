import { Injectable } from '@nestjs/common';
import { signedDraft } from '../../counting/index';
import { CONSUMPTION_INDICATOR } from '../../pairing/index';
import { ReadReplica, type BusinessDate } from '../../platform/index';

/** Between which regions an agreement stands. */
export interface AgreementRow {
  readonly id: string;
  /** The relation it is the yearly paper of. */
  readonly pairingId: string;
  readonly year: number;
  readonly eastRegionCode: string;
  readonly westRegionCode: string;
  /** What both sides had signed; null: nothing was in force. */
  readonly targetFen: bigint | null;
}

export interface UnitRow {
  readonly key: string;
  readonly name: string;
  readonly grossFen: bigint;
  readonly reversalsFen: bigint;
  readonly provisionalFen: bigint;
}

/** What a unit has to reach itself, in an agreement’s tree. */
export interface UnitTargetRow {
  readonly key: string;
  readonly name: string;
  readonly targetFen: bigint;
}

/** LIKE patterns. */
export interface UnitScope {
  readonly scheme: string;
  /** Of an organization’s own agreement alone; null: of all between the regions. */
  readonly agreementId: string | null;
  readonly year: number;
  readonly west: string;
  readonly east: string;
  readonly units: string;
  readonly counties: string;
}

type AsOf = BusinessDate | null;
/** Sums may outgrow bigint and travel as text. */
type Told<Row> = { [Name in keyof Row]: Row[Name] extends bigint ? string : Row[Name] };

/** A corrected attribution moves an amount from one unit to another: it neither buys more nor takes anything back. */
const MOVED = `(e.kind = 'REVERSAL' AND e.reason IS NOT DISTINCT FROM 'REATTRIBUTION')`;

/** What the totals do not keep: targets by agreement, and amounts by unit. */
@Injectable()
export class BookRows {
  constructor(private readonly database: ReadReplica) {}

  async agreements(scheme: string, years: readonly number[], day: AsOf): Promise<AgreementRow[]> {
    const rows = await this.database.query<Omit<AgreementRow, 'targetFen'> & { targetFen: string | null }>(
      `SELECT a.id, a.pairing_id AS "pairingId", a.year, a.east_region_code AS "eastRegionCode", a.west_region_code AS "westRegionCode",
         (SELECT sum(target.target)::text FROM commitment_targets target
            JOIN commitments leaf ON leaf.id = target.commitment_id AND leaf.leaf IS NOT NULL AND leaf.indicator = $2
           WHERE target.agreement_id = a.id AND target.draft_number = ${signedDraft(day && '$4')}) AS "targetFen"
       FROM annual_agreements a WHERE a.kind = $3 AND a.year = ANY($1::int[]) ORDER BY a.id`,
      [years, CONSUMPTION_INDICATOR, scheme, ...(day ? [day] : [])],
    );
    return rows.map((row) => ({ ...row, targetFen: row.targetFen === null ? null : BigInt(row.targetFen) }));
  }

  /** The paper of the same relation for the year before. */
  async before(agreementId: string): Promise<string | null> {
    const row = await this.database.one<{ id: string }>(
      `SELECT earlier.id FROM annual_agreements a
         JOIN annual_agreements earlier ON earlier.pairing_id = a.pairing_id AND earlier.year = a.year - 1
       WHERE a.id = $1`,
      [agreementId],
    );
    return row?.id ?? null;
  }

  /** As both sides had signed them. What an organization’s own agreement leaves to no unit is the organization’s. */
  async unitTargets(agreementId: string, units: string, day: AsOf): Promise<UnitTargetRow[]> {
    const rows = await this.database.query<Told<UnitTargetRow>>(
      `SELECT o.id AS key, o.name, sum(target.target)::text AS "targetFen" FROM annual_agreements a
         JOIN commitment_targets target ON target.agreement_id = a.id AND target.draft_number = ${signedDraft(day && '$4')}
         JOIN commitments leaf ON leaf.id = target.commitment_id AND leaf.leaf IS NOT NULL AND leaf.indicator = $2
         JOIN organizations o ON o.id = coalesce(leaf.unit_id, a.helper_organization_id)
       WHERE a.id = $1 AND o.region_code LIKE $3 GROUP BY 1, 2`,
      [agreementId, CONSUMPTION_INDICATOR, units, ...(day ? [day] : [])],
    );
    return rows.map((row) => ({ ...row, targetFen: BigInt(row.targetFen) }));
  }

  /** By who counts: the unit that bought, or the helper that helped to sell. */
  async units(scope: UnitScope, day: AsOf): Promise<UnitRow[]> {
    const { scheme, agreementId, year, west, east, units, counties } = scope;
    const rows = await this.database.query<Told<UnitRow>>(
      `SELECT o.id AS key, o.name,
         coalesce(sum(e.amount_fen) FILTER (WHERE e.kind = 'CONFIRMED' OR ${MOVED}), 0)::text AS "grossFen",
         coalesce(-sum(e.amount_fen) FILTER (WHERE e.kind = 'REVERSAL' AND NOT ${MOVED}), 0)::text AS "reversalsFen",
         coalesce(sum(e.amount_fen) FILTER (WHERE e.kind IN ('PROVISIONAL', 'VOID')), 0)::text AS "provisionalFen"
       FROM counting_entries e JOIN organizations o ON o.id = coalesce(e.helper_id, e.unit_id)
       WHERE e.scheme = $7 AND ($8::uuid IS NULL OR e.agreement_id = $8) AND e.unit = 'YUAN' AND e.year = $1 AND e.west_region_code LIKE $2
         AND e.east_region_code LIKE $3 AND e.unit_region_code LIKE $4 AND e.county_code LIKE $5
         AND ($6::date IS NULL OR (e.recorded_at AT TIME ZONE 'Asia/Shanghai')::date <= $6)
       GROUP BY 1, 2 ORDER BY 2, 1`,
      [year, west, east, units, counties, day, scheme, agreementId],
    );
    return rows.map(({ grossFen, reversalsFen, provisionalFen, ...row }) => ({
      ...row,
      grossFen: BigInt(grossFen),
      reversalsFen: BigInt(reversalsFen),
      provisionalFen: BigInt(provisionalFen),
    }));
  }
}
