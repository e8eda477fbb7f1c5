import { Injectable } from '@nestjs/common';
import { codePrefix, type CommitmentUnit } from '../../pairing/index';
import type { BusinessDate, Reader } from '../../platform/index';
import type { CountingMode } from '../domain/portion';
import { exactly, type Told } from './exact-sums';
import { regionRows } from './region-rows';
import { SUMS, totalsRows, type AsOf, type Cut } from './totals-rows';

/** Every scheme's yuan once: see the pseudo-scheme in the migration of the totals. It has no relation, mode or eastern region. */
export const ALL_SCHEMES = 'ALL';

/** Whose totals: of a scheme and year, and of them what stands between regions, or toward one agreement. */
export interface TotalsScope {
  readonly scheme: string;
  readonly year: number;
  readonly eastRegionCode?: string;
  readonly westRegionCode?: string;
  readonly agreementId?: string;
  readonly mode?: CountingMode;
}

export type TotalsBy =
  | 'AGREEMENT'
  | 'PAIRING'
  | 'COMMITMENT'
  | 'LEAF_MONTH'
  | 'LEAF_CATEGORY'
  | 'COUNTY'
  | 'CATEGORY'
  | 'MONTH'
  | 'MODE'
  | 'EAST_REGION'
  | 'WEST_REGION';

/** Whole units: fen where the unit is YUAN. Net is gross less reversals. */
export interface Figure {
  /** An id, a code, or for months YYYY-MM. */
  readonly key: string;
  readonly unit: string;
  readonly grossFen: bigint;
  readonly reversalsFen: bigint;
  readonly provisionalFen: bigint;
}

/** What stands on one region of a tree itself; what lies above it is summed from these. */
export type TreeRow = Omit<Figure, 'key' | 'unit'> & { readonly regionCode: string };

export interface TreeRoot {
  readonly scheme: string;
  readonly year: number;
  readonly side: 'EAST' | 'WEST';
  /** Null: the whole side. */
  readonly regionCode: string | null;
}

/** A commitment and the regions of its relation, a dash where a side is no region: parted by spaces in the key. */
const LEAF = `commitment_id || ' ' || coalesce(east_region_code, '-') || ' ' || coalesce(west_region_code, '-')`;

const BY: Readonly<Record<TotalsBy, readonly [cut: Cut, key: string]>> = {
  AGREEMENT: ['RELATION', 'agreement_id::text'],
  PAIRING: ['RELATION', 'pairing_id::text'],
  COMMITMENT: ['RELATION', 'commitment_id::text'],
  LEAF_MONTH: ['RELATION', `${LEAF} || ' ' || to_char(period, 'YYYY-MM')`],
  LEAF_CATEGORY: ['GOODS', `${LEAF} || ' ' || category_code`],
  MONTH: ['RELATION', `to_char(period, 'YYYY-MM')`],
  MODE: ['RELATION', 'mode'],
  EAST_REGION: ['RELATION', 'east_region_code'],
  WEST_REGION: ['RELATION', 'west_region_code'],
  COUNTY: ['COUNTY', 'county_code'],
  CATEGORY: ['GOODS', 'category_code'],
};

const within = (code: string) => `${codePrefix(code)}%`;

/** The condition in SQL with its parameters, only of what is asked, so that the index fits it. */
function conditionOf(scope: TotalsScope): { where: string; values: unknown[] } {
  const asked: [condition: string, value: unknown][] = [
    ['scheme =', scope.scheme],
    ['year =', scope.year],
  ];
  if (scope.westRegionCode) asked.push(['west_region_code LIKE', within(scope.westRegionCode)]);
  if (scope.eastRegionCode) asked.push(['east_region_code LIKE', within(scope.eastRegionCode)]);
  if (scope.agreementId) asked.push(['agreement_id =', scope.agreementId]);
  if (scope.mode) asked.push(['mode =', scope.mode]);
  return {
    where: asked.map(([condition], index) => `${condition} $${index + 1}`).join(' AND '),
    values: asked.map(([, value]) => value),
  };
}

/** 累计: what has counted, read from the kept sums. They cannot lag: what is not folded yet is added in the same statement. */
@Injectable()
export class Totals {
  now(reader: Reader, scope: TotalsScope, by: TotalsBy): Promise<Figure[]> {
    return this.figures(reader, scope, by, null);
  }

  /** As it had been recorded by the end of the day. */
  asOf(reader: Reader, scope: TotalsScope, by: TotalsBy, day: BusinessDate): Promise<Figure[]> {
    return this.figures(reader, scope, by, day);
  }

  /** By western county or eastern region of relations, all that lies in the root. */
  async tree(reader: Reader, root: TreeRoot, day: AsOf, unit: CommitmentUnit = 'YUAN'): Promise<TreeRow[]> {
    const found = await reader.query<Told<TreeRow>>(
      `SELECT "regionCode", ${SUMS} FROM ${regionRows(root.side, day && '$5', unit)} totals GROUP BY 1 ORDER BY 1`,
      [
        root.scheme,
        root.year,
        root.side,
        root.regionCode === null ? '%' : within(root.regionCode),
        ...(day ? [day] : []),
      ],
    );
    return found.map((row) => exactly<TreeRow>(row, 'grossFen', 'reversalsFen', 'provisionalFen'));
  }

  private async figures(reader: Reader, scope: TotalsScope, by: TotalsBy, day: AsOf): Promise<Figure[]> {
    const [cut, key] = BY[by];
    const { where, values } = conditionOf(scope);
    const rows = await reader.query<Told<Figure>>(
      `SELECT ${key} AS key, unit, ${SUMS} FROM ${totalsRows(cut, where, day && `$${values.length + 1}`)} totals
       WHERE ${key} IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,
      day ? [...values, day] : values,
    );
    return rows.map((row) => exactly<Figure>(row, 'grossFen', 'reversalsFen', 'provisionalFen'));
  }
}
