import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { LotStock } from '../../catalog/index';
import type { Actor, Tx } from '../../platform/index';
import { AnnouncedReservations } from '../../supply/index';
import { freightFen } from '../domain/freight';
import { totalFen } from '../domain/order';
import { partOf } from '../domain/order-harvest';
import { orderEvents } from '../domain/order.events';
import { orderRefusals } from '../domain/order.refusals';
import { ContractRevision } from './contract-revision';
import { agreedFreight, freightLine, OrderBook, orderedBase } from './order-book';
import { OrderBudget } from './order-budget';
import type { OrderLineValues } from './order-line.entity';
import type { Order } from './order.entity';

/** The buyer takes what came of a harvest: the order says the smaller quantity, in a new version both sign again. */
@Injectable()
export class HarvestDecision {
  constructor(
    private readonly book: OrderBook,
    private readonly budget: OrderBudget,
    private readonly announced: AnnouncedReservations,
    private readonly stock: LotStock,
    private readonly revision: ContractRevision,
  ) {}

  /** Of the announcements in `dropped` nothing is taken at all. Null: the buyer's time to answer is over. */
  async take(tx: Tx, actor: Actor | null, order: Order, dropped: readonly string[]): Promise<Order> {
    if (order.harvest !== 'CUT') refuse(orderRefusals.HARVEST_NOT_CUT(['orderId']));
    const lines = await this.book.lines(tx, order.id);
    const short = lines.filter(({ cutBase }) => cutBase > 0n);
    requireShort(short, dropped);
    const isDropped = (line: OrderLineValues) => dropped.includes(line.forwardSupplyId ?? '');
    const after = lines.map((line) =>
      isDropped(line) ? without(line, orderedBase(line)) : without(line, line.cutBase),
    );
    if (after.every((line) => orderedBase(line) === 0n))
      refuse(orderRefusals.NOTHING_TO_TAKE(['withoutForwardSupplyIds']));
    await this.budget.lockBeforeLots(tx, order);
    await this.free(
      tx,
      lines.filter(isDropped),
      short.filter((line) => !isDropped(line)),
    );
    await this.book.changeLines(tx, after);
    const moved = await this.revision.revise(tx, actor, order, 'takeHarvested', {
      ...amountsOf(order, after),
      contractSignedAt: null,
      cutAnswerOn: null,
      harvest: after.some((line) => line.lotId === null && orderedBase(line) > 0n) ? 'AWAITED' : null,
    });
    await this.budget.bringTo(tx, moved, totalFen(moved), actor);
    await this.book.tellOther(tx, moved, 'BUYER', 'CONTRACT_CHANGED');
    await this.book.publish(tx, moved, orderEvents.reduced);
    return moved;
  }

  private async free(
    tx: Tx,
    dropped: readonly OrderLineValues[],
    taken: readonly OrderLineValues[],
  ): Promise<void> {
    const waiting = dropped.filter(({ lotId }) => lotId === null);
    if (waiting.length > 0)
      await this.announced.release(
        tx,
        waiting.map(({ id }) => id),
      );
    if (taken.length > 0)
      await this.announced.forgetCuts(
        tx,
        taken.map(({ id, cutBase }) => ({ holderId: id, cutBase })),
      );
    if (dropped.length > 0)
      await this.stock.release(
        tx,
        dropped.map(({ id }) => ({ holderId: id, quantityBase: 'ALL' as const })),
      );
  }
}

function requireShort(short: readonly OrderLineValues[], dropped: readonly string[]): void {
  dropped.forEach((id, index) => {
    if (!short.some(({ forwardSupplyId }) => forwardSupplyId === id))
      refuse(orderRefusals.HARVEST_NOT_CUT(['withoutForwardSupplyIds', index]));
  });
}

/** The line with so much less ordered. */
function without(line: OrderLineValues, lessBase: bigint): OrderLineValues {
  const worth = { quantityBase: orderedBase(line), goodsFen: line.goodsFen, vatFen: line.vatFen };
  const { goodsFen, vatFen } = partOf(worth, worth.quantityBase - lessBase).part;
  return { ...line, goodsFen, vatFen, cancelledBase: line.cancelledBase + lessBase, cutBase: 0n };
}

function amountsOf(order: Order, lines: readonly OrderLineValues[]) {
  return {
    goodsFen: lines.reduce((sum, line) => sum + line.goodsFen, 0n),
    vatFen: lines.reduce((sum, line) => sum + line.vatFen, 0n),
    freightFen: freightFen(lines.map(freightLine), agreedFreight(order)),
  };
}
