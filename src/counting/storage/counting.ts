import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import { subjectOf, type Portion } from '../domain/portion';
import type { TakingBack } from '../domain/reversal-reasons';
import { Bookkeeping } from './bookkeeping';
import { CountingEntries } from './counting-entries';

/** The door for portions that are no order's. What is there already stays as it is: each call may run again. */
@Injectable()
export class Counting {
  constructor(
    private readonly entries: CountingEntries,
    private readonly bookkeeping: Bookkeeping,
  ) {}

  /** Judges portions in every scheme, or only in one, and books what counts; the rest is kept with its reasons. */
  async count(tx: Tx, portions: readonly Portion[], cause: string, only?: string): Promise<void> {
    await this.entries.lockJudging(tx);
    const subjects = [...new Set(portions.map(({ source }) => subjectOf(source)))].toSorted();
    await this.entries.lockOrders(tx, subjects);
    await this.entries.write(tx, await this.bookkeeping.counted(tx, portions, cause, only));
  }

  /** In every scheme the portion counts in, never more than is left; the caller names the order or claim it is of. */
  async takeBack(
    tx: Tx,
    { portionId, subjectId, fen }: { portionId: string; subjectId: string; fen: bigint },
    why: TakingBack,
  ): Promise<void> {
    await this.entries.lockOrder(tx, subjectId);
    await this.bookkeeping.takeBack(tx, portionId, fen, why);
  }
}
