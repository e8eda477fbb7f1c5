import { Injectable } from '@nestjs/common';
import { ReadReplica } from '../../platform/index';
import type { PortionScope } from '../domain/office-scope';
import { tellsStill } from './counting-exclusions';
import { patterns, type ProgressScope } from './progress-figures';

export interface PortionFilter {
  readonly countyCode: string | null;
  readonly month: string | null;
  readonly categoryCode: string | null;
  readonly orderId: string | null;
}

interface FactRow {
  position: bigint;
  portionId: string;
  scheme: string;
  mode: string;
  orderId: string | null;
  orderNumber: string | null;
  claimLineId: string | null;
  unitId: string;
  supplierId: string;
  countyCode: string;
  categoryCode: string;
  ruleVersion: string;
  settlementLineId: string | null;
}
export interface CountedRow extends FactRow {
  state: string;
  attempt: number;
  pairingId: string;
  agreementId: string;
  onOwnLeaf: boolean;
  countedOn: string;
  grossFen: bigint;
  reversedFen: bigint;
  reversalReasons: string[];
}
export interface UncountedRow extends FactRow {
  decidedFor: string;
  amountFen: bigint;
  reasons: string[];
}

const FACTS = `e.position, e.portion_id AS "portionId", e.scheme, e.mode, e.order_id AS "orderId", o.number AS "orderNumber",
  e.claim_line_id AS "claimLineId", e.unit_id AS "unitId",
  e.supplier_id AS "supplierId", e.county_code AS "countyCode", e.category_code AS "categoryCode",
  e.rule_version AS "ruleVersion", e.settlement_line_id AS "settlementLineId"`;

const COUNTED = `FROM counting_entries e LEFT JOIN orders o ON o.id = e.order_id
  CROSS JOIN LATERAL (SELECT coalesce(-sum(r.amount_fen), 0)::bigint AS fen,
      coalesce(array_agg(DISTINCT r.reason) FILTER (WHERE r.reason IS NOT NULL), '{}') AS reasons FROM counting_entries r WHERE r.original_id = e.id) back
  WHERE e.scheme = $10 AND ($11::uuid IS NULL OR e.agreement_id = $11) AND e.original_id IS NULL AND (e.kind = 'CONFIRMED' OR back.fen < e.amount_fen)
    AND e.year = $1 AND e.west_region_code LIKE $2 AND e.east_region_code LIKE $3
    AND e.unit_region_code LIKE $4 AND e.county_code LIKE $5
    AND ($6::text IS NULL OR e.county_code = $6) AND ($7::date IS NULL OR e.period = $7)
    AND ($8::text IS NULL OR e.category_code = $8) AND ($9::uuid IS NULL OR e.order_id = $9)`;

// Only the newest judgement of what does not count in the end; a settled order's lines replace its ordered ones.
const UNCOUNTED = `FROM counting_exclusions e LEFT JOIN orders o ON o.id = e.order_id
  WHERE ($7::text IS NULL OR e.scheme = $7) AND e.unit_region_code LIKE $1 AND e.county_code LIKE $2
    AND ${tellsStill('e')}
    AND (e.source_kind <> 'ORDER_LINE' OR NOT EXISTS (SELECT FROM settlements s WHERE s.order_id = e.order_id))
    AND ($3::int IS NULL OR (extract(year FROM e.decided_for) = $3 AND e.county_code LIKE $4 AND e.unit_region_code LIKE $5))
    AND ($6::uuid IS NULL OR e.order_id = $6)`;

/** Rows behind the figures, in the scope of who asks. Newest first. */
@Injectable()
export class PortionRows {
  constructor(private readonly database: ReadReplica) {}

  counted(
    progress: ProgressScope,
    scope: PortionScope,
    filter: PortionFilter,
    page: { after: unknown; fetch: number },
  ): Promise<CountedRow[]> {
    return this.database.query<CountedRow>(
      `SELECT ${FACTS}, e.kind AS state, e.attempt, e.pairing_id AS "pairingId", e.agreement_id AS "agreementId",
         e.target_leaf = 'OWN' AS "onOwnLeaf", e.counted_on AS "countedOn", e.amount_fen AS "grossFen", back.fen AS "reversedFen", back.reasons AS "reversalReasons"
       ${COUNTED} AND ($12::bigint IS NULL OR e.position < $12) ORDER BY e.position DESC LIMIT $13`,
      [...countedParameters(progress, scope, filter), page.after ?? null, page.fetch],
    );
  }

  async countCounted(progress: ProgressScope, scope: PortionScope, filter: PortionFilter): Promise<number> {
    const row = await this.database.one<{ count: number }>(
      `SELECT count(*)::int AS count ${COUNTED}`,
      countedParameters(progress, scope, filter),
    );
    return row?.count ?? 0;
  }

  uncounted(
    scope: PortionScope,
    progress: ProgressScope | null,
    orderId: string | null,
    page: { after: unknown; fetch: number },
  ): Promise<UncountedRow[]> {
    return this.database.query<UncountedRow>(
      `SELECT ${FACTS}, e.decided_for AS "decidedFor", e.amount_fen AS "amountFen", e.reasons
       ${UNCOUNTED} AND ($8::bigint IS NULL OR e.position < $8) ORDER BY e.position DESC LIMIT $9`,
      [...uncountedParameters(scope, progress, orderId), page.after ?? null, page.fetch],
    );
  }

  async countUncounted(
    scope: PortionScope,
    progress: ProgressScope | null,
    orderId: string | null,
  ): Promise<number> {
    const row = await this.database.one<{ count: number }>(
      `SELECT count(*)::int AS count ${UNCOUNTED}`,
      uncountedParameters(scope, progress, orderId),
    );
    return row?.count ?? 0;
  }
}

function countedParameters(progress: ProgressScope, scope: PortionScope, filter: PortionFilter): unknown[] {
  return [
    ...patterns(progress),
    scope.unitPattern,
    scope.countyPattern,
    filter.countyCode,
    filter.month,
    filter.categoryCode,
    filter.orderId,
    progress.scheme,
    progress.alone ? progress.agreementId : null,
  ];
}

function uncountedParameters(
  scope: PortionScope,
  progress: ProgressScope | null,
  orderId: string | null,
): unknown[] {
  const within = progress ? patterns(progress) : [null, null, null];
  return [scope.unitPattern, scope.countyPattern, ...within, orderId, progress?.scheme ?? null];
}
