import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/index';
import { codePrefix, liesIn, regionAndAbove } from '../domain/region-scope';
import type { CoveringRelation } from './covering-relations';

/** A relation with the year and indicator its leaf is asked for. */
export interface LeafWish {
  readonly relation: CoveringRelation;
  readonly year: number;
  readonly scheme: string;
  readonly indicator: string;
  /** The unit and what stood above it on the day, nearest first. */
  readonly line: readonly string[];
}

export interface LeafFound {
  readonly agreementId: string | null;
  readonly commitmentId: string | null;
  readonly targetLeaf: 'PAIRING' | 'OWN' | 'UNIT';
}

interface LeafRow {
  readonly agreementId: string;
  readonly commitmentId: string;
  readonly leaf: LeafFound['targetLeaf'];
  readonly kind: string;
  readonly year: number;
  readonly indicator: string;
  readonly ofRelation: string;
  readonly pairingId: string | null;
  readonly unitId: string | null;
  readonly eastRegionCode: string;
  readonly westRegionCode: string;
  readonly ofRegions: boolean;
}

const NONE: LeafFound = { agreementId: null, commitmentId: null, targetLeaf: 'PAIRING' };

/** The leaves of the yearly papers signed by both sides: unit, then pairing, then 本级. */
@Injectable()
export class RelationLeaves {
  async of(reader: Reader, wishes: readonly LeafWish[]): Promise<LeafFound[]> {
    if (wishes.length === 0) return [];
    const rowsOf = byPlace(await this.read(reader, wishes));
    return wishes.map((wish) => {
      const found = rowsOf(wish.relation)
        .filter((row) => belongs(row, wish))
        .toSorted(before(wish));
      const [best] = found;
      return best
        ? { agreementId: best.agreementId, commitmentId: best.commitmentId, targetLeaf: best.leaf }
        : NONE;
    });
  }

  private read(reader: Reader, wishes: readonly LeafWish[]): Promise<LeafRow[]> {
    const unique = <Value>(values: readonly Value[]) => [...new Set(values)];
    return reader.query<LeafRow>(
      `SELECT a.id AS "agreementId", leaf.id AS "commitmentId", leaf.leaf, a.kind, a.year, leaf.indicator,
         a.pairing_id AS "ofRelation", leaf.pairing_id AS "pairingId", leaf.unit_id AS "unitId",
         a.east_region_code AS "eastRegionCode", a.west_region_code AS "westRegionCode",
         num_nonnulls(a.helper_organization_id, a.counter_organization_id) = 0 AS "ofRegions"
       FROM annual_agreements a
         JOIN commitment_targets target ON target.agreement_id = a.id AND target.draft_number = a.in_force_draft
         JOIN commitments leaf ON leaf.id = target.commitment_id
       WHERE a.kind = ANY($1) AND a.year = ANY($2::int[]) AND leaf.indicator = ANY($3)
         AND (a.pairing_id = ANY($4::uuid[]) OR leaf.pairing_id = ANY($4::uuid[])
           OR num_nonnulls(a.helper_organization_id, a.counter_organization_id) = 0
             AND a.east_region_code = ANY($5) AND a.west_region_code = ANY($6))
         AND (leaf.leaf = 'OWN' OR leaf.leaf = 'PAIRING' AND leaf.pairing_id = ANY($4::uuid[])
           OR leaf.leaf = 'UNIT' AND leaf.unit_id = ANY($7::uuid[]))
       ORDER BY a.id, leaf.id`,
      [
        unique(wishes.map(({ scheme }) => scheme)),
        unique(wishes.map(({ year }) => year)),
        unique(wishes.map(({ indicator }) => indicator)),
        unique(wishes.map(({ relation }) => relation.pairingId)),
        unique(wishes.flatMap(({ relation }) => regionAndAbove(relation.eastRegionCode))),
        unique(wishes.flatMap(({ relation }) => regionAndAbove(relation.westRegionCode))),
        unique(wishes.flatMap(({ line }) => line)),
      ],
    );
  }
}

/** Of hundreds of leaves those a relation may have, in the order of the rows: see `belongs`. */
function byPlace(rows: readonly LeafRow[]): (relation: CoveringRelation) => LeafRow[] {
  const known = new Map<string, Set<number>>();
  for (const [index, { ofRelation, pairingId, ofRegions, westRegionCode }] of rows.entries())
    for (const key of [ofRelation, pairingId, ofRegions ? westRegionCode : null])
      if (key !== null) known.set(key, (known.get(key) ?? new Set()).add(index));
  return ({ pairingId, westRegionCode }) => {
    const keys = [pairingId, ...regionAndAbove(westRegionCode)];
    const found = new Set(keys.flatMap((key) => [...(known.get(key) ?? [])]));
    return [...found].toSorted((one, other) => one - other).flatMap((index) => rows[index] ?? []);
  };
}

/** A leaf that may hold the portion: of the relation's own paper, of one that names it, or of one whose regions contain both. */
function belongs(row: LeafRow, { relation, scheme, year, indicator, line }: LeafWish): boolean {
  if (row.kind !== scheme || row.year !== year || row.indicator !== indicator) return false;
  if (row.pairingId !== null && row.pairingId !== relation.pairingId) return false;
  if (row.unitId !== null && !line.includes(row.unitId)) return false;
  if (row.ofRelation === relation.pairingId || row.pairingId === relation.pairingId) return true;
  return (
    row.ofRegions &&
    relation.helperOrganizationId === null &&
    liesIn(relation.eastRegionCode, row.eastRegionCode) &&
    liesIn(relation.westRegionCode, row.westRegionCode)
  );
}

/** The most specific paper first; in it a unit's leaf of this relation, the relation's, a unit's of the whole paper, 本级. */
function before(wish: LeafWish) {
  const places = (row: LeafRow) => [
    row.ofRelation === wish.relation.pairingId ? 1 : 0,
    codePrefix(row.westRegionCode).length,
    codePrefix(row.eastRegionCode).length,
    (row.pairingId === null ? 0 : 2) + (row.unitId === null ? 0 : 1),
    row.unitId === null ? 0 : -wish.line.indexOf(row.unitId),
  ];
  return (one: LeafRow, other: LeafRow) => {
    const [mine, theirs] = [places(one), places(other)];
    const at = mine.findIndex((value, index) => value !== theirs[index]);
    return at < 0 ? 0 : (theirs[at] ?? 0) - (mine[at] ?? 0);
  };
}
