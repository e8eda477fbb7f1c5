import { businessDateOf } from '../clock/business-date';
import { Clock } from '../clock/clock';
import { Repeated, type Ticks } from '../jobs/reaction';
import { keptSince } from '../privacy/retention';
import { Database } from './database';

const MOST_AT_ONCE = 5000;

/** Keys of commands nobody will ask about again. A worker that stood still catches up hour by hour. */
@Repeated({ name: 'forget-old-keys', everySeconds: 3600 })
export class ForgetOldKeys implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async tick(): Promise<void> {
    const now = this.clock.now();
    await this.database.query(
      `DELETE FROM idempotency_keys WHERE ctid = ANY(ARRAY(
         SELECT ctid FROM idempotency_keys WHERE created_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED))`,
      [keptSince('IDEMPOTENCY_KEY', now, businessDateOf(now)), MOST_AT_ONCE],
    );
  }
}
