import { businessDateOf } from '../clock/business-date';
import { Clock } from '../clock/clock';
import { Repeated, type Ticks } from '../jobs/reaction';
import { keptSince } from '../privacy/retention';
import { Database } from './database';

const MOST_AT_ONCE = 5000;
const LONGEST_TURN_MS = 20_000;

/** Keys of commands nobody will ask about again, batch by batch while there are full ones; what is left waits an hour. */
@Repeated({ name: 'forget-old-keys', everySeconds: 3600 })
export class ForgetOldKeys implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async tick(): Promise<void> {
    const now = this.clock.now();
    const since = keptSince('IDEMPOTENCY_KEY', now, businessDateOf(now));
    const end = performance.now() + LONGEST_TURN_MS;
    let forgotten = MOST_AT_ONCE;
    while (forgotten === MOST_AT_ONCE && performance.now() < end) forgotten = await this.forget(since);
  }

  private async forget(since: Date): Promise<number> {
    const gone = await this.database.query(
      `DELETE FROM idempotency_keys WHERE ctid = ANY(ARRAY(
         SELECT ctid FROM idempotency_keys WHERE created_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED)) RETURNING 1`,
      [since, MOST_AT_ONCE],
    );
    return gone.length;
  }
}
