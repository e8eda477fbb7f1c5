import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Database, type Actor } from '../../platform/index';
import { SIGNING } from '../domain/patience';
import { signInRefusals } from '../domain/sign-in.refusals';
import { Passwords } from './passwords';
import { Throttles } from './throttles';

/**
 * Asks for the password again before a signature. argon2 takes tens of milliseconds: call it before the transaction,
 * `commands.run({ …, before: () => signing.confirm(actor, input.password) }, …)`.
 */
@Injectable()
export class SigningPassword {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly throttles: Throttles,
  ) {}

  /** Refuses PASSWORD_WRONG, or TRY_LATER after several wrong ones. */
  async confirm(actor: Actor, password: string, path: RefusalPath = ['password']): Promise<void> {
    const guess = { key: `signing:${actor.memberId}:${actor.sessionId}`, patience: SIGNING };
    await this.throttles.take(guess, path);
    const member = await this.database.one<{ hash: string }>(
      'SELECT password_hash AS hash FROM members WHERE id = $1 AND active',
      [actor.memberId],
    );
    if (await this.passwords.matches(member?.hash ?? null, password, true)) {
      await this.throttles.forget(guess);
      return;
    }
    refuse(signInRefusals.PASSWORD_WRONG(path));
  }
}
