import { Injectable } from '@nestjs/common';
import { CONSUMPTION_INDICATOR } from '../../pairing/index';
import type { BusinessDate, Reader } from '../../platform/index';
import { totalsRows } from './totals-rows';

/** A western region with what its commitments should have counted by the day and have not. */
export interface BehindRegion {
  readonly westRegionCode: string;
  readonly owedFen: bigint;
}

/** Which regions' commitments are behind, by what had been recorded on the day: a target is due evenly over the days from 1 January to its due day. */
@Injectable()
export class BehindCommitments {
  async on(reader: Reader, on: BusinessDate): Promise<BehindRegion[]> {
    return reader.query<BehindRegion>(
      `WITH leaves AS (
         SELECT leaf.id, coalesce(pairing.west_region_code, agreement.west_region_code) AS west,
           trunc(target.target * least($1::date - make_date(agreement.year, 1, 1) + 1,
             target.due_on - make_date(agreement.year, 1, 1) + 1)
             / (target.due_on - make_date(agreement.year, 1, 1) + 1)::numeric) AS expected
         FROM annual_agreements agreement
           JOIN commitment_targets target ON target.agreement_id = agreement.id AND target.draft_number = agreement.in_force_draft
           JOIN commitments leaf ON leaf.id = target.commitment_id AND leaf.indicator = $2 AND leaf.parent_id IS NOT NULL
           LEFT JOIN pairings pairing ON pairing.id = leaf.pairing_id
         WHERE agreement.kind = 'EAST_WEST' AND agreement.year = extract(year FROM $1::date) AND agreement.in_force_since < ($1::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'),
       counted AS (
         SELECT commitment_id, sum(gross_fen - reversals_fen) AS fen
         FROM ${totalsRows('RELATION', `scheme = 'EAST_WEST' AND year = extract(year FROM $1::date)::int`, '$1')} totals
         GROUP BY commitment_id)
       SELECT west AS "westRegionCode", sum(expected - coalesce(fen, 0))::bigint AS "owedFen"
       FROM leaves LEFT JOIN counted ON counted.commitment_id = leaves.id
       GROUP BY west HAVING sum(expected - coalesce(fen, 0)) >= 1 ORDER BY west`,
      [on, CONSUMPTION_INDICATOR],
    );
  }
}
