import { Clock, Database, Repeated, type Ticks } from '../../platform/index';

const DAY_MS = 24 * 60 * 60 * 1000;
// Longer than the longest time any delay is remembered.
const TRIES_KEPT_MS = 2 * DAY_MS;

/** Counted tries and the refresh tokens of sessions long over are of no use to anybody. */
@Repeated({ name: 'forget-old-tries', everySeconds: 3600 })
export class ForgetOldTries implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async tick(): Promise<void> {
    const now = this.clock.now().getTime();
    await this.database.query('DELETE FROM throttles WHERE last_at < $1', [new Date(now - TRIES_KEPT_MS)]);
    await this.database.query(
      `DELETE FROM refresh_tokens t USING sessions s
        WHERE s.id = t.session_id AND least(s.expires_at, s.ended_at) < $1`,
      [new Date(now - DAY_MS)],
    );
  }
}
