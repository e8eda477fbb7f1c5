import { PROVIDER_MONEY_SETTLED, type ProviderMoneySettled } from '../../payments/index';
import { Errands, Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { PLACE_CONNECT_TRANSFER } from '../domain/errands';
import { ConnectRows } from '../storage/connect-rows';

/**
 * The goods are accepted: what was captured for them goes to the supplier's account, if he has one. Whoever hears of it
 * need not be the one who may ask Stripe.
 */
@Reaction({ name: 'send-to-supplier', on: [PROVIDER_MONEY_SETTLED] })
export class SendToSupplier implements Reacts {
  constructor(
    private readonly rows: ConnectRows,
    private readonly errands: Errands,
  ) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const { supplierId, captureIds } = event.payload as unknown as ProviderMoneySettled;
    const account = await this.rows.ofSupplier(tx, supplierId);
    if (account?.state === 'ACTIVE') await this.errands.ask(tx, PLACE_CONNECT_TRANSFER, captureIds);
  }
}
