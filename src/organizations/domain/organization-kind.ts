/** What an organization is; it decides which roles its members may have. */
export const ORGANIZATION_KINDS = [
  'ENTERPRISE',
  'PUBLIC_UNIT',
  'COOPERATIVE',
  'FAMILY_FARM',
  'PARK_OPERATOR',
  'COUNTY_DEPARTMENT',
  'COLLABORATION_OFFICE',
  'PLATFORM_OPERATIONS',
  'AUDIT_OFFICE',
] as const;
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number];

/** Kinds that may grow or make what they sell. */
export const PRODUCER_KINDS: readonly OrganizationKind[] = ['ENTERPRISE', 'COOPERATIVE', 'FAMILY_FARM'];
/** Kinds anybody may register; the others are offices, registered by platform operations. */
export const SELF_REGISTERED_KINDS: readonly OrganizationKind[] = [
  'ENTERPRISE',
  'PUBLIC_UNIT',
  'COOPERATIVE',
  'FAMILY_FARM',
  'PARK_OPERATOR',
];

export const SIDES = ['EAST', 'WEST'] as const;
export type Side = (typeof SIDES)[number];

/** An organization as other domains see it. */
export interface Organization {
  readonly id: string;
  readonly kind: OrganizationKind;
  readonly name: string;
  readonly uscc: string | null;
  readonly regionCode: string;
  readonly side: Side | null;
  readonly parentId: string | null;
  readonly demonstration: boolean;
}
