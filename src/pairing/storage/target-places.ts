import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Organizations, type Organization } from '../../organizations/index';
import { businessDateOf, type Tx } from '../../platform/index';
import { agreementRefusals } from '../domain/pairing.refusals';
import { liesIn } from '../domain/region-scope';
import type { TargetNode } from '../domain/target-tree';
import type { AnnualAgreement } from './annual-agreement.entity';

interface Regions {
  readonly eastRegionCode: string;
  readonly westRegionCode: string;
}

/** What a node may stand below: regions, and where it is a unit that unit. */
interface Above {
  readonly regions: Regions;
  readonly unitId: string | null;
}

interface Known {
  readonly pairings: ReadonlyMap<string, Regions>;
  readonly units: ReadonlyMap<string, Organization>;
  readonly lines: ReadonlyMap<string, readonly string[]>;
  readonly helper: string | null;
}

const BUYING_KINDS: readonly string[] = ['PUBLIC_UNIT', 'ENTERPRISE'];

/** Whether each node of a tree lies below the one it stands under. */
@Injectable()
export class TargetPlaces {
  constructor(private readonly organizations: Organizations) {}

  async requireBelow(tx: Tx, agreement: AnnualAgreement, nodes: readonly TargetNode[]): Promise<void> {
    const all = flat(nodes);
    const unitIds = all.flatMap(({ unitId }) => unitId ?? []);
    const on = businessDateOf(tx.at);
    const lines = await this.organizations.linesOn(
      tx,
      unitIds.map((unitId) => ({ unitId, on })),
    );
    const known: Known = {
      pairings: await this.pairings(tx, agreement, all),
      units: await this.organizations.many(tx, unitIds),
      lines: new Map(lines.map(({ unitId, line }) => [unitId, line])),
      helper: agreement.helperOrganizationId,
    };
    requireNodes(nodes, { regions: agreement, unitId: null }, known);
  }

  /** Of the agreement's kind, in force at some time of the year. */
  private async pairings(
    tx: Tx,
    agreement: AnnualAgreement,
    nodes: readonly TargetNode[],
  ): Promise<Map<string, Regions>> {
    const rows = await tx.query<Regions & { id: string }>(
      `SELECT id, east_region_code AS "eastRegionCode", west_region_code AS "westRegionCode" FROM pairings
       WHERE id = ANY($1) AND kind = $2 AND id <> $3 AND state IN ('ACTIVE', 'ENDED') AND level <> 'ORGANIZATION'
         AND daterange(valid_from, valid_to, '[]') && daterange($4, $5, '[]')`,
      [
        nodes.flatMap(({ pairingId }) => pairingId ?? []),
        agreement.kind,
        agreement.pairingId,
        `${agreement.year}-01-01`,
        `${agreement.year}-12-31`,
      ],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}

const flat = (nodes: readonly TargetNode[]): TargetNode[] =>
  nodes.flatMap((node) => [node, ...flat(node.parts)]);

function requireNodes(nodes: readonly TargetNode[], above: Above, known: Known): void {
  for (const node of nodes) requireNodes(node.parts, below(node, above, known), known);
}

function below(node: TargetNode, above: Above, known: Known): Above {
  if (node.unitId !== null) {
    requireUnit(node, node.unitId, above, known);
    return { regions: above.regions, unitId: node.unitId };
  }
  const pairing = known.pairings.get(node.pairingId ?? '');
  const { eastRegionCode, westRegionCode } = above.regions;
  const lies =
    pairing &&
    above.unitId === null &&
    liesIn(pairing.eastRegionCode, eastRegionCode) &&
    liesIn(pairing.westRegionCode, westRegionCode);
  if (!lies) refuse(agreementRefusals.LEAF_PAIRING_UNKNOWN([...node.path, 'pairingId']));
  return { regions: pairing, unitId: null };
}

/** A unit of the helping side; below another unit, one of that unit's own. */
function requireUnit(node: TargetNode, unitId: string, above: Above, { units, lines, helper }: Known): void {
  const path = [...node.path, 'unitId'];
  const unit = units.get(unitId);
  const lineOf = (id: string) => lines.get(id) ?? [];
  const helps = helper
    ? lineOf(unitId).includes(helper)
    : unit !== undefined && liesIn(unit.regionCode, above.regions.eastRegionCode);
  if (!unit || !helps || !BUYING_KINDS.includes(unit.kind)) refuse(agreementRefusals.LEAF_UNIT_UNKNOWN(path));
  if (above.unitId === null) return;
  if (lineOf(above.unitId).includes(unitId)) refuse(agreementRefusals.TARGET_TREE_CYCLIC(path));
  if (!lineOf(unitId).includes(above.unitId)) refuse(agreementRefusals.LEAF_UNIT_UNKNOWN(path));
}
