import { Injectable } from '@nestjs/common';
import type { DomainEvent, Tx } from '../../platform/index';
import { INVOICE_MISSING } from '../domain/count-reasons';
import { portionIdOf, type Judgement, type Portion } from '../domain/portion';
import { CountingEntries, type LiveEntry } from './counting-entries';
import { CountingExclusions, type LeftOut, invoiceCause } from './counting-exclusions';
import { Judge } from './judge';
import { LatePortions } from './late-portions';
import type { NewEntry } from './new-entries';
import { OrderPortions } from './order-portions';

/** What one scheme says of a settled portion now, beside what stands of it and what was said last. */
interface Turn {
  readonly portion: Portion;
  readonly judgement: Judgement;
  readonly entry: LiveEntry | undefined;
  /** What of the newest entry was taken back because its invoice no longer matched. */
  readonly takenBackFen: bigint;
  /** The reasons it was left out for last. */
  readonly leftOut: readonly string[];
}

interface Turned {
  readonly entries: NewEntry[];
  readonly left: LeftOut[];
  readonly counts: boolean;
}

/**
 * The invoices of orders have moved: what was left out for want of one counts now, and what was counted by one that no
 * longer matches is taken back, each by the rules of its settlement date. It may run again: what is there stays.
 */
@Injectable()
export class InvoiceTurns {
  constructor(
    private readonly portions: OrderPortions,
    private readonly entries: CountingEntries,
    private readonly exclusions: CountingExclusions,
    private readonly judge: Judge,
    private readonly late: LatePortions,
  ) {}

  /** The caller holds the orders. */
  async turn(tx: Tx, events: readonly DomainEvent[]): Promise<void> {
    for (const event of events) await this.turnOne(tx, String(event.payload['orderId']), event);
  }

  private async turnOne(tx: Tx, orderId: string, event: DomainEvent): Promise<void> {
    const cause = invoiceCause(event.id);
    const turned: Turned[] = [];
    for (const turn of await this.turnsOf(tx, orderId)) turned.push(await this.effectOf(tx, turn, cause));
    await this.exclusions.add(
      tx,
      turned.flatMap(({ left }) => left),
    );
    await this.entries.write(
      tx,
      turned.flatMap(({ entries }) => entries),
    );
    if (turned.some(({ counts }) => counts)) await this.late.takeBackBefore(tx, event);
  }

  private async turnsOf(tx: Tx, orderId: string): Promise<Turn[]> {
    const { portions, judged } = await this.judged(tx, orderId);
    if (portions.length === 0) return [];
    await this.holdMonths(tx, portions, judged);
    const standing = await this.entries.ofOrder(tx, orderId);
    const takenBack = await this.takenBack(tx, orderId);
    const leftOut = await this.exclusions.lastOf(tx, orderId);
    return portions.flatMap((portion, index) =>
      (judged[index] ?? []).map((judgement) => {
        const key = `${judgement.scheme} ${portionIdOf(portion.source)}`;
        const entry = standing.find(({ scheme, portionId }) => `${scheme} ${portionId}` === key);
        const takenBackFen = (entry && takenBack.get(entry.id)) ?? 0n;
        return { portion, judgement, entry, takenBackFen, leftOut: leftOut.get(key) ?? [] };
      }),
    );
  }

  /** For the unit the order counts for by now; what would not have counted before a correction does not by it. */
  private async judged(tx: Tx, orderId: string) {
    const bought = await this.portions.ofOrder(tx, orderId);
    const before = await this.judge.judgements(tx, bought);
    const unitId = await this.portions.movedTo(tx, orderId);
    if (unitId === null) return { portions: bought, judged: before };
    const portions = bought.map((portion) => ({ ...portion, unitId }));
    const judged = await this.judge.judgements(tx, portions);
    const counted = before.map((judgements) => judgements.some(({ leaf }) => leaf));
    return {
      portions,
      judged: judged.map((judgements, index) => (counted[index] ? judgements : (before[index] ?? []))),
    };
  }

  private async effectOf(tx: Tx, turn: Turn, cause: string): Promise<Turned> {
    const { portion, judgement, entry, takenBackFen, leftOut } = turn;
    if (judgement.leaf) return this.counted(tx, turn, cause);
    const missing = judgement.reasons.includes(INVOICE_MISSING);
    if (entry && entry.restFen > 0n && missing) {
      const why = { cause, reason: 'INVOICE' } as const;
      const back = await this.entries.takenBack(tx, entry, entry.restFen, why);
      const left = [{ portion: { ...portion, amountFen: entry.restFen }, judgement, cause }];
      return { entries: back, left, counts: false };
    }
    // Something else stands against it as well: whoever mends that finds it told.
    const told = !entry && takenBackFen === 0n && leftOut.includes(INVOICE_MISSING) && !missing;
    return { entries: [], left: told ? [{ portion, judgement, cause }] : [], counts: false };
  }

  /** The first time whole, later what was taken back for its invoice; refunds since then follow. */
  private async counted(tx: Tx, { portion, judgement, entry, takenBackFen, leftOut }: Turn, cause: string) {
    const amountFen = entry ? takenBackFen : portion.amountFen;
    const waited = entry ? entry.restFen === 0n && takenBackFen > 0n : leftOut.includes(INVOICE_MISSING);
    if (!waited || amountFen === 0n) return { entries: [], left: [], counts: false };
    const attempt = (entry?.attempt ?? 0) + 1;
    const counts = await this.entries.counted(tx, { ...portion, amountFen }, judgement, { attempt, cause });
    return { entries: [counts], left: [], counts: true };
  }

  private holdMonths(tx: Tx, portions: readonly Portion[], judged: readonly Judgement[][]): Promise<void> {
    return this.entries.holdMonths(
      tx,
      portions.flatMap(({ on }, index) =>
        (judged[index] ?? []).flatMap(({ leaf }) =>
          leaf ? [{ agreementId: leaf.agreementId, day: on }] : [],
        ),
      ),
    );
  }

  /** By entry, what an invoice that no longer matched has taken from it. */
  private async takenBack(tx: Tx, orderId: string): Promise<Map<string, bigint>> {
    const rows = await tx.query<{ id: string; fen: bigint }>(
      `SELECT original_id AS id, (-sum(amount_fen))::bigint AS fen FROM counting_entries
       WHERE order_id = $1 AND original_id IS NOT NULL AND reason = 'INVOICE' GROUP BY 1`,
      [orderId],
    );
    return new Map(rows.map(({ id, fen }) => [id, fen]));
  }
}
