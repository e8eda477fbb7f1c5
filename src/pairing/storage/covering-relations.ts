import { Injectable } from '@nestjs/common';
import { Organizations, type UnitLine } from '../../organizations/index';
import type { BusinessDate, Reader } from '../../platform/index';
import { Regions, ancestorCodes, type RegionFacts } from '../../regions/index';
import type { LeafQuestion } from '../domain/leaf-question';
import type { PairingLevel } from '../domain/pairing-level';
import { nearest, type Covering } from '../domain/relation-rank';

/** A relation in force on the question's day that covers its unit and everything it asks about. */
export interface CoveringRelation extends Covering {
  readonly level: PairingLevel;
  readonly validFrom: BusinessDate;
}

export interface AskedLeaf extends LeafQuestion {
  /** The unit and what stood above it on the day, nearest first. */
  readonly line: readonly string[];
}

const COLUMNS = `id AS "pairingId", kind, level, east_region_code AS "eastRegionCode", west_region_code AS "westRegionCode",
  helper_organization_id AS "helperOrganizationId", helped_organization_id AS "helpedOrganizationId", helped_list AS "helpedList",
  valid_from AS "validFrom", valid_to AS "validTo"`;

interface RelationRow extends Omit<CoveringRelation, 'stepsAbove'> {
  readonly kind: string;
  readonly validTo: BusinessDate | null;
}

/** Which dated relations cover a portion: by the units and codes of its day, not by those of today. */
@Injectable()
export class CoveringRelations {
  constructor(
    private readonly organizations: Organizations,
    private readonly regions: Regions,
  ) {}

  /** Of each question in its order the most specific ones. */
  async of(reader: Reader, asked: readonly AskedLeaf[]): Promise<CoveringRelation[][]> {
    const rows = await this.candidates(reader, asked);
    const facts = await this.regions.facts(reader);
    return asked.map((question) => nearest(rows.flatMap((row) => coverOf(row, question, facts) ?? [])));
  }

  async withLines(reader: Reader, questions: readonly LeafQuestion[]): Promise<AskedLeaf[]> {
    const keyOf = ({ unitId, on }: LeafQuestion) => `${unitId} ${on}`;
    const distinct = [...new Map(questions.map((question) => [keyOf(question), question])).values()];
    const lines = await this.organizations.linesOn(reader, distinct);
    const known = new Map(distinct.map((question, index) => [keyOf(question), lines[index]?.line ?? []]));
    return questions.map((question) => ({ ...question, line: known.get(keyOf(question)) ?? [] }));
  }

  /** Units that a relation names, that stand below one it names, or whose region it names. */
  async obligated(
    reader: Reader,
    scheme: string,
    unitIds: readonly string[],
    on: BusinessDate,
  ): Promise<string[]> {
    const lines = await this.organizations.linesOn(
      reader,
      unitIds.map((unitId) => ({ unitId, on })),
    );
    const units = await this.organizations.manyOn(reader, unitIds, on);
    const rows = await reader.query<
      Pick<RelationRow, 'helperOrganizationId' | 'eastRegionCode' | 'validFrom'>
    >(
      `SELECT DISTINCT helper_organization_id AS "helperOrganizationId", east_region_code AS "eastRegionCode",
         valid_from AS "validFrom" FROM pairings
       WHERE kind = $1 AND state IN ('ACTIVE', 'ENDED') AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)
         AND (helper_organization_id IS NULL OR helper_organization_id = ANY($3::uuid[]))`,
      [scheme, on, unique(lines.flatMap(({ line }) => line))],
    );
    const facts = await this.regions.facts(reader);
    const covered = ({ unitId, line }: UnitLine) =>
      rows.some(({ helperOrganizationId, eastRegionCode, validFrom }) =>
        helperOrganizationId
          ? line.includes(helperOrganizationId)
          : standsIn(units.get(unitId)?.regionCode ?? '', eastRegionCode, validFrom, on, facts),
      );
    return lines.filter(covered).map(({ unitId }) => unitId);
  }

  /** Provinces keep their first two digits through every change of codes: enough to leave the others unread. */
  private candidates(reader: Reader, asked: readonly AskedLeaf[]): Promise<RelationRow[]> {
    const days = asked.map(({ on }) => on).toSorted();
    return reader.query<RelationRow>(
      `SELECT ${COLUMNS} FROM pairings WHERE kind = ANY($1) AND state IN ('ACTIVE', 'ENDED')
         AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $3)
         AND (helper_organization_id = ANY($4::uuid[]) OR helper_organization_id IS NULL AND left(east_region_code, 2) = ANY($5))
         AND (helped_organization_id = ANY($6::uuid[]) OR helped_list IS NOT NULL
           OR helped_organization_id IS NULL AND left(west_region_code, 2) = ANY($7))
       ORDER BY east_region_code, west_region_code, id`,
      [
        unique(asked.map(({ scheme }) => scheme)),
        days.at(-1) ?? null,
        days[0] ?? null,
        unique(asked.flatMap(({ line }) => line)),
        unique(asked.map(({ unitRegionCode }) => unitRegionCode.slice(0, 2))),
        unique(asked.map(({ supplierId }) => supplierId)),
        unique(asked.flatMap(({ countyCodes }) => countyCodes.map((code) => code.slice(0, 2)))),
      ],
    );
  }
}

const unique = (values: readonly string[]) => [...new Set(values)];

function coverOf(row: RelationRow, asked: AskedLeaf, facts: RegionFacts): CoveringRelation | null {
  const { on } = asked;
  if (row.kind !== asked.scheme || row.validFrom > on || (row.validTo !== null && row.validTo < on))
    return null;
  const stepsAbove = row.helperOrganizationId ? asked.line.indexOf(row.helperOrganizationId) : 0;
  if (stepsAbove < 0) return null;
  const lies = (code: string, region: string) => standsIn(code, region, row.validFrom, on, facts);
  if (!row.helperOrganizationId && !lies(asked.unitRegionCode, row.eastRegionCode)) return null;
  return isHelped(row, asked, lies, facts) ? { ...row, stepsAbove } : null;
}

function isHelped(
  row: RelationRow,
  { supplierId, countyCodes, on }: AskedLeaf,
  lies: (code: string, region: string) => boolean,
  facts: RegionFacts,
): boolean {
  if (row.helpedOrganizationId) return row.helpedOrganizationId === supplierId;
  if (countyCodes.length === 0) return false;
  const { helpedList } = row;
  if (helpedList === null) return countyCodes.every((code) => lies(code, row.westRegionCode));
  return countyCodes.every((code) =>
    facts.designations.designationsOf(code, on).some((designation) => designation === helpedList),
  );
}

/** True where the code lies in the region, by every code the region bears on the day since it was named. */
function standsIn(
  code: string,
  region: string,
  named: BusinessDate,
  on: BusinessDate,
  { lineage }: RegionFacts,
): boolean {
  const above = ancestorCodes(code);
  return (
    above.includes(region) || lineage.bearersOn(region, named, on).some((bearer) => above.includes(bearer))
  );
}
