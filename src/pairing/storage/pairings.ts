import { Injectable } from '@nestjs/common';
import type { BusinessDate, Reader } from '../../platform/index';
import { mostSpecific, type PairingKind, type PairingLevel } from '../domain/pairing-level';
import { codePrefix, regionAndAbove } from '../domain/region-scope';

/** Where a portion would be counted: a dated pairing and, where one is signed for the year, the agreement's leaf commitment. */
export interface PairingLeaf {
  readonly pairingId: string;
  readonly level: PairingLevel;
  readonly eastRegionCode: string;
  readonly westRegionCode: string;
  /** Null: no agreement of that year is signed by both sides. */
  readonly agreementId: string | null;
  readonly commitmentId: string | null;
  /** OWN is the agreement's 本级 leaf, for what no lower pairing of it covers. */
  readonly targetLeaf: 'PAIRING' | 'OWN';
}

export interface LeafQuestion {
  readonly unitRegionCode: string;
  readonly originCountyCode: string;
  readonly on: BusinessDate;
  readonly kind: PairingKind;
}

export interface PairedRegions {
  readonly counties: string[];
  readonly prefectures: string[];
  readonly provinces: string[];
}

type CoveringRow = Pick<PairingLeaf, 'pairingId' | 'level' | 'eastRegionCode' | 'westRegionCode'>;

// An ended pairing stays true for the days before its end; suspended and merely proposed ones cover nothing.
const IN_FORCE = `state IN ('ACTIVE', 'ENDED') AND valid_from <= $1::date AND (valid_to IS NULL OR valid_to >= $1::date)`;

/** The commitment that consumption (消费协作) is counted toward. */
export const CONSUMPTION_INDICATOR = 'CON-1';

/** Who is paired with whom on a day, and which leaf of which agreement a purchase belongs to. */
@Injectable()
export class Pairings {
  /** The most specific pairings covering both regions; more than one: equally specific, the buyer chooses; none: not paired. */
  async leafFor(reader: Reader, question: LeafQuestion): Promise<PairingLeaf[]> {
    const rows = await reader.query<CoveringRow>(
      `SELECT id AS "pairingId", level, east_region_code AS "eastRegionCode", west_region_code AS "westRegionCode"
       FROM pairings WHERE ${IN_FORCE} AND kind = $2 AND east_region_code = ANY($3) AND west_region_code = ANY($4)
       ORDER BY east_region_code, west_region_code, id`,
      [
        question.on,
        question.kind,
        regionAndAbove(question.unitRegionCode),
        regionAndAbove(question.originCountyCode),
      ],
    );
    const leaves: PairingLeaf[] = [];
    for (const pairing of mostSpecific(rows))
      leaves.push(await this.withAgreement(reader, question, pairing));
    return leaves;
  }

  /** The two regions of an east–west pairing that is in force on a day; null: there is none. */
  async regionsOf(
    reader: Reader,
    { pairingId, on }: { pairingId: string; on: BusinessDate },
  ): Promise<{ eastRegionCode: string; westRegionCode: string } | null> {
    const [row] = await reader.query<{ eastRegionCode: string; westRegionCode: string }>(
      `SELECT east_region_code AS "eastRegionCode", west_region_code AS "westRegionCode" FROM pairings
        WHERE ${IN_FORCE} AND kind = 'EAST_WEST' AND id = $2`,
      [on, pairingId],
    );
    return row ?? null;
  }

  /** Whether some goods can be counted on it for a unit: all that is known of a choice before the goods are. */
  async coversUnit(
    reader: Reader,
    {
      pairingId,
      unitRegionCode,
      on,
      kind,
    }: Omit<LeafQuestion, 'originCountyCode'> & { readonly pairingId: string },
  ): Promise<boolean> {
    const found = await reader.query(
      `SELECT FROM pairings WHERE ${IN_FORCE} AND kind = $2 AND east_region_code = ANY($3) AND id = $4`,
      [on, kind, regionAndAbove(unitRegionCode), pairingId],
    );
    return found.length > 0;
  }

  /** The western regions paired with an eastern region on a day: its own partners, those of what it lies in and of what lies in it. */
  async pairedWith(
    reader: Reader,
    { regionCode, on }: { regionCode: string; on: BusinessDate },
  ): Promise<PairedRegions> {
    const rows = await reader.query<{ code: string }>(
      `SELECT DISTINCT west_region_code AS code FROM pairings
       WHERE ${IN_FORCE} AND kind = 'EAST_WEST' AND (east_region_code = ANY($2) OR east_region_code LIKE $3)
       ORDER BY code`,
      [on, regionAndAbove(regionCode), `${codePrefix(regionCode)}%`],
    );
    const codes = rows.map((row) => row.code);
    const ofLength = (length: number) => codes.filter((code) => codePrefix(code).length === length);
    return { counties: ofLength(6), prefectures: ofLength(4), provinces: ofLength(2) };
  }

  /**
   * Codes of the eastern regions paired with a western region on a day: its own partners and those of what lies in it;
   * where there are none, those of what it lies in, the nearest first.
   */
  async easternPartners(
    reader: Reader,
    { regionCode, on }: { regionCode: string; on: BusinessDate },
  ): Promise<string[]> {
    const scope = codePrefix(regionCode);
    const rows = await reader.query<{ east: string; west: string }>(
      `SELECT DISTINCT east_region_code AS east, west_region_code AS west FROM pairings
       WHERE ${IN_FORCE} AND kind = 'EAST_WEST' AND (west_region_code = ANY($2) OR west_region_code LIKE $3)`,
      [on, regionAndAbove(regionCode), `${scope}%`],
    );
    const within = rows.filter(({ west }) => west.startsWith(scope));
    const nearest = Math.max(...rows.map(({ west }) => codePrefix(west).length));
    const partners =
      within.length > 0 ? within : rows.filter(({ west }) => codePrefix(west).length === nearest);
    return [...new Set(partners.map(({ east }) => east))].toSorted();
  }

  /** The agreement of the year signed by both sides whose regions contain the pairing's; the most specific one wins. */
  private async withAgreement(
    reader: Reader,
    question: LeafQuestion,
    pairing: CoveringRow,
  ): Promise<PairingLeaf> {
    const [found] = await reader.query<Pick<PairingLeaf, 'agreementId' | 'commitmentId' | 'targetLeaf'>>(
      `SELECT agreement.id AS "agreementId", leaf.id AS "commitmentId", leaf.leaf AS "targetLeaf"
       FROM annual_agreements agreement
       JOIN commitments leaf ON leaf.agreement_id = agreement.id AND leaf.indicator = $5
         AND (leaf.leaf = 'PAIRING' AND leaf.pairing_id = $6 OR leaf.leaf = 'OWN')
       JOIN commitment_targets target ON target.commitment_id = leaf.id AND target.agreement_id = agreement.id
         AND target.draft_number = agreement.in_force_draft
       WHERE agreement.kind = $1 AND agreement.year = $2
         AND agreement.east_region_code = ANY($3) AND agreement.west_region_code = ANY($4)
       ORDER BY rtrim(agreement.west_region_code, '0') DESC, rtrim(agreement.east_region_code, '0') DESC, leaf.leaf DESC
       LIMIT 1`,
      [
        question.kind,
        Number(question.on.slice(0, 4)),
        regionAndAbove(pairing.eastRegionCode),
        regionAndAbove(pairing.westRegionCode),
        CONSUMPTION_INDICATOR,
        pairing.pairingId,
      ],
    );
    return { ...pairing, ...(found ?? { agreementId: null, commitmentId: null, targetLeaf: 'PAIRING' }) };
  }
}
