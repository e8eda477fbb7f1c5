import { Injectable } from '@nestjs/common';
import { Refused, refuse, type Refusal } from '../../../libs/workflow/src/index';
import type { Actor } from '../access/actor';
import { concurrencyRefusals } from './concurrency.refusals';
import { IdempotencyKeys, type Earlier } from './idempotency-keys';
import { Transactions } from './transactions';
import type { Tx } from './tx';

/** What a command came to: its result (small, ids only), or why it was refused. */
export type Outcome<Result> = { readonly result: Result } | { readonly refusals: readonly Refusal[] };

export interface Command {
  /** The GraphQL field name of the mutation. */
  readonly operation: string;
  readonly actor: Actor;
  readonly input: { readonly idempotencyKey: string };
  /** What has to hold before the transaction opens and takes too long inside it: a password asked for again. */
  readonly before?: () => Promise<void>;
}

/**
 * Runs one verb: a transaction, its idempotency key, and refusals thrown inside translated outside.
 * The key belongs to the organization and the operation; it is written in the same transaction as the effect,
 * so a refusal leaves no key and a lost answer can be asked for again.
 */
@Injectable()
export class Commands {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: IdempotencyKeys,
  ) {}

  async run<Result>(command: Command, work: (tx: Tx) => Promise<Result>): Promise<Outcome<Result>> {
    try {
      await command.before?.();
      return { result: await this.transactions.run((tx) => this.once(tx, command, work), REPEATABLE) };
    } catch (error) {
      if (error instanceof Refused) return { refusals: error.refusals };
      throw error;
    }
  }

  private async once<Result>(tx: Tx, command: Command, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    if (!(await this.keys.claim(tx, command.operation, command))) {
      const [earlier] = await this.keys.earlier<Result>(tx, command.operation, [command]);
      return replayed(earlier ?? null);
    }
    const result = await work(tx);
    await this.keys.keep(tx, command.operation, command, result);
    return result;
  }
}

/** The key is written with the effect: what was committed unheard is found by it. */
export const REPEATABLE = { repeatable: true };

/** The first committed result; refuses a key that stood under another input. */
export function replayed<Result>(earlier: Earlier<Result>): Result {
  if (earlier && 'result' in earlier) return earlier.result;
  return refuse(concurrencyRefusals.IDEMPOTENCY_KEY_REUSED(['idempotencyKey']));
}
