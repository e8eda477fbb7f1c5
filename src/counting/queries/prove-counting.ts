import { LOT_RECALLED } from '../../catalog/index';
import { ReconcileCheck, type CheckResult, type Checks, type Reader } from '../../platform/index';
import { orderEvents } from '../../procurement/index';
import { COUNT_ORDER_EVENTS, REVERSE_RECALLED_LOTS } from '../domain/reaction-names';

async function listed(
  reader: Reader,
  examined: string,
  breaks: string,
  parameters: unknown[] = [],
): Promise<CheckResult> {
  const [total] = await reader.query<{ count: number }>(examined);
  const rows = await reader.query<{ line: string }>(breaks, parameters);
  return { examined: total?.count ?? 0, breaks: rows.map(({ line }) => line) };
}

@ReconcileCheck({
  invariant: 'I5',
  sentence: 'A portion counts in one attempt at a time, and attempts have no gaps',
})
export class PortionsCountOnce implements Checks {
  check(reader: Reader): Promise<CheckResult> {
    return listed(
      reader,
      'SELECT count(DISTINCT portion_id)::int AS count FROM counting_entries',
      `SELECT format('portion %s: %s live attempts, %s attempts up to %s', portion_id, count(*) FILTER (WHERE rest > 0), count(*), max(attempt)) AS line
       FROM (SELECT scheme, portion_id, attempt, sum(amount_fen) AS rest, count(*) FILTER (WHERE original_id IS NULL) AS originals
             FROM counting_entries GROUP BY 1, 2, 3) attempts
       GROUP BY scheme, portion_id
       HAVING count(*) FILTER (WHERE rest > 0) > 1 OR count(*) <> max(attempt) OR max(originals) <> 1 OR min(originals) <> 1`,
    );
  }
}

@ReconcileCheck({
  invariant: 'I6',
  sentence: 'A settled line counts at most what was settled less refunds, reversals still queued taken off',
})
export class EntriesStayWithinSettledNet implements Checks {
  check(reader: Reader): Promise<CheckResult> {
    return listed(
      reader,
      `SELECT count(DISTINCT portion_id)::int AS count FROM counting_entries WHERE settlement_line_id IS NOT NULL`,
      `WITH counted AS (
         SELECT settlement_line_id AS id, scheme, sum(amount_fen) AS fen FROM counting_entries
         WHERE settlement_line_id IS NOT NULL GROUP BY 1, 2),
       queued AS (
         SELECT (event.payload->>'settlementLineId')::uuid AS id, sum((event.payload->>'goodsFen')::bigint) AS fen
         FROM domain_events event LEFT JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = $1
         WHERE event.kind = $2 AND event.sequence > coalesce(done.last_sequence, 0) GROUP BY 1),
       refunded AS (
         SELECT settlement_line_id AS id, sum(fen) AS fen FROM settled_line_refunds GROUP BY 1)
       SELECT format('settlement line %s in %s: counted %s, queued %s, settled %s, refunded %s', counted.id, counted.scheme, counted.fen,
         coalesce(queued.fen, 0), line.goods_fen, coalesce(refunded.fen, 0)) AS line
       FROM counted JOIN settlement_lines line ON line.id = counted.id
       LEFT JOIN queued ON queued.id = counted.id LEFT JOIN refunded ON refunded.id = counted.id
       WHERE counted.fen < 0 OR counted.fen - coalesce(queued.fen, 0) > line.goods_fen - coalesce(refunded.fen, 0)`,
      [COUNT_ORDER_EVENTS, orderEvents.settledLineRefunded],
    );
  }
}

