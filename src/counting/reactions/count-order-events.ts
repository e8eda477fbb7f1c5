import { Reaction, businessDateOf, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { orderEvents } from '../../procurement/index';
import { COUNT_ORDER_EVENTS } from '../domain/reaction-names';
import { Bookkeeping } from '../storage/bookkeeping';
import { CountingEntries } from '../storage/counting-entries';

/** One reaction for all events of an order, so that one cursor keeps them in their order, whatever order the jobs ran in. */
@Reaction({
  name: COUNT_ORDER_EVENTS,
  on: [orderEvents.paid, orderEvents.settled, orderEvents.settledLineRefunded, orderEvents.cancelled],
})
export class CountOrderEvents implements Reacts {
  constructor(
    private readonly bookkeeping: Bookkeeping,
    private readonly entries: CountingEntries,
  ) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const { orderId, ...facts } = event.payload as Record<string, string>;
    if (!orderId) throw new Error(`${event.kind} names no order`);
    await this.entries.lockJudging(tx);
    await this.entries.lockOrder(tx, orderId);
    const cause = `event:${event.id}`;
    switch (event.kind) {
      case orderEvents.paid:
        return this.bookkeeping.countPaid(tx, orderId, businessDateOf(event.at), cause);
      case orderEvents.settled:
        return this.bookkeeping.countSettled(tx, orderId, said(facts, 'settlementId'), cause);
      case orderEvents.settledLineRefunded:
        return this.bookkeeping.takeBack(
          tx,
          said(facts, 'settlementLineId'),
          BigInt(said(facts, 'goodsFen')),
          {
            cause: `refund:${said(facts, 'lineRefundId')}`,
            reason: 'REFUND',
          },
        );
      case orderEvents.cancelled:
        return this.bookkeeping.voidProvisional(tx, orderId, { cause, reason: 'CANCELLED' });
      default:
        return;
    }
  }
}

function said(facts: Record<string, string | undefined>, name: string): string {
  const value = facts[name];
  if (value === undefined) throw new Error(`the event does not say its ${name}`);
  return value;
}
