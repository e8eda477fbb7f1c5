import { Injectable } from '@nestjs/common';
import { CONSUMPTION_INDICATOR, codePrefix } from '../../pairing/index';
import type { Reader } from '../../platform/index';
import type { Leaf } from '../domain/leaf-of';
import type { PastYear } from '../domain/season';

/** How many years before this one a season is read from. */
const PAST_YEARS = 3;

export interface ForetoldAgreement {
  readonly agreementId: string;
  readonly scheme: string;
  readonly year: number;
  readonly eastRegionCode: string;
  readonly westRegionCode: string;
  readonly leaves: readonly AgreementLeaf[];
}

export interface AgreementLeaf extends Leaf {
  /** The regions a pairing's leaf joins; null: 本级. */
  readonly between: { readonly eastRegionCode: string; readonly westRegionCode: string } | null;
}

/** What was counted between two regions in a month of a year; both as the paired regions are written. */
export interface CountedMonth {
  readonly eastRegionCode: string;
  readonly westRegionCode: string;
  readonly year: number;
  readonly month: number;
  readonly net: bigint;
}

interface LeafRow {
  agreementId: string;
  scheme: string;
  year: number;
  eastRegionCode: string;
  westRegionCode: string;
  commitmentId: string;
  target: bigint;
  dueOn: string;
  leafEast: string | null;
  leafWest: string | null;
}

// What is posted later than its year (a refund of last year's goods) belongs to the year's last month.
const IN_YEAR = 'least(greatest(period, make_date(year, 1, 1)), make_date(year, 12, 1))';

/** Agreements with the leaves of their consumption commitment, and the months counted between their regions. */
@Injectable()
export class AgreementSeasons {
  async agreement(reader: Reader, agreementId: string): Promise<ForetoldAgreement | null> {
    return (await this.agreements(reader, 'a.id = $2', agreementId))[0] ?? null;
  }

  /** Those of a year both sides signed, in the order of their ids. */
  async ofYear(reader: Reader, year: number): Promise<ForetoldAgreement[]> {
    return this.agreements(reader, 'a.year = $2', year);
  }

  /** This year's months and those of the years before, rolled up by region as progress is. */
  async months(reader: Reader, agreement: ForetoldAgreement): Promise<CountedMonth[]> {
    return reader.query<CountedMonth>(
      `SELECT east_region_code AS "eastRegionCode", west_region_code AS "westRegionCode", year,
         extract(month FROM ${IN_YEAR})::int AS month, sum(gross_fen - reversals_fen)::bigint AS net
       FROM counting_months WHERE scheme = $1 AND year BETWEEN $2 AND $3 AND west_region_code LIKE $4 AND east_region_code LIKE $5
       GROUP BY 1, 2, 3, 4`,
      [agreement.scheme, agreement.year - PAST_YEARS, agreement.year, ...patternsOf(agreement)],
    );
  }

  /** Past years of all that was counted from the western region, whoever bought it: the season of its goods. */
  async regionPast(
    reader: Reader,
    { scheme, year }: ForetoldAgreement,
    westRegionCode: string,
  ): Promise<PastYear[]> {
    const rows = await reader.query<{ year: number; month: number; net: bigint }>(
      `SELECT year, extract(month FROM ${IN_YEAR})::int AS month, sum(gross_fen - reversals_fen)::bigint AS net
       FROM counting_months WHERE scheme = $1 AND year BETWEEN $2 AND $3 AND west_region_code LIKE $4 GROUP BY 1, 2`,
      [scheme, year - PAST_YEARS, year - 1, `${codePrefix(westRegionCode)}%`],
    );
    return pastYears(rows);
  }

  private async agreements(
    reader: Reader,
    which: string,
    value: string | number,
  ): Promise<ForetoldAgreement[]> {
    const rows = await reader.query<LeafRow>(
      `SELECT a.id AS "agreementId", a.kind AS scheme, a.year, a.east_region_code AS "eastRegionCode",
         a.west_region_code AS "westRegionCode", leaf.id AS "commitmentId", target.target, target.due_on AS "dueOn",
         pairing.east_region_code AS "leafEast", pairing.west_region_code AS "leafWest"
       FROM annual_agreements a
         JOIN commitment_targets target ON target.agreement_id = a.id AND target.draft_number = a.in_force_draft
         JOIN commitments leaf ON leaf.id = target.commitment_id AND leaf.indicator = $1 AND leaf.leaf IS NOT NULL
         LEFT JOIN pairings pairing ON pairing.id = leaf.pairing_id
       WHERE ${which} AND a.east_region_code IS NOT NULL AND a.west_region_code IS NOT NULL
       ORDER BY a.id, leaf.leaf DESC, pairing.west_region_code, leaf.id`,
      [CONSUMPTION_INDICATOR, value],
    );
    const agreements = new Map<string, ForetoldAgreement & { leaves: AgreementLeaf[] }>();
    for (const { agreementId, scheme, year, eastRegionCode, westRegionCode, ...row } of rows) {
      const known = agreements.get(agreementId) ?? {
        agreementId,
        scheme,
        year,
        eastRegionCode,
        westRegionCode,
        leaves: [],
      };
      agreements.set(agreementId, known);
      known.leaves.push(leafRow(row));
    }
    return [...agreements.values()];
  }
}

type PlainLeaf = Omit<LeafRow, 'agreementId' | 'scheme' | 'year' | 'eastRegionCode' | 'westRegionCode'>;

function leafRow({ commitmentId, target, dueOn, leafEast, leafWest }: PlainLeaf): AgreementLeaf {
  const paired = leafEast !== null && leafWest !== null;
  return {
    commitmentId,
    target,
    dueOn,
    within: paired ? { east: codePrefix(leafEast), west: codePrefix(leafWest) } : null,
    between: paired ? { eastRegionCode: leafEast, westRegionCode: leafWest } : null,
  };
}

/** SQL patterns of the western and the eastern region. */
export function patternsOf(regions: { eastRegionCode: string; westRegionCode: string }): [string, string] {
  return [`${codePrefix(regions.westRegionCode)}%`, `${codePrefix(regions.eastRegionCode)}%`];
}

/** Rows as whole years, the earliest first. */
export function pastYears(rows: readonly { year: number; month: number; net: bigint }[]): PastYear[] {
  const years = new Map<number, bigint[]>();
  for (const { year, month, net } of rows) {
    const months = years.get(year) ?? Array.from({ length: 12 }, () => 0n);
    years.set(year, months);
    months[month - 1] = (months[month - 1] ?? 0n) + net;
  }
  return [...years].map(([year, months]) => ({ year, months })).toSorted((a, b) => a.year - b.year);
}
