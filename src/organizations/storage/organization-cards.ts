import { Injectable } from '@nestjs/common';
import { counted, type Actor, type Reader } from '../../platform/index';
import { sharedDigits } from '../../regions/index';
import type { Organization, OrganizationKind } from '../domain/organization-kind';

export type OrganizationCard = Organization & { readonly version: number };

export interface CardFilter {
  readonly name?: string | null;
  readonly kind?: OrganizationKind | null;
  readonly within?: string | null;
}

export interface CardSearch extends CardFilter {
  readonly after: readonly [string, string] | null;
  readonly fetch: number;
}

const COLUMNS = `id, kind, name, uscc, region_code AS "regionCode", side, parent_id AS "parentId", demonstration, version`;

const FOUND = `FROM organizations WHERE region_code LIKE $1 AND region_code LIKE $2
  AND ($3::text IS NULL OR strpos(name, $3) > 0) AND ($4::text IS NULL OR kind = $4)`;
const wantedBy = (actor: Actor, { name, kind, within }: CardFilter) => [
  overseen(actor),
  within ? `${sharedDigits(within)}%` : '%',
  name ?? null,
  kind ?? null,
];

/** Organizations as answers. */
@Injectable()
export class OrganizationCards {
  async find(reader: Reader, id: string): Promise<OrganizationCard | null> {
    const rows = await reader.query<OrganizationCard>(`SELECT ${COLUMNS} FROM organizations WHERE id = $1`, [
      id,
    ]);
    return rows[0] ?? null;
  }

  /** By name, inside the region the actor oversees; the platform and auditors oversee all. */
  search(reader: Reader, actor: Actor, search: CardSearch): Promise<OrganizationCard[]> {
    return reader.query<OrganizationCard>(
      `SELECT ${COLUMNS} ${FOUND}
          AND ($5::text IS NULL OR (name, id) > ($5, $6::uuid))
        ORDER BY name, id LIMIT $7`,
      [...wantedBy(actor, search), search.after?.[0] ?? null, search.after?.[1] ?? null, search.fetch],
    );
  }

  count(reader: Reader, actor: Actor, filter: CardFilter): Promise<number> {
    return counted(reader, FOUND, wantedBy(actor, filter));
  }
}

const EVERYWHERE = ['PLATFORM_OPERATIONS', 'AUDIT_OFFICE'];

/** LIKE pattern of the region codes an actor's office oversees. */
export function overseen(actor: Pick<Actor, 'organizationKind' | 'regionCode'>): string {
  if (EVERYWHERE.includes(actor.organizationKind)) return '%';
  return actor.regionCode === null ? '' : `${sharedDigits(actor.regionCode)}%`; // '' matches nothing
}
