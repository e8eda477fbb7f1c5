import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/index';
import { Settlements, orderEvents, orderStream } from '../../procurement/index';
import { COUNT_ORDER_EVENTS } from '../domain/reaction-names';
import { Bookkeeping } from './bookkeeping';

interface HandledEvent {
  kind: string;
  payload: Record<string, string>;
  on: string;
}

/** Judges an order again from the events counting has already handled, for portions that were left out before. */
@Injectable()
export class LatePortions {
  constructor(
    private readonly settlements: Settlements,
    private readonly bookkeeping: Bookkeeping,
  ) {}

  /** Settled lines first count whole; the refunds already handled are then reversed as they would have been. */
  async count(tx: Tx, orderId: string, cause: string): Promise<void> {
    const events = await this.handled(tx, orderId);
    const settled = events.find(({ kind }) => kind === orderEvents.settled);
    if (!settled) return this.countProvisional(tx, orderId, events, cause);
    const lines = await this.settlements.lines(tx, settled.payload['settlementId'] ?? '');
    await this.bookkeeping.countLines(tx, orderId, lines, cause);
    for (const { kind, payload } of events) {
      if (kind !== orderEvents.settledLineRefunded) continue;
      const { settlementLineId = '', goodsFen = '0', lineRefundId = '' } = payload;
      await this.bookkeeping.reverse(
        tx,
        orderId,
        settlementLineId,
        BigInt(goodsFen),
        `refund:${lineRefundId}`,
      );
    }
  }

  private async countProvisional(
    tx: Tx,
    orderId: string,
    events: readonly HandledEvent[],
    cause: string,
  ): Promise<void> {
    const paid = events.find(({ kind }) => kind === orderEvents.paid);
    if (!paid || events.some(({ kind }) => kind === orderEvents.cancelled)) return;
    await this.bookkeeping.countOrdered(tx, orderId, paid.on, cause);
  }

  /** What waits behind the cursor is left to the reaction itself. */
  private handled(tx: Tx, orderId: string): Promise<HandledEvent[]> {
    return tx.query<HandledEvent>(
      `SELECT event.kind, event.payload, (event.at AT TIME ZONE 'Asia/Shanghai')::date AS on
       FROM domain_events event JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = $2
       WHERE event.stream = $1 AND event.sequence <= done.last_sequence ORDER BY event.sequence`,
      [orderStream(orderId), COUNT_ORDER_EVENTS],
    );
  }
}
