import { Injectable } from '@nestjs/common';
import type { DomainEvent, Tx } from '../../platform/index';
import { orderEvents, orderStream } from '../../procurement/index';
import { COUNT_ORDER_EVENTS } from '../domain/reaction-names';
import { Bookkeeping, type Late } from './bookkeeping';
import { CountingEntries } from './counting-entries';
import type { NewEntry } from './new-entries';

const EVENTS = `SELECT event.kind, event.payload, (event.at AT TIME ZONE 'Asia/Shanghai')::date AS on FROM domain_events event`;

interface HandledEvent {
  kind: string;
  payload: Record<string, string>;
  on: string;
}

/** Judges orders again from the events counting has already handled, for portions that were left out before. */
@Injectable()
export class LatePortions {
  constructor(
    private readonly bookkeeping: Bookkeeping,
    private readonly entries: CountingEntries,
  ) {}

  /**
   * Settled lines first count whole, all orders in one statement, so that their totals are taken once and in order; the
   * refunds already handled are then reversed as they would have been. The caller holds the orders.
   */
  async count(tx: Tx, orderIds: readonly string[], cause: string, scheme: string): Promise<void> {
    const judged: NewEntry[] = [];
    const histories = new Map<string, HandledEvent[]>();
    for (const orderId of orderIds) {
      const events = await this.handled(tx, orderId);
      histories.set(orderId, events);
      judged.push(...(await this.judged(tx, orderId, events, { cause, scheme })));
    }
    await this.entries.write(tx, judged);
    for (const events of histories.values()) await this.takeBackRefunds(tx, events);
  }

  /** The refunds of an order before this event of it, taken back as they would have been. */
  async takeBackBefore(
    tx: Tx,
    { stream, sequence }: Pick<DomainEvent, 'stream' | 'sequence'>,
  ): Promise<void> {
    const events = await tx.query<HandledEvent>(
      `${EVENTS} WHERE event.stream = $1 AND event.sequence < $2 ORDER BY event.sequence`,
      [stream, sequence],
    );
    await this.takeBackRefunds(tx, events);
  }

  private async judged(
    tx: Tx,
    orderId: string,
    events: readonly HandledEvent[],
    late: Late,
  ): Promise<NewEntry[]> {
    const happened = (wanted: string) => events.find(({ kind }) => kind === wanted);
    const settled = happened(orderEvents.settled);
    if (settled) return this.bookkeeping.countedSettled(tx, settled.payload['settlementId'] ?? '', late);
    const paid = happened(orderEvents.paid);
    if (!paid || happened(orderEvents.cancelled)) return [];
    return this.bookkeeping.countedOrdered(tx, orderId, paid.on, late);
  }

  private async takeBackRefunds(tx: Tx, events: readonly HandledEvent[]): Promise<void> {
    for (const { kind, payload } of events) {
      if (kind !== orderEvents.settledLineRefunded) continue;
      const { settlementLineId = '', goodsFen = '0', lineRefundId = '' } = payload;
      await this.bookkeeping.takeBack(tx, settlementLineId, BigInt(goodsFen), {
        cause: `refund:${lineRefundId}`,
        reason: 'REFUND',
      });
    }
  }

  /** What waits behind the cursor is left to the reaction itself. */
  private handled(tx: Tx, orderId: string): Promise<HandledEvent[]> {
    return tx.query<HandledEvent>(
      `${EVENTS} JOIN reaction_cursors done ON done.stream = event.stream AND done.reaction = $2
       WHERE event.stream = $1 AND event.sequence <= done.last_sequence ORDER BY event.sequence`,
      [orderStream(orderId), COUNT_ORDER_EVENTS],
    );
  }
}
