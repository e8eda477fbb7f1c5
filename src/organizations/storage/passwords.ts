import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { PasswordLine } from './password-line';

// OWASP's minimum for argon2id: 19 MiB, two passes.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes passwords with argon2id and compares them in the same time whether the account exists or not; a few at once. */
@Injectable()
export class Passwords {
  private readonly line = new PasswordLine();
  private readonly nobodys = hash('nobody has this password', COST);

  hash(password: string, isKnown = false): Promise<string> {
    return this.line.pass(isKnown, () => hash(password.normalize('NFKC'), COST));
  }

  /** With null (no such account) it does the same work and answers false. */
  async matches(stored: string | null, password: string, isKnown = false): Promise<boolean> {
    const compared = stored ?? (await this.nobodys);
    const same = await this.line.pass(isKnown, () => verify(compared, password.normalize('NFKC')));
    return same && stored !== null;
  }
}
