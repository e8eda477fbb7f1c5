import type { Actor } from '../../platform/index';
import { sharedDigits } from '../../regions/index';

/**
 * Who knows of a project: its introducer, its investor and whom it is released to; once it is signed also the park’s
 * operator, the offices over its home county and those over the paired east. Nobody else, the platform and auditors neither.
 * `p` is the project, `k` its park; $1 the organization, $2 the digits of its region where it is an office.
 */
export const PROJECT_SEEN = `(p.introducer_id = $1::uuid OR p.investor_id = $1::uuid
  OR EXISTS (SELECT FROM project_releases r WHERE r.project_id = p.id AND r.organization_id = $1::uuid)
  OR (p.signed_at IS NOT NULL AND (k.operator_id = $1::uuid OR k.home_county_code LIKE $2::text OR p.east_region_code LIKE $2::text)))`;

export type ProjectSight = readonly [organizationId: string, officePrefix: string | null];

export function projectSightOf({ organizationId, organizationKind, regionCode }: Actor): ProjectSight {
  const office = organizationKind === 'COLLABORATION_OFFICE' && regionCode !== null;
  return [organizationId, office ? `${sharedDigits(regionCode)}%` : null];
}

/** SQL: the region lies in that of the office `o`. */
export const officeOver = (region: string): string =>
  `coalesce(${region} LIKE regexp_replace(o.region_code, '(00){1,2}$', '') || '%', false)`;
