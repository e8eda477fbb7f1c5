import { Injectable } from '@nestjs/common';
import { addDays, businessDateOf, type BusinessDate, type Tx } from '../../platform/index';
import { Ending } from './ending';
import { HarvestDecision } from './harvest-decision';
import { OrderBook } from './order-book';
import { OrderRules } from './order-rules';
import type { Order } from './order.entity';

/**
 * How long a cut waits for the buyer's answer. His contract says what silence means: the order stands with what there is,
 * in a new version that binds nobody before both have signed it. He may cancel it without fault until then.
 */
@Injectable()
export class CutAnswers {
  constructor(
    private readonly book: OrderBook,
    private readonly rules: OrderRules,
    private readonly decision: HarvestDecision,
    private readonly ending: Ending,
  ) {}

  /** The last day to answer what is cut today. */
  async dueOn(tx: Tx, { placedOn }: Pick<Order, 'placedOn'>): Promise<BusinessDate> {
    return addDays(businessDateOf(tx.at), await this.rules.days(tx, 'HARVEST_CUT_ANSWER_DAYS', placedOn));
  }

  /** There is nothing to answer: the order ends. */
  async nothingLeft(tx: Tx, order: Order): Promise<void> {
    await this.book.tellBoth(tx, order, 'HARVEST_CUT');
    await this.ending.end(tx, order, 'failHarvest', null, 'HARVEST_FAILED');
  }

  async follow(tx: Tx, orderId: string, today: BusinessDate): Promise<void> {
    const order = await this.book.lock(tx, orderId);
    if (order?.harvest !== 'CUT') return;
    // Cut before there was a day: it begins now, and is told.
    if (order.cutAnswerOn === null) return this.begin(tx, order);
    if (order.cutAnswerOn >= today) return;
    const taken = await this.decision.take(tx, null, order, []);
    await this.book.tellBoth(tx, taken, 'HARVEST_CUT_TAKEN_BY_TIME');
  }

  private async begin(tx: Tx, order: Order): Promise<void> {
    const cutAnswerOn = await this.dueOn(tx, order);
    const moved = await this.book.move(tx, order, 'followHarvest', { actor: null, changes: { cutAnswerOn } });
    await this.book.tellBoth(tx, moved, 'HARVEST_CUT', { answerBy: cutAnswerOn });
  }
}
