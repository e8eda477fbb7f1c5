import { claimEvents } from '../../claims/index';
import {
  ReconcileCheck,
  waitingStreams,
  type CheckResult,
  type Checks,
  type Reader,
} from '../../platform/index';
import { portionIdOf, type Judgement, type Portion } from '../domain/portion';
import { COUNT_CLAIMS, COUNT_WAITING_CLAIMS } from '../domain/reaction-names';
import { ClaimBookkeeping } from '../storage/claim-bookkeeping';
import { Judge } from '../storage/judge';

const AT_ONCE = 500;

interface Counted {
  portion: string;
  counted: bigint;
}

/** Claims with something to be counted, and those an agreement that has come into force has still to reach. */
const COUNTED_CLAIMS = `
  SELECT c.id FROM claims c WHERE c.state IN ('CONFIRMED', 'REVERSED') AND ($1::uuid IS NULL OR c.id > $1)
    AND NOT EXISTS (SELECT FROM domain_events event LEFT JOIN reaction_cursors done
        ON done.stream = event.stream AND done.reaction = '${COUNT_CLAIMS}'
      WHERE event.stream = 'claim:' || c.id AND event.kind IN ('${claimEvents.confirmed}', '${claimEvents.reversed}')
        AND event.sequence > coalesce(done.last_sequence, 0))
    AND NOT EXISTS (SELECT FROM ${waitingStreams(`'${COUNT_WAITING_CLAIMS}'`)})
  ORDER BY 1 LIMIT ${AT_ONCE}`;

@ReconcileCheck({
  invariant: 'I9',
  sentence:
    'Judged again from the raw records, every line of a confirmed claim comes to what its entries say, in every scheme',
})
export class ClaimedPortionsAreWhatARecountGives implements Checks {
  constructor(
    private readonly bookkeeping: ClaimBookkeeping,
    private readonly judge: Judge,
  ) {}

  async check(reader: Reader): Promise<CheckResult> {
    const breaks: string[] = [];
    let examined = 0;
    let after: string | null = null;
    do {
      const claims: { id: string }[] = await reader.query<{ id: string }>(COUNTED_CLAIMS, [after]);
      after = claims.length < AT_ONCE ? null : (claims.at(-1)?.id ?? null);
      const portions = await this.bookkeeping.portions(
        reader,
        claims.map(({ id }) => id),
      );
      examined += portions.length;
      const expected = new Map<string, bigint>();
      const rests = await restsOf(reader, portions);
      const judged = await this.judge.judgements(reader, portions);
      for (const [index, portion] of portions.entries())
        for (const judgement of judged[index] ?? []) {
          const rest = rests.get(portionIdOf(portion.source)) ?? 0n;
          if (judgement.leaf && rest > 0n) expected.set(keyOf(portion, judgement), rest);
        }
      breaks.push(...differences(expected, await entriesOf(reader, portions)));
    } while (after !== null);
    return { examined, breaks };
  }
}

function differences(expected: Map<string, bigint>, counted: readonly Counted[]): string[] {
  const found = new Map(counted.map((one) => [one.portion, one.counted]));
  return [...new Set([...expected.keys(), ...found.keys()])]
    .filter((key) => (expected.get(key) ?? 0n) !== (found.get(key) ?? 0n))
    .map(
      (key) =>
        `claimed portion ${key}: counted ${found.get(key) ?? 0n}, by the raw records ${expected.get(key) ?? 0n}`,
    );
}

/** What is left of each line; nothing once its lot is recalled. */
async function restsOf(reader: Reader, portions: readonly Portion[]): Promise<Map<string, bigint>> {
  const rows = await reader.query<{ id: string; fen: bigint }>(
    `SELECT line.id, CASE WHEN lot.state = 'RECALLED' THEN 0 ELSE line.goods_fen - line.reversed_fen END AS fen
       FROM claim_lines line JOIN lots lot ON lot.id = line.lot_id WHERE line.id = ANY($1::uuid[])`,
    [portions.map(({ source }) => portionIdOf(source))],
  );
  return new Map(rows.map(({ id, fen }) => [id, fen]));
}

function entriesOf(reader: Reader, portions: readonly Portion[]): Promise<Counted[]> {
  return reader.query<Counted>(
    `SELECT concat_ws(' ', e.scheme, e.mode, e.claim_line_id, e.agreement_id, e.pairing_id, e.commitment_id, e.unit_id, e.counted_on) AS portion,
       sum(e.amount_fen)::bigint AS counted
     FROM counting_entries e WHERE e.claim_line_id = ANY($1::uuid[]) GROUP BY 1`,
    [portions.map(({ source }) => portionIdOf(source))],
  );
}

function keyOf({ source, unitId, on }: Portion, { scheme, mode, leaf }: Judgement): string {
  const { agreementId, pairingId, commitmentId } = leaf ?? {};
  return [scheme, mode, portionIdOf(source), agreementId, pairingId, commitmentId, unitId, on].join(' ');
}
