import { Refused } from '../../../libs/workflow/src/index';
import {
  Clock,
  Repeated,
  Transactions,
  businessDateOf,
  oneByOne,
  type BusinessDate,
  type Ticks,
} from '../../platform/index';
import { DueShipments } from '../storage/due-shipments';
import { HeldUpAcceptance } from '../storage/held-up-acceptance';
import { TimedAcceptance } from '../storage/timed-acceptance';

const AT_ONCE = 200;
const HELD_UP_AT_ONCE = 50;

/** Reminds a silent buyer twice and then accepts the dispatched weight in his place, marked so. */
@Repeated({ name: 'accept-by-time', everySeconds: 60 })
export class AcceptByTime implements Ticks {
  constructor(
    private readonly shipments: DueShipments,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly acceptance: TimedAcceptance,
    private readonly heldUp: HeldUpAcceptance,
  ) {}

  /** Two lists, so that neither those never tried nor those held up keep the others from their turn. */
  async tick(): Promise<void> {
    const today = businessDateOf(this.clock.now());
    const due = [
      ...(await this.shipments.neverHeldUp(today, AT_ONCE)),
      ...(await this.shipments.longestHeldUp(today, HELD_UP_AT_ONCE)),
    ];
    await oneByOne(due, (id) => this.follow(id, today));
  }

  /** What the buyer's budget does not bear is tried again, those first that have waited longest for another try. */
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
