import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Refused, refuse, type Refusal } from '../../../libs/workflow/src/index';
import type { Actor } from '../access/actor';
import { AppConfig } from '../config/config';
import { canonicalJson } from './canonical-json';
import { concurrencyRefusals } from './concurrency.refusals';
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
    private readonly config: AppConfig,
  ) {}

  async run<Result>(command: Command, work: (tx: Tx) => Promise<Result>): Promise<Outcome<Result>> {
    try {
      await command.before?.();
      return { result: await this.transactions.run((tx) => this.once(tx, command, work)) };
    } catch (error) {
      if (error instanceof Refused) return { refusals: error.refusals };
      throw error;
    }
  }

  private async once<Result>(tx: Tx, command: Command, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const key = [command.actor.organizationId, command.operation, command.input.idempotencyKey];
    // Keyed: a plain hash of an input would let account numbers and names be guessed back.
    const hash = createHmac('sha256', this.config.lookupKey)
      .update(canonicalJson(withoutSecrets(command.input)))
      .digest();
    const claimed = await tx.query(
      `INSERT INTO idempotency_keys (organization_id, operation, key, input_hash, member_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING key`,
      [...key, hash, command.actor.memberId, tx.at],
    );
    if (claimed.length === 0) return this.replay<Result>(tx, key, hash);
    const result = await work(tx);
    await tx.query(
      'UPDATE idempotency_keys SET result = $4 WHERE organization_id = $1 AND operation = $2 AND key = $3',
      [...key, JSON.stringify(result)],
    );
    return result;
  }

  private async replay<Result>(tx: Tx, key: string[], hash: Buffer): Promise<Result> {
    const [stored] = await tx.query<{ input_hash: Buffer; result: Result }>(
      'SELECT input_hash, result FROM idempotency_keys WHERE organization_id = $1 AND operation = $2 AND key = $3',
      key,
    );
    if (!stored || !stored.input_hash.equals(hash)) {
      refuse(concurrencyRefusals.IDEMPOTENCY_KEY_REUSED(['idempotencyKey']));
    }
    return stored.result;
  }
}

const SECRETS = new Set(['password', 'newPassword']);

/** A quick hash must not make a password easier to guess than its own slow one. */
function withoutSecrets(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([field]) => !SECRETS.has(field)));
}
