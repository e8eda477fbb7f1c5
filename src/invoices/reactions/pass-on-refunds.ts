import { Events, Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { orderEvents, orderStream } from '../../procurement/index';
import { invoiceEvents } from '../domain/invoice.events';

/** What was invoiced for too little may be right once the rest is refunded. */
@Reaction({ name: 'pass-on-refunds-to-invoices', on: [orderEvents.settledLineRefunded] })
export class PassOnRefunds implements Reacts {
  constructor(private readonly events: Events) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const orderId = String(event.payload['orderId']);
    const invoiced = await tx.query('SELECT FROM invoice_lines WHERE order_id = $1 LIMIT 1', [orderId]);
    if (invoiced.length === 0) return;
    await this.events.publish(tx, {
      stream: orderStream(orderId),
      kind: invoiceEvents.moved,
      payload: { orderId },
    });
  }
}
