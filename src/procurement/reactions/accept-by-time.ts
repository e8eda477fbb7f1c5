import { Refused } from '../../../libs/workflow/src/index';
import {
  Clock,
  Database,
  Repeated,
  Transactions,
  businessDateOf,
  oneByOne,
  type BusinessDate,
  type Ticks,
} from '../../platform/index';
import { HeldUpAcceptance } from '../storage/held-up-acceptance';
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
    private readonly heldUp: HeldUpAcceptance,
  ) {}

  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const waiting = await this.database.query<{ id: string }>(
      `SELECT s.id FROM shipments s JOIN orders o ON o.id = s.order_id
       WHERE s.state = 'ARRIVED' AND o.state <> 'DISPUTED' AND s.arrived_at < $1
       ORDER BY s.held_up_at NULLS FIRST, s.arrived_at, s.id LIMIT ${AT_ONCE}`,
      [this.clock.now()],
    );
    await oneByOne(waiting, ({ id }) => this.follow(id, today));
  }

  /** What the buyer's budget does not bear is tried again at every turn, after all that was not held up yet. */
  private async follow(id: string, today: BusinessDate): Promise<void> {
    try {
      await this.transactions.run((tx) => this.acceptance.follow(tx, id, today));
    } catch (error) {
      if (!isForBuyer(error)) throw error;
      await this.transactions.run((tx) => this.heldUp.note(tx, id));
    }
  }
}

function isForBuyer(error: unknown): boolean {
  return error instanceof Refused && error.refusals.some(({ code }) => code === 'BUYER_MUST_DECIDE');
}
