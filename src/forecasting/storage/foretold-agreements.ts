import { Injectable } from '@nestjs/common';
import { CONSUMPTION_INDICATOR, codePrefix } from '../../pairing/index';
import type { BusinessDate, Reader } from '../../platform/index';
import type { Leaf } from '../domain/leaf-of';

export interface ForetoldAgreement {
  readonly agreementId: string;
  readonly pairingId: string;
  readonly scheme: string;
  readonly year: number;
  /** Null: the helping side is an organization, which has a region, too, and is not all of it. */
  readonly eastRegionCode: string | null;
  readonly helperOrganizationId: string | null;
  /** Null: the helped side is an organization or a list of counties. */
  readonly westRegionCode: string | null;
  readonly helpedOrganizationId: string | null;
  readonly leaves: readonly AgreementLeaf[];
  /** The nearest unit with a leaf of its own, by unit: itself or one above. */
  readonly leafUnitOf: ReadonlyMap<string, string>;
}

export interface AgreementLeaf extends Leaf {
  /** The regions a pairing's leaf joins; null: 本级. */
  readonly between: { readonly eastRegionCode: string; readonly westRegionCode: string } | null;
  readonly unitName: string | null;
}

interface AgreementRow extends Omit<ForetoldAgreement, 'leaves' | 'leafUnitOf'> {
  readonly commitmentId: string;
  readonly target: bigint;
  readonly dueOn: string;
  readonly leafEast: string | null;
  readonly leafWest: string | null;
  readonly unitId: string | null;
  readonly unitName: string | null;
}

// A unit's leaf may stand under a pairing's node: its regions are the pairing's.
const AGREEMENTS = (where: string) => `
  SELECT a.id AS "agreementId", a.pairing_id AS "pairingId", a.kind AS scheme, a.year,
    CASE WHEN a.helper_organization_id IS NULL THEN a.east_region_code END AS "eastRegionCode",
    CASE WHEN num_nonnulls(a.helped_organization_id, a.helped_list) = 0 THEN a.west_region_code END AS "westRegionCode",
    a.helper_organization_id AS "helperOrganizationId", a.helped_organization_id AS "helpedOrganizationId", leaf.id AS "commitmentId", target.target, target.due_on AS "dueOn",
    pairing.east_region_code AS "leafEast", pairing.west_region_code AS "leafWest", unit.id AS "unitId", unit.name AS "unitName"
  FROM annual_agreements a
    JOIN commitment_targets target ON target.agreement_id = a.id AND target.draft_number = a.in_force_draft
    JOIN commitments leaf ON leaf.id = target.commitment_id AND leaf.indicator = $1
    LEFT JOIN pairings pairing ON pairing.id = leaf.pairing_id AND pairing.level <> 'ORGANIZATION'
    LEFT JOIN organizations unit ON unit.id = leaf.unit_id
  WHERE ${where} ORDER BY a.id, leaf.leaf DESC, pairing.west_region_code, unit.name, leaf.id`;

const LEAF_UNITS = `
  WITH RECURSIVE under AS (
    SELECT id AS leaf, id, 0 AS depth FROM organizations WHERE id = ANY($1::uuid[])
    UNION ALL SELECT under.leaf, o.id, under.depth + 1 FROM under JOIN organizations o ON o.parent_id = under.id)
  SELECT DISTINCT ON (id) id, leaf FROM under ORDER BY id, depth`;

/** Agreements with the leaves of their consumption commitment in the draft both sides signed. */
@Injectable()
export class ForetoldAgreements {
  /** Null where there is none, or no such commitment. */
  async find(reader: Reader, agreementId: string): Promise<ForetoldAgreement | null> {
    const rows = await reader.query<AgreementRow>(AGREEMENTS('a.id = $2'), [
      CONSUMPTION_INDICATOR,
      agreementId,
    ]);
    const [found] = agreementsOf(rows);
    return found ? { ...found, leafUnitOf: await leafUnits(reader, found.leaves) } : null;
  }

