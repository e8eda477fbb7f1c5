import type { Actor } from '../../platform/index';
import { sharedDigits } from '../../regions/index';

/**
 * Confirmed parks are everybody's who is signed in. What waits for its confirmation, and what was not confirmed, is seen
 * by the operator, by offices over the county it lies in or counts for, and by the platform and auditors. `p` is the park; $1 to $3.
 */
export const INSIDE = `($1::boolean OR p.operator_id = $2::uuid OR p.county_code LIKE $3::text OR p.home_county_code LIKE $3::text)`;
export const SEEN = `(p.wording IS NOT NULL OR ${INSIDE})`;

const SEES_ALL = ['PLATFORM_OPERATIONS', 'AUDIT_OFFICE'];
const OVERSEES = ['COUNTY_DEPARTMENT', 'COLLABORATION_OFFICE'];

export function sightOf({
  organizationKind,
  organizationId,
  regionCode,
}: Actor): [boolean, string, string | null] {
  const counties = OVERSEES.includes(organizationKind) && regionCode ? `${sharedDigits(regionCode)}%` : null;
  return [SEES_ALL.includes(organizationKind), organizationId, counties];
}
