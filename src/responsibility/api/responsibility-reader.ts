import { Injectable } from '@nestjs/common';
import { Database, hasRole, type Actor } from '../../platform/index';
import { sharedDigits } from '../../regions/index';
import type { GapScope } from '../storage/gaps';
import type { ResponsibilityType } from './responsibility.type';

const COLUMNS = `r.id, r.subject_kind AS "subjectKind", r.region_code AS "regionCode", r.commitment_id AS "commitmentId", r.side,
  r.organization_id AS "organizationId", r.member_id AS "memberId", r.valid_from AS "validFrom", r.valid_to AS "validTo", r.version`;

// $1 everything, $2 the own organization, $3 digits of the office's region.
const FOUND = `FROM responsibilities r WHERE ($1 OR r.organization_id = $2 OR ($3::text IS NOT NULL AND r.region_code LIKE $3 || '%')
  OR EXISTS (SELECT FROM commitments c JOIN annual_agreements a ON a.id = c.agreement_id WHERE c.id = r.commitment_id
    AND (a.helper_organization_id = $2 OR a.counter_organization_id = $2 OR ($3::text IS NOT NULL AND (
      (a.helper_organization_id IS NULL AND a.east_region_code LIKE $3 || '%')
      OR (a.counter_organization_id IS NULL AND a.west_region_code LIKE $3 || '%'))))))`;

/** Owners as answers: of one's region, of the agreements one is a side of, and of one's own organization. */
@Injectable()
export class ResponsibilityReader {
  constructor(private readonly database: Database) {}

  one(id: string): Promise<ResponsibilityType | null> {
    return this.database.one(`SELECT ${COLUMNS} FROM responsibilities r WHERE r.id = $1`, [id]);
  }

  page(
    scope: GapScope,
    after: readonly (string | number | null)[],
    fetch: number,
  ): Promise<ResponsibilityType[]> {
    return this.database.query<ResponsibilityType>(
      `SELECT ${COLUMNS} ${FOUND} AND ($4::date IS NULL OR (r.valid_from, r.id) < ($4, $5::uuid))
       ORDER BY r.valid_from DESC, r.id DESC LIMIT $6`,
      [...valuesOf(scope), ...(after.length > 0 ? after : [null, null]), fetch],
    );
  }

  async count(scope: GapScope): Promise<number> {
    const row = await this.database.one<{ count: number }>(
      `SELECT count(*)::int AS count ${FOUND}`,
      valuesOf(scope),
    );
    return row?.count ?? 0;
  }
}

const valuesOf = ({ everything, organizationId, prefix }: GapScope) => [everything, organizationId, prefix];

export function scopeOf(actor: Actor): GapScope {
  const office = actor.organizationKind === 'COLLABORATION_OFFICE' ? actor.regionCode : null;
  return {
    everything: hasRole(actor, 'AUDITOR', 'PLATFORM_OPS'),
    organizationId: actor.organizationId,
    prefix: office === null ? null : sharedDigits(office),
  };
}
