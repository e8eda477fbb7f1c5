import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import { AnnouncedReservations, type ReservedHarvest } from '../../supply/index';
import { standingOf } from '../domain/order-harvest';
import { ContractSigned } from './contract-signed';
import { CutAnswers } from './cut-answers';
import { LotTakeover } from './lot-takeover';
import { OrderBook, orderedBase } from './order-book';
import { OrderBudget } from './order-budget';
import type { OrderLine } from './order-line.entity';
import type { Order } from './order.entity';

/**
 * Brings an order to where its reservations are: supply moved them to lots, or cut them, under the line's own id. What
 * came of a line becomes lines of the lots; what still waits and what is cut stays where it was.
 */
@Injectable()
export class HarvestedLines {
  constructor(
    private readonly book: OrderBook,
    private readonly announced: AnnouncedReservations,
    private readonly budget: OrderBudget,
    private readonly lots: LotTakeover,
    private readonly signed: ContractSigned,
    private readonly answers: CutAnswers,
  ) {}

  async follow(tx: Tx, order: Order): Promise<void> {
    const lines = await this.book.lines(tx, order.id);
    const waiting = lines.filter((line) => line.lotId === null && orderedBase(line) > 0n);
    const ids = waiting.map(({ id }) => id);
    // It may have to give its budget back: everybody locks budgets before stock.
    await this.budget.lockBeforeLots(tx, order);
    const reserved = await this.announced.heldUnderLock(tx, ids);
    if (await this.failed(tx, order, lines, reserved)) return;
    const brought = await this.lots.takeOver(tx, lines, waiting, reserved);
    await this.stand(tx, order, reserved, brought, waiting);
  }

  /** Nothing at all is left of the order: it ends, and everything it took is free. */
  private async failed(
    tx: Tx,
    order: Order,
    lines: readonly OrderLine[],
    reserved: readonly ReservedHarvest[],
  ): Promise<boolean> {
    const cut = reserved.reduce((sum, { cutBase }) => sum + cutBase, 0n);
    const ordered = lines.reduce((sum, line) => sum + orderedBase(line), 0n);
    if (cut < ordered) return false;
    await this.answers.nothingLeft(tx, order);
    return true;
  }

  private async stand(
    tx: Tx,
    order: Order,
    reserved: readonly ReservedHarvest[],
    brought: boolean,
    before: readonly OrderLine[],
  ): Promise<void> {
    const harvest = standingOf(reserved);
    const known = before.reduce((sum, { cutBase }) => sum + cutBase, 0n);
    const cut = reserved.reduce((sum, { cutBase }) => sum + cutBase, 0n) - known;
    if (!brought && cut === 0n && harvest === order.harvest) return;
    const cutAnswerOn = cut > 0n ? await this.answers.dueOn(tx, order) : order.cutAnswerOn;
    const changes = { harvest, cutAnswerOn };
    const moved = await this.book.move(tx, order, 'followHarvest', { actor: null, changes });
    if (cut > 0n) await this.book.tellBoth(tx, moved, 'HARVEST_CUT', { answerBy: cutAnswerOn ?? '' });
    if (brought) await this.book.tellBoth(tx, moved, 'HARVEST_CERTIFIED');
    await this.signed.askForMoney(tx, moved);
  }
}
