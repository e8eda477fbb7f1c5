import { Injectable } from '@nestjs/common';
import { ReadReplica } from '../../platform/index';
import { exactly, type Told } from './exact-sums';
import { patterns, type ProgressScope } from './progress-figures';
import type { AsOf } from './totals-rows';

/** 有争议: counted, and doubted by somebody; a report made meanwhile leaves it out of its figures. */
export interface ContestedFigure {
  readonly portions: number;
  readonly fen: bigint;
}

// From the contests that stand, which are few, to their entries. $1–$3 year and regions, $4 scheme, $5 agreement or null, $6 day or null.
const CONTESTED = `
  SELECT count(*) FILTER (WHERE fen <> 0)::int AS portions, coalesce(sum(fen), 0)::text AS fen FROM (
    SELECT e.portion_id, sum(e.amount_fen) AS fen FROM (
      SELECT DISTINCT portion_id FROM counting_contests
      WHERE (scheme IS NULL OR scheme = $4) AND CASE WHEN $6::date IS NULL THEN closed_at IS NULL
        ELSE opened_at < end_of.day AND (closed_at IS NULL OR closed_at >= end_of.day) END) contested
    JOIN counting_entries e ON e.portion_id = contested.portion_id
    WHERE e.scheme = $4 AND e.unit = 'YUAN' AND e.kind IN ('CONFIRMED', 'REVERSAL') AND e.year = $1
      AND e.west_region_code LIKE $2 AND e.east_region_code LIKE $3 AND ($5::uuid IS NULL OR e.agreement_id = $5)
      AND ($6::date IS NULL OR e.recorded_at < end_of.day)
    GROUP BY 1) standing`.replaceAll(
  'end_of.day',
  `(($6::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')`,
);

@Injectable()
export class ContestedFigures {
  constructor(private readonly database: ReadReplica) {}

  /** Of what a progress counts, now or as of the end of a day. */
  async of(scope: ProgressScope, asOf: AsOf): Promise<ContestedFigure> {
    const row = await this.database.one<Told<ContestedFigure>>(CONTESTED, [
      ...patterns(scope),
      scope.scheme,
      scope.alone ? scope.agreementId : null,
      asOf,
    ]);
    return row ? exactly<ContestedFigure>(row, 'fen') : { portions: 0, fen: 0n };
  }
}
