import { hasRole, type Actor } from '../../platform/index';
import { sharedDigits } from '../../regions/index';

/**
 * Confirmed parks are everybody's who is signed in. What waits for its confirmation, and what was not confirmed, is seen
 * by the operator, by offices over the county, and by the platform and auditors. `p` is the park; $1 to $3.
 */
export const INSIDE = `($1::boolean OR p.operator_id = $2::uuid OR p.county_code LIKE $3::text)`;
export const SEEN = `(p.wording IS NOT NULL OR ${INSIDE})`;

export function sightOf(actor: Actor): [boolean, string | null, string | null] {
  const manages = hasRole(actor, 'PARK_MANAGER', 'ORG_ADMIN');
  const office = hasRole(actor, 'COORD_COUNTY', 'COORD_CITY', 'COORD_PROV') && actor.regionCode;
  return [
    hasRole(actor, 'PLATFORM_OPS', 'AUDITOR'),
    manages ? actor.organizationId : null,
    office ? `${sharedDigits(office)}%` : null,
  ];
}
