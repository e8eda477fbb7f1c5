import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';

// OWASP's minimum for argon2id: 19 MiB, two passes.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes passwords with argon2id and compares them in the same time whether the account exists or not. */
@Injectable()
export class Passwords {
  private readonly nobodys = hash('nobody has this password', COST);

  hash(password: string): Promise<string> {
    return hash(password.normalize('NFKC'), COST);
  }

  /** With null (no such account) it does the same work and answers false. */
  async matches(stored: string | null, password: string): Promise<boolean> {
    const same = await verify(stored ?? (await this.nobodys), password.normalize('NFKC'));
    return same && stored !== null;
  }
}
