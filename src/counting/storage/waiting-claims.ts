import { LOT_RECALLED } from '../../catalog/index';
import { claimEvents, REVERSE_RECALLED_CLAIMS } from '../../claims/index';
import { waitingStreams, type Reader } from '../../platform/index';
import { COUNT_CLAIMS } from '../domain/reaction-names';
import { claimReached, type AgreementReach } from './agreement-reach';
import { oneOf, unheard, waitsForAgreement } from './counting-exclusions';
import type { OrderSlice } from './order-slices';

/** A claim with something that happened and is not counted yet, and that counting would book in the month. */
export interface WaitingClaim {
  readonly month: string;
  readonly claimId: string;
  readonly number: string;
}

/** The events of claims and lots, and the reactions to them: as values, or as the parameters that stand for them. */
interface ClaimWaits {
  readonly confirmed: string;
  readonly reversed: string;
  readonly count: string;
  readonly recalled: string;
  readonly recall: string;
}

/**
 * SQL: what happened to claims and is not counted yet. A recall is told by the lines it takes back: until it has
 * reached them all, they wait.
 */
export const waitingClaimEvents = ({ confirmed, reversed, count, recalled, recall }: ClaimWaits) => `
    SELECT substr(event.stream, 7)::uuid AS claim_id, NULL::uuid AS line_id, event.kind = ${confirmed} AS books_own_month, event.at,
      CASE event.kind WHEN ${reversed} THEN (event.payload->>'fen')::bigint ELSE 0 END AS fen
    FROM ${waitingStreams(count)} JOIN domain_events event USING (stream)
    LEFT JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = ${count}
    WHERE event.kind IN (${confirmed}, ${reversed}) AND event.sequence > coalesce(done.last_sequence, 0)
    UNION ALL
    SELECT line.claim_id, line.id, false, event.at, NULL
    FROM ${waitingStreams(recall)} JOIN domain_events event USING (stream)
    LEFT JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = ${recall}
    JOIN claim_lines line ON line.lot_id = substr(event.stream, 5)::uuid
    WHERE event.kind = ${recalled} AND event.sequence > coalesce(done.last_sequence, 0)`;

const EVENTS: ClaimWaits = { confirmed: '$6', reversed: '$7', count: '$8', recalled: '$9', recall: '$10' };

// $1 the agreement, $2 its year, $3 and $4 patterns of its regions, $5 the instant before which it happened.
const WAITING = `
  WITH pending AS (SELECT * FROM (${waitingClaimEvents(EVENTS)}) happened WHERE at <= $5),
  waiting AS (
    SELECT date_trunc('month', c.purchased_on)::date AS month, c.id FROM pending JOIN claims c ON c.id = pending.claim_id
    WHERE pending.books_own_month AND extract(year FROM c.purchased_on) = $2 AND ${claimReached('$3', '$4', '$11')}
    UNION
    SELECT standing.period, line.claim_id FROM pending JOIN claim_lines line ON line.claim_id = pending.claim_id
    JOIN counting_entries standing ON standing.claim_line_id = line.id
    WHERE standing.agreement_id = $1 AND standing.original_id IS NULL)
  SELECT waiting.month, c.id AS "claimId", c.number FROM waiting JOIN claims c ON c.id = waiting.id ORDER BY 1, 3`;

/** What of claims still has to be counted before a month can be closed. */
export function waitingClaims(
  reader: Reader,
  agreementId: string,
  { year, eastPattern, westPattern, units }: AgreementReach,
  before: Date,
): Promise<WaitingClaim[]> {
  return reader.query<WaitingClaim>(WAITING, [
    agreementId,
    year,
    eastPattern,
    westPattern,
    before,
    claimEvents.confirmed,
    claimEvents.reversed,
    COUNT_CLAIMS,
    LOT_RECALLED,
    REVERSE_RECALLED_CLAIMS,
    units,
  ]);
}

/** The next claims of a year that were left out only because no agreement was in force, or of which the scheme said nothing. */
export async function claimsWaitingForAgreement(
  reader: Reader,
  { scheme, year, eastPattern, westPattern, units, told }: AgreementReach,
  { after, atMost }: OrderSlice,
): Promise<string[]> {
  const rows = await reader.query<{ id: string }>(
    `SELECT line.claim_id AS id FROM counting_exclusions x JOIN claim_lines line ON line.id = x.claim_line_id
      WHERE ${waitsForAgreement('$1', '$2', '$3', '$4')} AND ${oneOf('x', '$7')} AND ($5::uuid IS NULL OR line.claim_id > $5)
      UNION
      SELECT c.id FROM claims c
      WHERE NOT $8 AND c.state IN ('CONFIRMED', 'REVERSED') AND extract(year FROM c.purchased_on) = $2 AND ($5::uuid IS NULL OR c.id > $5)
        AND ${claimReached('$3', '$4', '$7')}
        AND ${unheard('claim_line_id IN (SELECT id FROM claim_lines WHERE claim_id = c.id)', '$1')}
      ORDER BY 1 LIMIT $6`,
    [scheme, year, eastPattern, westPattern, after, atMost, units, told],
  );
  return rows.map(({ id }) => id);
}
