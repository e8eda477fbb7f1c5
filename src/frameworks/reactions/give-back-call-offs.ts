import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { lesseningEvents, Orders } from '../../procurement/index';
import { FrameworkBook } from '../storage/framework-book';
import { FrameworkQuantities } from '../storage/framework-quantities';
import { GIVE_BACK_CALL_OFFS } from '../storage/give-back';

/**
 * What a call-off will not bring any more goes back to its framework lines. In a transaction of its own, after that of
 * the order: the framework is locked before orders everywhere. Until then the framework says less than is left, never more.
 */
@Reaction({ name: GIVE_BACK_CALL_OFFS, on: lesseningEvents })
export class GiveBackCallOffs implements Reacts {
  constructor(
    private readonly orders: Orders,
    private readonly book: FrameworkBook,
    private readonly quantities: FrameworkQuantities,
  ) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const orderId = String(event.payload['orderId']);
    const framework = await this.book.lockByOrder(tx, orderId);
    if (!framework) return;
    const live = await this.orders.calledOff(tx, orderId);
    const now = live.map(({ frameworkLineId, liveBase }) => ({
      lineId: frameworkLineId,
      quantityBase: liveBase,
    }));
    if (await this.quantities.lowerTo(tx, orderId, now)) await this.book.followQuantities(tx, framework);
  }
}
