import { Injectable } from '@nestjs/common';
import { Database, notFound, type BusinessDate } from '../../platform/index';
import type { PairingLevel } from '../domain/pairing-level';
import { codePrefix } from '../domain/region-scope';
import type { PairingType } from './pairing.type';

/** SQL: of `pairings`, as an answer. */
export const PAIRING_COLUMNS = `id, kind, level, east_region_code AS "eastRegionCode", west_region_code AS "westRegionCode",
  valid_from AS "validFrom", valid_to AS "validTo", state, exclusive, source_document AS "sourceDocument", verified,
  helper_organization_id AS "helperOrganizationId", helped_organization_id AS "helpedOrganizationId",
  helped_list AS "helpedList", counter_organization_id AS "counterOrganizationId", ending_on AS "endingOn", ending_asked_side AS "endingAskedSide", version`;

export interface PairingFilter {
  readonly on: BusinessDate | null;
  readonly level: PairingLevel | null;
  /** Either region lies in it. */
  readonly within: string | null;
}

// Whom an organization helps is for the two sides to read: see relations.
const MATCHES = `level <> 'ORGANIZATION' AND ($1::date IS NULL OR (state IN ('ACTIVE', 'ENDED') AND valid_from <= $1 AND (valid_to IS NULL OR valid_to >= $1)))
  AND ($2::text IS NULL OR level = $2)
  AND ($3::text IS NULL OR east_region_code LIKE $3 OR west_region_code LIKE $3)`;

/** Pairings of regions are public facts: everybody may read them. */
@Injectable()
export class PairingReader {
  constructor(private readonly database: Database) {}

  async one(id: string): Promise<PairingType> {
    const found = (await this.many([id])).get(id);
    if (!found) throw notFound(['id']);
    return found;
  }

  /** One answer for each id, as a loader wants them. */
  async inOrder(ids: readonly string[]): Promise<(PairingType | Error)[]> {
    const found = await this.many(ids);
    return ids.map((id) => found.get(id) ?? notFound(['id']));
  }

  async many(ids: readonly string[]): Promise<Map<string, PairingType>> {
    const rows = await this.database.query<PairingType>(
      `SELECT ${PAIRING_COLUMNS} FROM pairings WHERE id = ANY($1)`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  page(
    filter: PairingFilter,
    after: readonly (string | number | null)[],
    fetch: number,
  ): Promise<PairingType[]> {
    return this.database.query<PairingType>(
      `SELECT ${PAIRING_COLUMNS} FROM pairings WHERE ${MATCHES}
         AND ($4::text IS NULL OR (west_region_code, east_region_code, id) > ($4, $5, $6::uuid))
       ORDER BY west_region_code, east_region_code, id LIMIT $7`,
      [...parameters(filter), ...(after.length > 0 ? after : [null, null, null]), fetch],
    );
  }

  async count(filter: PairingFilter): Promise<number> {
    const row = await this.database.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM pairings WHERE ${MATCHES}`,
      parameters(filter),
    );
    return row?.count ?? 0;
  }
}

const parameters = ({ on, level, within }: PairingFilter) => [on, level, within && `${codePrefix(within)}%`];
