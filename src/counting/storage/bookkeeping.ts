import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import { Orders, Settlements, type SettledLine } from '../../procurement/index';
import type { Portion } from '../domain/portion';
import type { TakingBack } from '../domain/reversal-reasons';
import { CountingEntries } from './counting-entries';
import { CountingExclusions, recallCause } from './counting-exclusions';
import { Judge } from './judge';

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
    await this.countOrdered(tx, orderId, on, cause);
  }

  /** Every order line that does not stand yet. */
  async countOrdered(tx: Tx, orderId: string, on: string, cause: string): Promise<void> {
    const lines = await this.orders.lines(tx, orderId);
    await this.count(
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
    await this.voidProvisional(tx, orderId, { cause, reason: 'SETTLED' });
    await this.countLines(tx, orderId, await this.settlements.lines(tx, settlementId), cause);
  }

  async countLines(tx: Tx, orderId: string, lines: readonly SettledLine[], cause: string): Promise<void> {
    await this.count(
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

  async voidProvisional(tx: Tx, orderId: string, why: TakingBack): Promise<void> {
    for (const entry of await this.entries.ofOrder(tx, orderId))
      if (entry.kind === 'PROVISIONAL') await this.entries.takeBack(tx, entry, entry.restFen, why);
  }

  /** A refund of money that never counted reverses nothing; another reverses its goods part, never more than is left. */
  async reverse(tx: Tx, orderId: string, portionId: string, fen: bigint, cause: string): Promise<void> {
    const entry = (await this.entries.ofOrder(tx, orderId)).find((live) => live.portionId === portionId);
    if (entry) await this.entries.takeBack(tx, entry, fen, { cause, reason: 'REFUND' });
  }

  /** Recalled: what is left of every portion of the lot is taken back, and said not to count from then on. */
  async recall(tx: Tx, orderId: string, lotId: string): Promise<void> {
    const cause = recallCause(lotId);
    for (const entry of await this.entries.ofOrder(tx, orderId)) {
      if (entry.lotId !== lotId) continue;
      const taken = await this.entries.takeBack(tx, entry, entry.restFen, { cause, reason: 'RECALL' });
      if (taken > 0n) await this.exclusions.addRecalled(tx, entry, taken, cause);
    }
  }

  private async count(tx: Tx, orderId: string, portions: readonly Portion[], cause: string): Promise<void> {
    const known = new Set((await this.entries.ofOrder(tx, orderId)).map((entry) => entry.portionId));
    for (const portion of portions) {
      if (portion.amountFen === 0n || known.has(portion.portionId)) continue;
      const judgement = await this.judge.judge(tx, portion);
      if (judgement.leaf) await this.entries.add(tx, portion, judgement, { attempt: 1, cause });
      else await this.exclusions.add(tx, portion, judgement, cause);
    }
  }
}
