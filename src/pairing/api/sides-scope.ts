import { hasRole, type Actor } from '../../platform/index';
import { codePrefix, regionAndAbove } from '../domain/region-scope';

/** SQL over a row with two sides. $1 everything, $2 the own organization, $3 the office's region and above, $4 pattern of what lies in it. */
export const sidesInScope = (row: string) =>
  `($1 OR ${row}.helper_organization_id = $2 OR ${row}.counter_organization_id = $2
  OR (${row}.helper_organization_id IS NULL AND (${row}.east_region_code = ANY($3) OR ${row}.east_region_code LIKE $4))
  OR (${row}.counter_organization_id IS NULL AND (${row}.west_region_code = ANY($3) OR ${row}.west_region_code LIKE $4)))`;

/** An office sees where on a side one region contains the other, an organization what it is a side of itself. */
export function scopeOfSides(actor: Actor): [boolean, string, string[], string] {
  const everything = hasRole(actor, 'AUDITOR', 'PLATFORM_OPS');
  const region = actor.organizationKind === 'COLLABORATION_OFFICE' ? actor.regionCode : null;
  if (!region) return [everything, actor.organizationId, [], ''];
  return [everything, actor.organizationId, regionAndAbove(region), `${codePrefix(region)}%`];
}
