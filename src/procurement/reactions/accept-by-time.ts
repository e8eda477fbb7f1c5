import { Refused } from '../../../libs/workflow/src/index';
import {
  Clock,
  Database,
  Repeated,
  Transactions,
  businessDateOf,
  oneByOne,
  type Ticks,
} from '../../platform/index';
import { TimedAcceptance } from '../storage/timed-acceptance';

const AT_ONCE = 200;

/** Reminds a silent buyer twice and then accepts the dispatched weight in his place, marked so. */
@Repeated({ name: 'accept-by-time', everySeconds: 60 })
export class AcceptByTime implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly acceptance: TimedAcceptance,
  ) {}

  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const waiting = await this.database.query<{ id: string }>(
      `SELECT s.id FROM shipments s JOIN orders o ON o.id = s.order_id
       WHERE s.state = 'ARRIVED' AND o.state <> 'DISPUTED' AND s.arrived_at < $1
       ORDER BY s.arrived_at, s.id LIMIT ${AT_ONCE}`,
      [this.clock.now()],
    );
    await oneByOne(waiting, async ({ id }) => {
      try {
        await this.transactions.run((tx) => this.acceptance.follow(tx, id, today));
      } catch (error) {
        // What a rule refuses, a budget that is spent, waits for the buyer; the others do not wait for him.
        if (!(error instanceof Refused)) throw error;
      }
    });
  }
}
