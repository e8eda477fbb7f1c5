import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import { portionIdOf, type Portion } from '../domain/portion';
import type { TakingBack } from '../domain/reversal-reasons';
import { CountingEntries, type LiveEntry } from './counting-entries';
import { CountingExclusions, recallCause, type LeftOut } from './counting-exclusions';
import { Judge } from './judge';
import type { NewEntry } from './new-entries';
import { OrderPortions } from './order-portions';

/** What counts late counts in the scheme whose paper came late; the others have said what they say. */
export interface Late {
  readonly cause: string;
  readonly scheme: string;
}

/** What an event of an order means for counting. Each method may run again: what is there already stays as it is. */
@Injectable()
export class Bookkeeping {
  constructor(
    private readonly portions: OrderPortions,
    private readonly entries: CountingEntries,
    private readonly exclusions: CountingExclusions,
    private readonly judge: Judge,
  ) {}

  /** Every order line that does not stand yet and counts, to be written. */
  async countedOrdered(tx: Tx, orderId: string, on: string, { cause, scheme }: Late): Promise<NewEntry[]> {
    return this.counted(tx, await this.portions.ordered(tx, orderId, on), cause, scheme);
  }

  /** What never counted reverses nothing; in every scheme it counts in, a refund reverses its goods part, never more than is left. */
  async takeBack(tx: Tx, portionId: string, fen: bigint, why: TakingBack): Promise<void> {
    const taken: NewEntry[] = [];
    for (const entry of await this.entries.ofPortions(tx, [portionId]))
      taken.push(...(await this.entries.takenBack(tx, entry, fen, why)));
    await this.entries.write(tx, taken);
  }

  /** Recalled: what is left of every portion of the lot is taken back, and said not to count from then on. */
  async recall(tx: Tx, orderIds: readonly string[], lotId: string): Promise<void> {
    const cause = recallCause(lotId);
    const taken: { entry: LiveEntry; back: NewEntry }[] = [];
    for (const orderId of orderIds)
      for (const entry of await this.entries.ofOrder(tx, orderId)) {
        if (entry.lotId !== lotId) continue;
        const why: TakingBack = { cause, reason: 'RECALL' };
        for (const back of await this.entries.takenBack(tx, entry, entry.restFen, why))
          taken.push({ entry, back });
      }
    const written = await this.entries.write(
      tx,
      taken.map(({ back }) => back),
    );
    for (const { entry, back } of taken)
      if (written.has(back.id)) await this.exclusions.addRecalled(tx, entry, entry.restFen, cause);
  }

  /** Every settled line that does not stand yet and counts, to be written. */
  async countedSettled(tx: Tx, settlementId: string, { cause, scheme }: Late): Promise<NewEntry[]> {
    return this.counted(tx, await this.portions.settled(tx, settlementId), cause, scheme);
  }

  /**
   * In every scheme the portions count in and do not stand in yet, to be written; what a scheme has a say over and does
   * not count is kept with its reasons.
   */
  async counted(
    tx: Tx,
    portions: readonly Portion[],
    cause: string | ((portion: Portion) => string),
    only?: string,
  ): Promise<NewEntry[]> {
    const causeOf = typeof cause === 'string' ? () => cause : cause;
    const some = portions.filter(({ amountFen }) => amountFen !== 0n);
    const standing = await this.entries.ofPortions(
      tx,
      some.map(({ source }) => portionIdOf(source)),
    );
    const known = new Set(standing.map(({ scheme, portionId }) => `${scheme} ${portionId}`));
    const judged = await this.judge.judgements(tx, some);
    await this.entries.holdMonths(
      tx,
      some.flatMap(({ on }, index) =>
        (judged[index] ?? []).flatMap(({ leaf }) =>
          leaf ? [{ agreementId: leaf.agreementId, day: on }] : [],
        ),
      ),
    );
    const counted: NewEntry[] = [];
    const left: LeftOut[] = [];
    for (const [index, portion] of some.entries())
      for (const judgement of judged[index] ?? []) {
        if (only !== undefined && judgement.scheme !== only) continue;
        if (known.has(`${judgement.scheme} ${portionIdOf(portion.source)}`)) continue;
        const cause = causeOf(portion);
        if (judgement.leaf)
          counted.push(await this.entries.counted(tx, portion, judgement, { attempt: 1, cause }));
        else left.push({ portion, judgement, cause });
      }
    await this.exclusions.add(tx, left);
    return counted;
  }
}
