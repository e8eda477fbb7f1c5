import { Clock, Database, Repeated, Transactions, oneByOne, type Ticks, type Tx } from '../../platform/index';
import { HoldBook } from '../storage/hold-book';
import { HoldDesk } from '../storage/hold-desk';
import { WaitingList } from '../storage/waiting-list';

const AT_ONCE = 100;

interface Due {
  readonly id: string;
  readonly parkId: string;
}

/** A hold nobody answered frees its slot, once: whoever waits for it is served in the same transaction. */
@Repeated({ name: 'expire-slot-holds', everySeconds: 60 })
export class ExpireSlotHolds implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly book: HoldBook,
    private readonly desk: HoldDesk,
    private readonly waiting: WaitingList,
  ) {}

  async tick(): Promise<void> {
    const due = await this.database.query<Due>(
      `SELECT id, park_id AS "parkId" FROM slot_holds WHERE state = 'HELD' AND expires_at <= $1
        ORDER BY expires_at, id LIMIT ${AT_ONCE}`,
      [this.clock.now()],
    );
    await oneByOne(due, (one) => this.transactions.run((tx) => this.expire(tx, one)));
  }

  private async expire(tx: Tx, due: Due): Promise<void> {
    const locked = await this.book.lock(tx, due);
    if (!locked || locked.hold.state !== 'HELD' || locked.hold.expiresAt > tx.at) return;
    const ended = await this.book.end(tx, null, locked.hold, { verb: 'expire', as: 'EXPIRED' });
    await this.desk.tell(tx, ended, 'PARK', 'SLOT_HOLD_EXPIRED');
    await this.desk.tell(tx, ended, 'INVESTOR', 'SLOT_HOLD_EXPIRED');
    await this.waiting.serve(tx, locked.park);
  }
}
