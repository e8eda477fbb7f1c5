import { Injectable } from '@nestjs/common';
import { Clock, Database, businessDateOf, notFound, type Actor } from '../../platform/index';
import { Regions } from '../../regions/index';
import type { AnnualAgreementType } from './agreement.type';
import { scopeOfSides, sidesInScope } from './sides-scope';

interface AgreementRow extends Omit<AnnualAgreementType, 'east' | 'west'> {
  eastRegionCode: string;
  westRegionCode: string;
}

const COLUMNS = `a.id, a.year, a.state, a.version, a.draft_number AS "draftNumber", a.in_force_draft AS "inForceDraft",
  a.in_force_since AS "inForceSince", a.east_region_code AS "eastRegionCode", a.west_region_code AS "westRegionCode",
  a.pairing_id AS "pairingId", a.kind, a.helper_organization_id AS "helperOrganizationId",
  a.helped_organization_id AS "helpedOrganizationId", a.helped_list AS "helpedList",
  a.counter_organization_id AS "counterOrganizationId"`;

const SCOPE = sidesInScope('a');

/**
 * Agreements as one may see them: an office where on a side one region contains the other, an organization its own.
 * Auditors and operations see all.
 */
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
      [...scopeOfSides(actor), id],
    );
    if (!row) throw notFound(['id']);
    return this.named(row);
  }

  async isVisibleTo(actor: Actor, id: string): Promise<boolean> {
    const row = await this.database.one(`SELECT a.id FROM annual_agreements a WHERE ${SCOPE} AND a.id = $5`, [
      ...scopeOfSides(actor),
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
      [...scopeOfSides(actor), year, ...(after.length > 0 ? after : [null, null]), fetch],
    );
    return Promise.all(rows.map((row) => this.named(row)));
  }

  async count(actor: Actor, year: number | null): Promise<number> {
    const row = await this.database.one<{ count: number }>(
      `SELECT count(*)::int AS count FROM annual_agreements a WHERE ${SCOPE} AND ($5::int IS NULL OR a.year = $5)`,
      [...scopeOfSides(actor), year],
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
