import { sharedDigits } from '../../regions/index';
import type { Actor } from '../../platform/index';

/** Whose records somebody sees beside what is on sale: his own, those of his western region, or all. */
export interface Oversight {
  readonly all: boolean;
  readonly supplierId: string;
  /** LIKE pattern of county codes; null: no region. */
  readonly counties: string | null;
}

const SEES_ALL = new Set(['PLATFORM_OPERATIONS', 'AUDIT_OFFICE']);
const OVERSEES_REGION = new Set(['COUNTY_DEPARTMENT', 'COLLABORATION_OFFICE']);

export function oversightOf(actor: Actor): Oversight {
  const overseen = OVERSEES_REGION.has(actor.organizationKind) && actor.regionCode && actor.side !== 'EAST';
  return {
    all: SEES_ALL.has(actor.organizationKind),
    supplierId: actor.organizationId,
    counties: overseen && actor.regionCode ? `${sharedDigits(actor.regionCode)}%` : null,
  };
}

/** The condition in SQL, with its three parameters from `$first` on. */
export function overseen(table: string, countyColumn: string, first: number): string {
  return `($${first}::boolean OR ${table}.supplier_id = $${first + 1}::uuid
    OR ${countyColumn} LIKE $${first + 2}::text)`;
}

export const oversightValues = ({ all, supplierId, counties }: Oversight) => [all, supplierId, counties];
