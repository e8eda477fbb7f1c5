import { Database, Repeated, Transactions, oneByOne, type Ticks } from '../../platform/index';
import { ConnectPart } from '../storage/connect-part';

/** A payout that came back while another statement took off of it is booked as soon as that one is through. */
@Repeated({ name: 'finish-connect-returns', everySeconds: 60 })
export class FinishConnectReturns implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly part: ConnectPart,
  ) {}

  async tick(): Promise<void> {
    const waiting = await this.database.query<{ id: string }>(
      'SELECT id FROM payout_statements WHERE connect_return_waits ORDER BY connect_paid_at, id',
    );
    await oneByOne(waiting, ({ id }) => this.transactions.run((tx) => this.part.finishReturn(tx, id)));
  }
}
