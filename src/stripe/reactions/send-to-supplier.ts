import { PROVIDER_MONEY_SETTLED, type ProviderMoneySettled } from '../../payments/index';
import { Errands, Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { PLACE_CONNECT_TRANSFER } from '../domain/errands';
import { ConnectRows } from '../storage/connect-rows';
import { StripeClient } from '../storage/stripe-client';

/** The goods are accepted: what was captured for them goes to the supplier's account, if he has one. */
@Reaction({ name: 'send-to-supplier', on: [PROVIDER_MONEY_SETTLED] })
export class SendToSupplier implements Reacts {
  constructor(
    private readonly stripe: StripeClient,
    private readonly rows: ConnectRows,
    private readonly errands: Errands,
  ) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const { supplierId, captureIds } = event.payload as unknown as ProviderMoneySettled;
    if (!this.stripe.settings?.connect) return;
    const account = await this.rows.ofSupplier(tx, supplierId);
    if (account?.state === 'ACTIVE') await this.errands.ask(tx, PLACE_CONNECT_TRANSFER, captureIds);
  }
}
