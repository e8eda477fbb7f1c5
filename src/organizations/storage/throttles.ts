import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Clock, Database, FieldCipher } from '../../platform/index';
import { delaySeconds, type Patience } from '../domain/patience';
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

  /** Refuses TRY_LATER while any of the guesses still has to wait. */
  async requirePatience(guesses: readonly Guess[], path: RefusalPath = []): Promise<void> {
    const now = this.clock.now();
    const rows = await this.database.query<{ blockedUntil: Date }>(
      'SELECT blocked_until AS "blockedUntil" FROM throttles WHERE key = ANY($1) AND blocked_until > $2',
      [guesses.map((guess) => this.hashed(guess)), now],
    );
    const wait = Math.max(0, ...rows.map((row) => row.blockedUntil.getTime() - now.getTime()));
    if (wait > 0) refuse(signInRefusals.TRY_LATER({ seconds: Math.ceil(wait / 1000) }, path));
  }

  /** Counts one more failure (or use) of each; a guess long ago is forgotten. */
  async count(guesses: readonly Guess[]): Promise<void> {
    const now = this.clock.now();
    for (const guess of [...guesses].sort((a, b) => a.key.localeCompare(b.key))) {
      const rows = await this.database.query<{ failures: number }>(
        `INSERT INTO throttles AS t (key, failures, last_at, blocked_until) VALUES ($1, 1, $2, $2)
         ON CONFLICT (key) DO UPDATE SET last_at = excluded.last_at,
           failures = CASE WHEN t.last_at < $3 THEN 1 ELSE t.failures + 1 END
         RETURNING failures`,
        [this.hashed(guess), now, new Date(now.getTime() - guess.patience.forgetAfterSeconds * 1000)],
      );
      const seconds = delaySeconds(rows[0]?.failures ?? 1, guess.patience);
      if (seconds > 0)
        await this.database.query('UPDATE throttles SET blocked_until = $2 WHERE key = $1', [
          this.hashed(guess),
          new Date(now.getTime() + seconds * 1000),
        ]);
    }
  }

  async forget(guess: Guess): Promise<void> {
    await this.database.query('DELETE FROM throttles WHERE key = $1', [this.hashed(guess)]);
  }

  private hashed(guess: Guess): string {
    return this.cipher.lookupHash(guess.key);
  }
}
