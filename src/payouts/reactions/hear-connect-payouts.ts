import { Reaction, type DomainEvent, type Reacts, type Tx } from '../../platform/index';
import { CONNECT_PAYOUT_FAILED, CONNECT_PAYOUT_PAID, type ConnectPayoutEnded } from '../../stripe/index';
import { ConnectPart } from '../storage/connect-part';

@Reaction({ name: 'hear-connect-payouts', on: [CONNECT_PAYOUT_PAID, CONNECT_PAYOUT_FAILED] })
export class HearConnectPayouts implements Reacts {
  constructor(private readonly part: ConnectPart) {}

  async handle(tx: Tx, event: DomainEvent): Promise<void> {
    const { statementId, attempt, endedAt } = event.payload as unknown as ConnectPayoutEnded;
    const news = { statementId, attempt, endedAt: new Date(endedAt) };
    await (event.kind === CONNECT_PAYOUT_PAID ? this.part.arrived(tx, news) : this.part.failed(tx, news));
  }
}
