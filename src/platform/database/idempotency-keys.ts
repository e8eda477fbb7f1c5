import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor';
import { AppConfig } from '../config/config';
import { canonicalJson } from './canonical-json';
import type { Tx } from './tx';

/** A key belongs to the organization and the operation. */
export interface KeyedInput {
  readonly actor: Actor;
  readonly input: { readonly idempotencyKey: string };
}

/** What became of an earlier command under the same key; null where there was none. */
export type Earlier<Result> = { readonly result: Result } | { readonly otherInput: true } | null;

/** Remembers each command's result under its key, in the transaction of its effect. */
@Injectable()
export class IdempotencyKeys {
  constructor(private readonly config: AppConfig) {}

  /** Keyed: a plain hash of an input would let account numbers and names be guessed back. */
  hashOf({ input }: KeyedInput): Buffer {
    return createHmac('sha256', this.config.lookupKey)
      .update(canonicalJson(withoutSecrets(input)))
      .digest();
  }

  /** False where the key is taken; waits for whoever is just taking it. */
  async claim(tx: Tx, operation: string, command: KeyedInput): Promise<boolean> {
    const claimed = await tx.query(
      `INSERT INTO idempotency_keys (organization_id, operation, key, input_hash, member_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING key`,
      [...keyOf(operation, command), this.hashOf(command), command.actor.memberId, tx.at],
    );
    return claimed.length > 0;
  }

  async keep(tx: Tx, operation: string, command: KeyedInput, result: unknown): Promise<void> {
    await tx.query(
      'UPDATE idempotency_keys SET result = $4 WHERE organization_id = $1 AND operation = $2 AND key = $3',
      [...keyOf(operation, command), JSON.stringify(result)],
    );
  }

  /** What each of the commands came to before, in their order. */
  async earlier<Result>(
    tx: Tx,
    operation: string,
    commands: readonly KeyedInput[],
  ): Promise<Earlier<Result>[]> {
    const rows = await tx.query<{ position: bigint; input_hash: Buffer; result: Result }>(
      `SELECT asked.position, k.input_hash, k.result
         FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS asked (organization_id, key, position)
         JOIN idempotency_keys k ON k.organization_id = asked.organization_id AND k.operation = $3 AND k.key = asked.key`,
      [
        commands.map(({ actor }) => actor.organizationId),
        commands.map(({ input }) => input.idempotencyKey),
        operation,
      ],
    );
    const found = new Map(rows.map((row) => [Number(row.position) - 1, row]));
    return commands.map((command, index) => {
      const row = found.get(index);
      if (!row) return null;
      return row.input_hash.equals(this.hashOf(command)) ? { result: row.result } : { otherInput: true };
    });
  }

  /** Claims and keeps in one; a key taken meanwhile breaks the unique constraint and with it the transaction. */
  async write(
    tx: Tx,
    operation: string,
    done: readonly { readonly command: KeyedInput; readonly result: unknown }[],
  ): Promise<void> {
    const records = done.map(({ command, result }) => ({
      organization_id: command.actor.organizationId,
      operation,
      key: command.input.idempotencyKey,
      input_hash: `\\x${this.hashOf(command).toString('hex')}`,
      member_id: command.actor.memberId,
      created_at: tx.at,
      result,
    }));
    await tx.query(
      `INSERT INTO idempotency_keys (organization_id, operation, key, input_hash, member_id, created_at, result)
       SELECT organization_id, operation, key, input_hash, member_id, created_at, result
         FROM json_populate_recordset(NULL::idempotency_keys, $1::json) ORDER BY organization_id, key`,
      [JSON.stringify(records)],
    );
  }
}

function keyOf(operation: string, { actor, input }: KeyedInput): [string, string, string] {
  return [actor.organizationId, operation, input.idempotencyKey];
}

const SECRETS = new Set(['password', 'newPassword']);

/** A quick hash must not make a password easier to guess than its own slow one. */
function withoutSecrets(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([field]) => !SECRETS.has(field)));
}
