import { Injectable } from '@nestjs/common';
import { Clock, Database, businessDateOf, hasRole, notFound, type Actor } from '../../platform/index';
import { Regions } from '../../regions/index';
import type { Side } from '../domain/pairing.states';
import { codePrefix, regionAndAbove } from '../domain/region-scope';
import type { AnnualAgreementType } from './agreement.type';

interface AgreementRow extends Omit<AnnualAgreementType, 'east' | 'west'> {
  eastRegionCode: string;
  westRegionCode: string;
}

const COLUMNS = `a.id, a.year, a.state, a.version, a.draft_number AS "draftNumber", a.in_force_draft AS "inForceDraft",
  a.in_force_since AS "inForceSince", a.east_region_code AS "eastRegionCode", a.west_region_code AS "westRegionCode",
  a.pairing_id AS "pairingId"`;

// $1 everything, $2 side, $3 the office's region and what it lies in, $4 pattern of what lies in it.
const SCOPE = `($1 OR ($2 = 'EAST' AND (a.east_region_code = ANY($3) OR a.east_region_code LIKE $4))
  OR ($2 = 'WEST' AND (a.west_region_code = ANY($3) OR a.west_region_code LIKE $4)))`;

/** Agreements as an office may see them: on its own side one region contains the other. Auditors and operations see all. */
@Injectable()
export class AgreementReader {
  constructor(
    private readonly database: Database,
    private readonly regions: Regions,
    private readonly clock: Clock,
  ) {}

  async visibleTo(actor: Actor, id: string): Promise<AnnualAgreementType> {
    const row = await this.database.one<AgreementRow>(
      `SELECT ${COLUMNS} FROM annual_agreements a WHERE ${SCOPE} AND a.id = $5`,
      [...scopeOf(actor), id],
    );
    if (!row) throw notFound(['id']);
    return this.named(row);
  }

  async isVisibleTo(actor: Actor, id: string): Promise<boolean> {
    const row = await this.database.one(`SELECT a.id FROM annual_agreements a WHERE ${SCOPE} AND a.id = $5`, [
      ...scopeOf(actor),
      id,
    ]);
    return row !== null;
  }

  async page(
    actor: Actor,
    year: number | null,
    after: readonly (string | number | null)[],
    fetch: number,
  ): Promise<AnnualAgreementType[]> {
    const rows = await this.database.query<AgreementRow>(
      `SELECT ${COLUMNS} FROM annual_agreements a WHERE ${SCOPE} AND ($5::int IS NULL OR a.year = $5)
         AND ($6::int IS NULL OR (-a.year, a.id) > ($6, $7::uuid)) ORDER BY -a.year, a.id LIMIT $8`,
      [...scopeOf(actor), year, ...(after.length > 0 ? after : [null, null]), fetch],
    );
    return Promise.all(rows.map((row) => this.named(row)));
  }

  async count(actor: Actor, year: number | null): Promise<number> {
    const row = await this.database.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM annual_agreements a WHERE ${SCOPE} AND ($5::int IS NULL OR a.year = $5)`,
      [...scopeOf(actor), year],
    );
    return row?.count ?? 0;
  }

  private async named({
    eastRegionCode,
    westRegionCode,
    ...row
  }: AgreementRow): Promise<AnnualAgreementType> {
    return { ...row, east: await this.region(eastRegionCode), west: await this.region(westRegionCode) };
  }

  private async region(code: string) {
    return {
      code,
      name: (await this.regions.place(code, businessDateOf(this.clock.now())))?.name ?? code,
    };
  }
}

function scopeOf(actor: Actor): [boolean, Side | null, string[], string] {
  const everything = hasRole(actor, 'AUDITOR', 'PLATFORM_OPS');
  const region = actor.regionCode;
  if (!region) return [everything, null, [], ''];
  return [everything, actor.side, regionAndAbove(region), `${codePrefix(region)}%`];
}
