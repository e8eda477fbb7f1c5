import { Injectable } from '@nestjs/common';
import { CONSUMPTION_INDICATOR, codePrefix } from '../../pairing/index';
import { ReadReplica } from '../../platform/index';
import { exactly, type Told } from './exact-sums';
import { signedDraft } from './progress-figures';
import type { TreeRoot } from './totals';
import type { AsOf } from './totals-rows';

/** What the leaves of all agreements that stand on a region have to reach together. */
export interface RegionTarget {
  readonly regionCode: string;
  readonly targetFen: bigint;
}

/** Targets as both sides had signed them, by the region they stand on. */
@Injectable()
export class RegionTargets {
  constructor(private readonly database: ReadReplica) {}

  async of(
    { scheme, year, side, regionCode }: TreeRoot,
    day: AsOf,
    indicator = CONSUMPTION_INDICATOR,
  ): Promise<RegionTarget[]> {
    const column = side === 'WEST' ? 'west_region_code' : 'east_region_code';
    const rows = await this.database.query<Told<RegionTarget>>(
      `SELECT "regionCode", sum(target)::text AS "targetFen" FROM (
         SELECT coalesce(pairing.${column}, a.${column}) AS "regionCode", target.target FROM annual_agreements a
         JOIN commitment_targets target ON target.agreement_id = a.id AND target.draft_number = ${signedDraft(day && '$5')}
         JOIN commitments leaf ON leaf.id = target.commitment_id AND leaf.leaf IS NOT NULL AND leaf.indicator = $4
         LEFT JOIN commitments above ON above.id = leaf.parent_id
         LEFT JOIN pairings pairing ON pairing.id = coalesce(leaf.pairing_id, above.pairing_id)
         WHERE a.kind = $1 AND a.year = $2) standing
       WHERE "regionCode" LIKE $3 GROUP BY 1`,
      [
        scheme,
        year,
        regionCode === null ? '%' : `${codePrefix(regionCode)}%`,
        indicator,
        ...(day ? [day] : []),
      ],
    );
    return rows.map((row) => exactly<RegionTarget>(row, 'targetFen'));
  }
}
