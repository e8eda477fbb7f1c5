import type { Client } from 'pg';
import { BUYERS, buyerLogin } from './seed/seed-people';
import { signIn } from './client';
import type { LoadGenerator, Server } from './processes';
import type { Settings } from './settings';

/** What a measure finds ready: both servers on one filled database, and people who are signed in. */
export interface Stage {
  readonly settings: Settings;
  readonly load: LoadGenerator;
  readonly floor: Server;
  readonly product: Server;
  readonly client: Client;
  /** Access tokens of all buyers, fresh: they live for a quarter of an hour. */
  tokens(): Promise<string[]>;
}

export function tokenSource(port: number): () => Promise<string[]> {
  let issued = 0;
  let tokens: Promise<string[]> | undefined;
  return () => {
    if (!tokens || performance.now() - issued > 5 * 60_000) {
      issued = performance.now();
      tokens = signInAll(port);
    }
    return tokens;
  };
}

async function signInAll(port: number): Promise<string[]> {
  const tokens: string[] = [];
  for (let index = 1; index <= BUYERS; index += 1) tokens.push(await signIn(port, buyerLogin(index)));
  return tokens;
}