  /** All of a scheme between regions that were in force on the day, for the day's year. */
  async inForce(
    reader: Reader,
    scheme: string,
    on: BusinessDate,
  ): Promise<Omit<ForetoldAgreement, 'leafUnitOf'>[]> {
    const rows = await reader.query<AgreementRow>(
      AGREEMENTS(`a.kind = $2 AND a.year = extract(year FROM $3::date) AND a.helper_organization_id IS NULL
        AND num_nonnulls(a.helped_organization_id, a.helped_list) = 0
        AND a.in_force_since < ($3::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'`),
      [CONSUMPTION_INDICATOR, scheme, on],
    );
    return agreementsOf(rows);
  }
}

function agreementsOf(rows: readonly AgreementRow[]): Omit<ForetoldAgreement, 'leafUnitOf'>[] {
  const found = new Map<string, Omit<ForetoldAgreement, 'leafUnitOf'> & { leaves: AgreementLeaf[] }>();
  for (const row of rows) {
    const { agreementId, pairingId, scheme, year, eastRegionCode, westRegionCode } = row;
    const { helperOrganizationId, helpedOrganizationId } = row;
    const parties = { eastRegionCode, westRegionCode, helperOrganizationId, helpedOrganizationId };
    const agreement = found.get(agreementId) ?? {
      agreementId,
      pairingId,
      scheme,
      year,
      ...parties,
      leaves: [],
    };
    found.set(agreementId, agreement);
    agreement.leaves.push(leafRow(row));
  }
  return [...found.values()];
}

function leafRow({
  commitmentId,
  target,
  dueOn,
  leafEast,
  leafWest,
  unitId,
  unitName,
}: AgreementRow): AgreementLeaf {
  const paired = leafEast !== null && leafWest !== null;
  return {
    commitmentId,
    target,
    dueOn,
    unitId,
    unitName,
    within: paired ? { east: codePrefix(leafEast), west: codePrefix(leafWest) } : null,
    between: paired ? { eastRegionCode: leafEast, westRegionCode: leafWest } : null,
  };
}

async function leafUnits(reader: Reader, leaves: readonly AgreementLeaf[]): Promise<Map<string, string>> {
  const units = leaves.flatMap(({ unitId }) => unitId ?? []);
  if (units.length === 0) return new Map();
  const rows = await reader.query<{ id: string; leaf: string }>(LEAF_UNITS, [units]);
  return new Map(rows.map(({ id, leaf }) => [id, leaf]));
}

/** Conditions in SQL, with the values of their parameters. */
export interface Conditions {
  readonly where: string;
  readonly values: readonly string[];
}
type Condition = readonly [condition: (at: string) => string, value: string];

/** Whose orders may count: of the unit, the county and the supplier so named, with parameters from $n on. */
export function ordersOf(
  agreement: ForetoldAgreement,
  names: { readonly unit: string; readonly county: string; readonly supplier: string },
  from: number,
): Conditions {
  const { westRegionCode, helpedOrganizationId } = agreement;
  const helped: Condition[] = [];
  if (westRegionCode !== null) helped.push([(at) => `${names.county} LIKE ${at}`, within(westRegionCode)]);
  if (helpedOrganizationId !== null)
    helped.push([(at) => `${names.supplier} = ${at}::uuid`, helpedOrganizationId]);
  return numbered([...helping(agreement, names.unit), ...helped], from);
}

/** Which units may buy toward it. */
export const unitsOf = (agreement: ForetoldAgreement, unit: string, from: number): Conditions =>
  numbered(helping(agreement, unit), from);

function helping({ eastRegionCode, helperOrganizationId }: ForetoldAgreement, unit: string): Condition[] {
  if (eastRegionCode !== null) return [[(at) => `${unit}.region_code LIKE ${at}`, within(eastRegionCode)]];
  return helperOrganizationId === null
    ? []
    : [[(at) => `${unit}.id IN (${UNDER(at)})`, helperOrganizationId]];
}

function numbered(conditions: readonly Condition[], from: number): Conditions {
  const where = conditions.map(([condition], at) => condition(`$${from + at}`));
  return { where: where.join(' AND ') || 'true', values: conditions.map(([, value]) => value) };
}

const within = (code: string) => `${codePrefix(code)}%`;
const UNDER = (at: string) => `WITH RECURSIVE under AS (SELECT ${at}::uuid AS id
  UNION ALL SELECT o.id FROM under JOIN organizations o ON o.parent_id = under.id) SELECT id FROM under`;
