import {
  Clock,
  Database,
  Repeated,
  businessDateOf,
  keptSince,
  type Retained,
  type Ticks,
} from '../../platform/index';

const MOST_AT_ONCE = 2000;
const LONGEST_TURN_MS = 20_000;

/** Rows of one kind that are of no use to anybody since an instant, the oldest first. */
const FORGOTTEN: readonly (readonly [Retained, string])[] = [
  [
    'SIGN_IN_TRY',
    'DELETE FROM throttles WHERE key IN (SELECT key FROM throttles WHERE last_at < $1 ORDER BY last_at LIMIT $2)',
  ],
  [
    'REFRESH_TOKEN',
    `DELETE FROM refresh_tokens WHERE token_hash IN (
       SELECT t.token_hash FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id
        WHERE least(s.expires_at, s.ended_at) < $1 LIMIT $2)`,
  ],
  [
    'ENDED_SESSION',
    `DELETE FROM sessions WHERE id IN (SELECT id FROM sessions s WHERE expires_at < $1
        AND NOT EXISTS (SELECT FROM refresh_tokens t WHERE t.session_id = s.id) ORDER BY expires_at LIMIT $2)`,
  ],
  [
    'DEAD_INVITATION',
    'DELETE FROM invitations WHERE id IN (SELECT id FROM invitations WHERE accepted_at IS NULL AND expires_at < $1 LIMIT $2)',
  ],
];

/** Counted tries, tokens, sessions and invitations long over: step by step while there are full ones, so that nobody waits for it. */
@Repeated({ name: 'forget-old-tries', everySeconds: 3600 })
export class ForgetOldTries implements Ticks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async tick(): Promise<void> {
    const now = this.clock.now();
    const end = performance.now() + LONGEST_TURN_MS;
    for (const [what, sql] of FORGOTTEN) {
      const since = keptSince(what, now, businessDateOf(now));
      let forgotten = MOST_AT_ONCE;
      while (forgotten === MOST_AT_ONCE && performance.now() < end)
        forgotten = (await this.database.query(`${sql} RETURNING 1`, [since, MOST_AT_ONCE])).length;
    }
  }
}
