import type { TestApp } from './app';
import type { Goods } from './goods';
import { OrderHistory, type WrittenOrder } from './order-events';
import { PLACES, type People } from './people';
import { sellingVerbs } from './selling';

/** Orders that count, and the county's recall of a lot they stand on. */
export class Recalls {
  readonly history: OrderHistory;

  constructor(
    private readonly app: TestApp,
    private readonly people: People,
  ) {
    this.history = new OrderHistory(app);
  }

  place(goods: readonly Goods[], fen: readonly bigint[]): Promise<WrittenOrder> {
    const { buyer } = this.people;
    return this.history.place({
      buyerId: buyer.id,
      unitId: buyer.unitId,
      placedBy: buyer.clerk.id,
      goods,
      fen,
      countyCode: PLACES.westCounty,
    });
  }

  /** Paid, settled and counted. */
  async settled(goods: readonly Goods[], fen: readonly bigint[]): Promise<WrittenOrder> {
    const order = await this.place(goods, fen);
    await this.history.pay(order);
    await this.history.settle(order, fen);
    await this.app.settle();
    return order;
  }

  /** Over HTTP; what follows from it has not happened yet. */
  async recall(lotId: string): Promise<void> {
    const answer = await sellingVerbs(this.app, () => this.people).does(this.people.agri, 'recallLot', {
      lotId,
      expectedVersion: await this.versionOf(lotId),
      reason: 'UNSAFE',
    });
    expect(answer.refusals).toEqual([]);
  }

  async versionOf(lotId: string): Promise<number> {
    const lot = await this.app.database.one<{ version: number }>('SELECT version FROM lots WHERE id = $1', [
      lotId,
    ]);
    return lot?.version ?? 0;
  }
}
