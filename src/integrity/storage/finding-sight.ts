import { hasRole, type Actor } from '../../platform/index';
import { sharedDigits } from '../../regions/index';

/** Who sees findings: the platform and auditors, the western offices above the county, and who was asked to explain. */
export const SEEN = `($1::boolean OR f.asked_id = $2::uuid OR f.county_code LIKE $3::text)`;

const everywhere = (actor: Actor) => hasRole(actor, 'PLATFORM_OPS', 'AUDITOR');

const countyPrefix = (actor: Actor): string | null =>
  hasRole(actor, 'COORD_COUNTY', 'COORD_CITY', 'COORD_PROV') && actor.side === 'WEST' && actor.regionCode
    ? sharedDigits(actor.regionCode)
    : null;

const asked = (actor: Actor): string | null =>
  hasRole(actor, 'SUPPLIER', 'BUYER_CLERK', 'BUYER_APPROVER') ? actor.organizationId : null;

export function scopeOf(actor: Actor): [boolean, string | null, string | null] {
  const prefix = countyPrefix(actor);
  return [everywhere(actor), asked(actor), prefix === null ? null : `${prefix}%`];
}

export function isSeenBy(
  actor: Actor,
  { askedId, countyCode }: { askedId: string | null; countyCode: string | null },
): boolean {
  const prefix = countyPrefix(actor);
  if (everywhere(actor) || (askedId !== null && askedId === asked(actor))) return true;
  return prefix !== null && countyCode !== null && countyCode.startsWith(prefix);
}
