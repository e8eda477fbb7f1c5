import type { Reader } from '../../../platform/index';
import type { AgreementReach } from '../agreement-reach';
import type { OrderSlice } from '../order-slices';

/** What of a project says where it counts: once signed it stays. */
export interface CountedProject {
  readonly id: string;
  readonly countyCode: string;
  readonly industryCode: string;
  readonly uscc: string | null;
  readonly pairing: { readonly id: string; readonly eastRegionCode: string } | null;
}

interface ProjectRow extends Omit<CountedProject, 'pairing'> {
  readonly pairingId: string | null;
  readonly eastRegionCode: string | null;
}

export async function countedProjects(reader: Reader, ids: readonly string[]): Promise<CountedProject[]> {
  const rows = await reader.query<ProjectRow>(
    `SELECT p.id, k.home_county_code AS "countyCode", p.industry_code AS "industryCode", p.enterprise_uscc AS uscc,
       p.pairing_id AS "pairingId", p.east_region_code AS "eastRegionCode"
     FROM park_projects p JOIN parks k ON k.id = p.park_id WHERE p.id = ANY($1::uuid[]) ORDER BY p.id`,
    [ids],
  );
  return rows.map(({ pairingId, eastRegionCode, ...row }) => ({
    ...row,
    pairing: pairingId && eastRegionCode ? { id: pairingId, eastRegionCode } : null,
  }));
}

/** SQL: the project `p` in the park `k` lies between regions like these. */
export const projectReached = (east: string, west: string) =>
  `(p.east_region_code LIKE ${east} AND k.home_county_code LIKE ${west})`;

/** The next signed projects an agreement may count. */
export async function projectsInReach(
  reader: Reader,
  { eastPattern, westPattern }: AgreementReach,
  { after, atMost }: OrderSlice,
): Promise<string[]> {
  const rows = await reader.query<{ id: string }>(
    `SELECT p.id FROM park_projects p JOIN parks k ON k.id = p.park_id
      WHERE p.signed_at IS NOT NULL AND ${projectReached('$1', '$2')} AND ($3::uuid IS NULL OR p.id > $3) ORDER BY 1 LIMIT $4`,
    [eastPattern, westPattern, after, atMost],
  );
  return rows.map(({ id }) => id);
}

/** Confirmed parks an agreement may count: there are hundreds in the country. */
export async function parksInReach(reader: Reader, { westPattern }: AgreementReach): Promise<string[]> {
  const rows = await reader.query<{ id: string }>(
    `SELECT id FROM parks WHERE state = 'CONFIRMED' AND home_county_code LIKE $1 ORDER BY 1`,
    [westPattern],
  );
  return rows.map(({ id }) => id);
}
