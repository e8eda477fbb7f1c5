import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { lesseningEvents, Orders } from '../../procurement/index';
import { GIVE_BACK_MANDATES } from '../storage/give-back';
import { HubQuantities } from '../storage/hub-quantities';

/** What an order will not bring any more comes back to the mandates it was offered under. Until then less is left, never more. */
@Reaction({ name: GIVE_BACK_MANDATES, on: lesseningEvents })
export class GiveBackMandates implements Reacts {
  constructor(
    private readonly orders: Orders,
    private readonly quantities: HubQuantities,
  ) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const orderId = String(event.payload['orderId']);
    const held = await tx.query('SELECT FROM hub_mandate_orders WHERE order_id = $1 LIMIT 1', [orderId]);
    if (held.length === 0) return;
    const live = await this.orders.liveGoods(tx, [orderId]);
    const bases = new Map(live.map(({ productId, liveBase }) => [productId, liveBase]));
    await this.quantities.lowerTo(tx, orderId, bases);
  }
}