@ReconcileCheck({ invariant: 'I7', sentence: 'No entry is reversed by more than it was' })
export class ReversalsStayWithinOriginals implements Checks {
  check(reader: Reader): Promise<CheckResult> {
    return listed(
      reader,
      'SELECT count(*)::int AS count FROM counting_entries WHERE original_id IS NOT NULL',
      `SELECT format('entry %s: %s reversed by %s', original.id, original.amount_fen, -sum(reversal.amount_fen)) AS line
       FROM counting_entries original JOIN counting_entries reversal ON reversal.original_id = original.id
       GROUP BY original.id, original.amount_fen HAVING original.amount_fen + sum(reversal.amount_fen) < 0`,
    );
  }
}

@ReconcileCheck({
  invariant: 'I8',
  sentence: 'Every entry stands on a leaf of an agreement that covers it; parents hold none',
})
export class EntriesStandOnLeaves implements Checks {
  check(reader: Reader): Promise<CheckResult> {
    return listed(
      reader,
      'SELECT count(*)::int AS count FROM counting_entries',
      `SELECT format('entry %s stands on commitment %s', e.id, e.commitment_id) AS line
       FROM counting_entries e JOIN commitments c ON c.id = e.commitment_id
       JOIN annual_agreements a ON a.id = e.agreement_id
       WHERE c.leaf IS NULL OR c.agreement_id <> e.agreement_id OR a.year <> e.year
         OR EXISTS (SELECT FROM commitments child WHERE child.parent_id = c.id)
         OR (c.leaf = 'PAIRING' AND c.pairing_id <> e.pairing_id)
         OR left(e.east_region_code, length(rtrim(a.east_region_code, '0'))) <> rtrim(a.east_region_code, '0')
         OR left(e.west_region_code, length(rtrim(a.west_region_code, '0'))) <> rtrim(a.west_region_code, '0')`,
    );
  }
}

@ReconcileCheck({
  invariant: 'I9',
  sentence:
    'Every confirmed entry was judged for its settlement date under its rule version, with nothing against it',
})
export class EntriesWereJudgedForTheirDay implements Checks {
  check(reader: Reader): Promise<CheckResult> {
    return listed(
      reader,
      `SELECT count(*)::int AS count FROM counting_entries WHERE kind = 'CONFIRMED'`,
      `SELECT format('entry %s of %s under %s', e.id, e.counted_on, e.rule_version) AS line
       FROM counting_entries e JOIN counting_rule_versions r ON r.id = e.rule_version
       JOIN settlement_lines line ON line.id = e.settlement_line_id JOIN settlements s ON s.id = line.settlement_id
       WHERE e.kind = 'CONFIRMED' AND (s.settled_on <> e.counted_on OR e.counted_on < r.valid_from
         OR e.counted_on > coalesce(r.valid_to, 'infinity') OR e.explain->>'on' <> e.counted_on::text
         OR jsonb_array_length(e.explain->'reasons') <> 0)`,
    );
  }
}

@ReconcileCheck({
  invariant: 'I9',
  sentence: 'Nothing that stands on a recalled lot counts, recalls still queued apart',
})
export class NothingRecalledCounts implements Checks {
  check(reader: Reader): Promise<CheckResult> {
    return listed(
      reader,
      `SELECT count(DISTINCT e.portion_id)::int AS count FROM counting_entries e
       JOIN order_lines line ON line.id = e.order_line_id JOIN lots lot ON lot.id = line.lot_id
       WHERE lot.state = 'RECALLED'`,
      `SELECT format('portion %s of recalled lot %s still counts %s', e.portion_id, lot.id, sum(e.amount_fen)) AS line
       FROM counting_entries e
       JOIN order_lines line ON line.id = e.order_line_id JOIN lots lot ON lot.id = line.lot_id
       WHERE lot.state = 'RECALLED' AND NOT EXISTS (
         SELECT FROM domain_events event
         LEFT JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = $1
         WHERE event.stream = 'lot:' || lot.id AND event.kind = $2 AND event.sequence > coalesce(done.last_sequence, 0))
       GROUP BY e.scheme, e.portion_id, lot.id HAVING sum(e.amount_fen) <> 0`,
      [REVERSE_RECALLED_LOTS, LOT_RECALLED],
    );
  }
}
