import { Events, Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { FORWARD_SUPPLY_EVENTS } from '../../supply/index';
import { orderEvents, orderStream } from '../domain/order.events';

const { certify, fulfil, shrink, withdraw } = FORWARD_SUPPLY_EVENTS;

/** Tells every order that waits for a harvest that something became of it: each follows alone, under its own lock. */
@Reaction({ name: 'pass-on-harvests', on: [certify, fulfil, shrink, withdraw] })
export class PassOnHarvests implements Reacts {
  constructor(private readonly events: Events) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const forwardSupplyId = String(event.payload['forwardSupplyId']);
    const waiting = await tx.query<{ id: string }>(
      `SELECT DISTINCT o.id FROM order_lines l JOIN orders o ON o.id = l.order_id
        WHERE l.forward_supply_id = $1 AND l.lot_id IS NULL AND o.harvest IS NOT NULL ORDER BY o.id`,
      [forwardSupplyId],
    );
    await this.events.publishAll(
      tx,
      waiting.map(({ id }) => ({
        stream: orderStream(id),
        kind: orderEvents.harvestMoved,
        payload: { orderId: id, forwardSupplyId },
      })),
    );
  }
}
