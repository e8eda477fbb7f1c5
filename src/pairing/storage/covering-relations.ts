import { Injectable } from '@nestjs/common';
import { Organizations, type UnitOnDay } from '../../organizations/index';
import type { BusinessDate, Reader } from '../../platform/index';
import { Regions, type RegionFacts } from '../../regions/index';
import type { LeafQuestion } from '../domain/leaf-question';
import type { PairingLevel } from '../domain/pairing-level';
import { nearest, type Covering } from '../domain/relation-rank';
import { RelationIndex, standsIn } from './relation-index';

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

/** A unit asked after for a scheme and a day. */
export interface DutyQuestion extends UnitOnDay {
  readonly scheme: string;
}

type DutyRow = Pick<
  RelationRow,
  'kind' | 'helperOrganizationId' | 'eastRegionCode' | 'validFrom' | 'validTo'
>;

/** Which dated relations cover a portion: by the units and codes of its day, not by those of today. */
@Injectable()
export class CoveringRelations {
  constructor(
    private readonly organizations: Organizations,
    private readonly regions: Regions,
  ) {}

  /** Of each question in its order the most specific ones. */
  async of(reader: Reader, asked: readonly AskedLeaf[]): Promise<CoveringRelation[][]> {
    const [rows, facts] = await Promise.all([this.candidates(reader, asked), this.regions.facts(reader)]);
    const index = new RelationIndex(rows, facts);
    return asked.map((question) => {
      const { supplierId, countyCodes, on } = question;
      const helping = index.helping(supplierId, countyCodes, on);
      return nearest(helping.flatMap((row) => coverOf(row, question, facts) ?? []));
    });
  }

  async withLines(reader: Reader, questions: readonly LeafQuestion[]): Promise<AskedLeaf[]> {
    const keyOf = ({ unitId, on }: LeafQuestion) => `${unitId} ${on}`;
    const distinct = [...new Map(questions.map((question) => [keyOf(question), question])).values()];
    const lines = await this.organizations.linesOn(reader, distinct);
    const known = new Map(distinct.map((question, index) => [keyOf(question), lines[index]?.line ?? []]));
    return questions.map((question) => ({ ...question, line: known.get(keyOf(question)) ?? [] }));
  }

  /** Of each question in its order: a relation names the unit, or one it stands below, or its region. */
  async obligated(reader: Reader, asked: readonly DutyQuestion[]): Promise<boolean[]> {
    const keyOf = ({ unitId, on }: UnitOnDay) => `${unitId} ${on}`;
    const pairs = [...new Map(asked.map((question) => [keyOf(question), question])).values()];
    const [lines, units, facts] = await Promise.all([
      this.organizations.linesOn(reader, pairs),
      this.organizations.allOn(reader, pairs),
      this.regions.facts(reader),
    ]);
    const stood = new Map(
      pairs.map((pair, index) => [
        keyOf(pair),
        { line: lines[index]?.line ?? [], regionCode: units[index]?.regionCode ?? '' },
      ]),
    );
    const rows = await this.duties(
      reader,
      asked,
      lines.flatMap(({ line }) => line),
    );
    const known = new Map<string, boolean>();
    return asked.map((question) => {
      const { line = [], regionCode = '' } = stood.get(keyOf(question)) ?? {};
      const key = [question.scheme, question.on, regionCode, ...line].join(' ');
      const duty = known.get(key) ?? rows.some((row) => obliges(row, question, { line, regionCode }, facts));
      known.set(key, duty);
      return duty;
    });
  }

  private duties(
    reader: Reader,
    asked: readonly DutyQuestion[],
    organizations: readonly string[],
  ): Promise<DutyRow[]> {
    const days = asked.map(({ on }) => on).toSorted();
    return reader.query<DutyRow>(
      `SELECT DISTINCT kind, helper_organization_id AS "helperOrganizationId", east_region_code AS "eastRegionCode",
         valid_from AS "validFrom", valid_to AS "validTo" FROM pairings
       WHERE kind = ANY($1) AND state IN ('ACTIVE', 'ENDED') AND valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $3)
         AND (helper_organization_id IS NULL OR helper_organization_id = ANY($4::uuid[]))`,
      [
        unique(asked.map(({ scheme }) => scheme)),
        days.at(-1) ?? null,
        days[0] ?? null,
        unique(organizations),
      ],
    );
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

const inForce = (
  { kind, validFrom, validTo }: Pick<RelationRow, 'kind' | 'validFrom' | 'validTo'>,
  { scheme, on }: Pick<DutyQuestion, 'scheme' | 'on'>,
) => kind === scheme && validFrom <= on && (validTo === null || validTo >= on);

function obliges(
  row: DutyRow,
  question: DutyQuestion,
  { line, regionCode }: { readonly line: readonly string[]; readonly regionCode: string },
  facts: RegionFacts,
): boolean {
  if (!inForce(row, question)) return false;
  if (row.helperOrganizationId !== null) return line.includes(row.helperOrganizationId);
  return standsIn(regionCode, row.eastRegionCode, row.validFrom, question.on, facts);
}

function coverOf(row: RelationRow, asked: AskedLeaf, facts: RegionFacts): CoveringRelation | null {
  const { on } = asked;
  if (!inForce(row, asked)) return null;
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
