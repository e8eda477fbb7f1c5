import type { OrganizationKind } from './organization-kind';

/** What a member may do for the organization. */
export const Role = {
  BUYER_CLERK: 'BUYER_CLERK',
  BUYER_APPROVER: 'BUYER_APPROVER',
  SUPPLIER: 'SUPPLIER',
  COUNTY_AGRI: 'COUNTY_AGRI',
  COUNTY_REVITAL: 'COUNTY_REVITAL',
  COORD_COUNTY: 'COORD_COUNTY',
  COORD_CITY: 'COORD_CITY',
  COORD_PROV: 'COORD_PROV',
  VERIFIER: 'VERIFIER',
  PARK_MANAGER: 'PARK_MANAGER',
  ENTERPRISE_INVESTOR: 'ENTERPRISE_INVESTOR',
  PLATFORM_OPS: 'PLATFORM_OPS',
  FINANCE: 'FINANCE',
  AUDITOR: 'AUDITOR',
  ORG_ADMIN: 'ORG_ADMIN',
} as const;
export type Role = (typeof Role)[keyof typeof Role];
export const ROLES = Object.values(Role);

const BUYING: readonly Role[] = ['BUYER_CLERK', 'BUYER_APPROVER'];

/** 农业农村 and 乡村振兴 are often one bureau today, so a department may give both duties — to two people. */
const ROLES_BY_KIND: Readonly<Record<OrganizationKind, readonly Role[]>> = {
  ENTERPRISE: [...BUYING, 'SUPPLIER', 'ENTERPRISE_INVESTOR'],
  PUBLIC_UNIT: BUYING,
  COOPERATIVE: ['SUPPLIER'],
  FAMILY_FARM: ['SUPPLIER'],
  PARK_OPERATOR: ['PARK_MANAGER'],
  COUNTY_DEPARTMENT: ['COUNTY_AGRI', 'COUNTY_REVITAL'],
  COLLABORATION_OFFICE: ['COORD_COUNTY', 'COORD_CITY', 'COORD_PROV', 'VERIFIER'],
  PLATFORM_OPERATIONS: ['PLATFORM_OPS', 'FINANCE'],
  AUDIT_OFFICE: ['AUDITOR'],
};

/** Roles an organization may give; a collaboration office coordinates at the level of its region only. */
export function rolesOf(kind: OrganizationKind, regionCode: string): readonly Role[] {
  const given = ROLES_BY_KIND[kind].filter(
    (role) => !role.startsWith('COORD_') || role === coordinatingRole(regionCode),
  );
  return [...given, 'ORG_ADMIN'];
}

/** 530000 → province, 530100 → city, 530129 → county. */
export function coordinatingRole(regionCode: string): Role {
  if (regionCode.endsWith('0000')) return 'COORD_PROV';
  return regionCode.endsWith('00') ? 'COORD_CITY' : 'COORD_COUNTY';
}
