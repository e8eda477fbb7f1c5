import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { notFound, type Actor, type Tx } from '../../platform/index';
import { Settlements } from '../../procurement/index';
import { countingRefusals } from '../domain/counting.refusals';
import { reasonText } from '../domain/count-reasons';
import type { Judgement, Portion } from '../domain/portion';
import { CountingEntries, type LiveEntry } from './counting-entries';
import { CountingPeriods } from './counting-periods';
import { Judge } from './judge';
import { Reattribution } from './reattribution.entity';

interface Move {
  readonly entry: LiveEntry;
  readonly portion: Portion;
  readonly judgement: Judgement;
}

/** Moves what is left of an order's portions to another unit: reversal and new entry, by the rules of the settlement date. */
@Injectable()
export class Reattributions {
  constructor(
    private readonly entries: CountingEntries,
    private readonly periods: CountingPeriods,
    private readonly settlements: Settlements,
    private readonly judge: Judge,
  ) {}

  /** Not there and not the actor's organization's are one answer. */
  async lock(tx: Tx, actor: Actor, id: string): Promise<Reattribution> {
    const found = await tx.manager.findOne(Reattribution, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!found || found.buyerId !== actor.organizationId) throw notFound(['reattributionId']);
    return found;
  }

  /** Everything the change would do, or why it cannot be done. */
  async plan(tx: Tx, orderId: string, toUnitId: string): Promise<Move[]> {
    const live = (await this.entries.ofOrder(tx, orderId)).filter(
      ({ kind, restFen }) => kind === 'CONFIRMED' && restFen > 0n,
    );
    if (live.length === 0) refuse(countingRefusals.NOTHING_TO_REATTRIBUTE(['orderId']));
    const moves: Move[] = [];
    for (const entry of live) moves.push(await this.move(tx, entry, toUnitId));
    return moves;
  }

  async carryOut(tx: Tx, moves: readonly Move[], reattributionId: string): Promise<void> {
    const cause = `reattribution:${reattributionId}`;
    for (const { entry, portion, judgement } of moves) {
      await this.entries.takeBack(tx, entry, entry.restFen, { cause, reason: 'REATTRIBUTION' });
      await this.entries.add(tx, portion, judgement, { attempt: entry.attempt + 1, cause });
    }
  }

  private async move(tx: Tx, entry: LiveEntry, toUnitId: string): Promise<Move> {
    const line = await this.settlements.line(tx, entry.portionId);
    if (!line) throw new Error(`the settled line ${entry.portionId} of an entry does not exist`);
    if (entry.unitId === toUnitId) refuse(countingRefusals.SAME_UNIT(['toUnitId']));
    if (!(await this.periods.isOpen(tx, entry.agreementId, entry.countedOn)))
      refuse(countingRefusals.PERIOD_CLOSED());
    const portion: Portion = {
      ...line,
      portionId: entry.portionId,
      countyCode: line.originCountyCode,
      unitId: toUnitId,
      amountFen: entry.restFen,
      on: line.settledOn,
    };
    const judgement = await this.judge.judge(tx, portion);
    const target = judgement.leaf;
    if (!target) refuse(countingRefusals.WOULD_NOT_COUNT(judgement.reasons.map(reasonText), ['toUnitId']));
    if (!(await this.periods.isOpen(tx, target.agreementId, portion.on)))
      refuse(countingRefusals.PERIOD_CLOSED());
    return { entry, portion, judgement };
  }
}
