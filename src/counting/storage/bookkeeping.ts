import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import { Orders, Settlements, type SettledLine } from '../../procurement/index';
import type { Portion } from '../domain/portion';
import type { TakingBack } from '../domain/reversal-reasons';
import { CountingEntries, type LiveEntry } from './counting-entries';
import { CountingExclusions, recallCause } from './counting-exclusions';
import { Judge } from './judge';
import type { NewEntry } from './new-entries';

/** What an event of an order means for counting. Each method may run again: what is there already stays as it is. */
@Injectable()
export class Bookkeeping {
  constructor(
    private readonly orders: Orders,
    private readonly settlements: Settlements,
    private readonly entries: CountingEntries,
    private readonly exclusions: CountingExclusions,
    private readonly judge: Judge,
  ) {}

  /** Paid: every order line stands provisionally, judged for the day it was first paid. */
  async countPaid(tx: Tx, orderId: string, on: string, cause: string): Promise<void> {
    const judged = (await this.entries.ofOrder(tx, orderId)).length > 0;
    if (judged || (await this.exclusions.knows(tx, orderId))) return;
    await this.entries.write(tx, await this.countedOrdered(tx, orderId, on, cause));
  }

  /** Every order line that does not stand yet and counts, to be written. */
  async countedOrdered(tx: Tx, orderId: string, on: string, cause: string): Promise<NewEntry[]> {
    const lines = await this.orders.lines(tx, orderId);
    return this.counted(
      tx,
      orderId,
      lines.map((line) => ({
        ...line,
        countyCode: line.originCountyCode,
        portionId: line.orderLineId,
        settlementLineId: null,
        amountFen: line.goodsFen,
        on,
        automatic: false,
      })),
      cause,
    );
  }

  /** Settled: provisional entries are voided by new rows, and every settled line is judged for the settlement date. */
  async countSettled(tx: Tx, orderId: string, settlementId: string, cause: string): Promise<void> {
    const voided = await this.voided(tx, orderId, { cause, reason: 'SETTLED' });
    const lines = await this.settlements.lines(tx, settlementId);
    await this.entries.write(tx, [...voided, ...(await this.countedLines(tx, orderId, lines, cause))]);
  }

  async voidProvisional(tx: Tx, orderId: string, why: TakingBack): Promise<void> {
    await this.entries.write(tx, await this.voided(tx, orderId, why));
  }

  /** A refund of money that never counted reverses nothing; another reverses its goods part, never more than is left. */
  async reverse(tx: Tx, orderId: string, portionId: string, fen: bigint, cause: string): Promise<void> {
    const entry = (await this.entries.ofOrder(tx, orderId)).find((live) => live.portionId === portionId);
    if (!entry) return;
    await this.entries.write(tx, await this.entries.takenBack(tx, entry, fen, { cause, reason: 'REFUND' }));
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

  private async voided(tx: Tx, orderId: string, why: TakingBack): Promise<NewEntry[]> {
    const voided: NewEntry[] = [];
    for (const entry of await this.entries.ofOrder(tx, orderId))
      if (entry.kind === 'PROVISIONAL')
        voided.push(...(await this.entries.takenBack(tx, entry, entry.restFen, why)));
    return voided;
  }

  /** Every settled line that does not stand yet and counts, to be written. */
  countedLines(tx: Tx, orderId: string, lines: readonly SettledLine[], cause: string): Promise<NewEntry[]> {
    return this.counted(
      tx,
      orderId,
      lines.map((line) => ({
        ...line,
        countyCode: line.originCountyCode,
        portionId: line.settlementLineId,
        amountFen: line.goodsFen,
        on: line.settledOn,
      })),
      cause,
    );
  }

  /** The portions that count, to be written; what does not count is kept with its reasons. */
  private async counted(
    tx: Tx,
    orderId: string,
    portions: readonly Portion[],
    cause: string,
  ): Promise<NewEntry[]> {
    const known = new Set((await this.entries.ofOrder(tx, orderId)).map((entry) => entry.portionId));
    const counted: NewEntry[] = [];
    for (const portion of portions) {
      if (portion.amountFen === 0n || known.has(portion.portionId)) continue;
      const judgement = await this.judge.judge(tx, portion);
      if (judgement.leaf)
        counted.push(await this.entries.counted(tx, portion, judgement, { attempt: 1, cause }));
      else await this.exclusions.add(tx, portion, judgement, cause);
    }
    return counted;
  }
}
