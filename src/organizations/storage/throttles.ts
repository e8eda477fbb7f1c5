import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Clock, Database, FieldCipher } from '../../platform/index';
import type { Patience } from '../domain/patience';
import { signInRefusals } from '../domain/sign-in.refusals';

/** Something guessed at: whose delay grows with each failure. */
export interface Guess {
  readonly key: string;
  readonly patience: Patience;
}

/** Growing delays, kept in the database so that every process sees them; keys are hashed, for they name people. */
@Injectable()
export class Throttles {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly cipher: FieldCipher,
  ) {}

  /**
   * Takes one try, counted as a failure until it is forgiven; refuses TRY_LATER while the delay runs.
   * Counting first makes guesses sent all at once wait for each other on the row.
   */
  async take({ key, patience }: Guess, path: RefusalPath = []): Promise<void> {
    const now = this.clock.now();
    const forgetBefore = new Date(now.getTime() - patience.forgetAfterSeconds * 1000);
    const taken = await this.database.query(
      `INSERT INTO throttles AS t (key, failures, last_at, blocked_until) VALUES ($1, 1, $2, $2)
       ON CONFLICT (key) DO UPDATE SET last_at = excluded.last_at,
         failures = CASE WHEN t.last_at < $3 THEN 1 ELSE t.failures + 1 END,
         blocked_until = CASE WHEN t.last_at < $3 OR t.failures < $4 THEN $2
           ELSE $2 + make_interval(secs => least(2 ^ least(t.failures - $4, 30), $5)) END
       WHERE t.blocked_until <= $2 RETURNING key`,
      [this.hashed(key), now, forgetBefore, patience.free, patience.longestSeconds],
    );
    if (taken.length > 0) return;
    const row = await this.database.one<{ until: Date }>(
      'SELECT blocked_until AS until FROM throttles WHERE key = $1',
      [this.hashed(key)],
    );
    const wait = (row?.until.getTime() ?? 0) - now.getTime();
    refuse(signInRefusals.TRY_LATER({ seconds: Math.max(1, Math.ceil(wait / 1000)) }, path));
  }

  /** Takes back one counted try that was none. */
  async forgive({ key }: Guess): Promise<void> {
    await this.database.query(
      'UPDATE throttles SET failures = failures - 1, blocked_until = $2 WHERE key = $1 AND failures > 1',
      [this.hashed(key), this.clock.now()],
    );
  }

  async forget({ key }: Guess): Promise<void> {
    await this.database.query('DELETE FROM throttles WHERE key = $1', [this.hashed(key)]);
  }

  private hashed(key: string): string {
    return this.cipher.lookupHash(key);
  }
}
