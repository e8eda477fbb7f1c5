import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/tx';
import { kindOf } from '../logging/fault';
import { originOf, within } from '../origin/origin';
import { ReactionRegistry } from './registry';

export interface AskedErrand {
  readonly errand: string;
  /** Of the row that says what is to be done. */
  readonly id: string;
}

/** Sends somebody out, once the transaction is committed. One waiting job per errand and row is enough. */
@Injectable()
export class Errands {
  constructor(private readonly registry: ReactionRegistry) {}

  async ask(tx: Tx, errand: string, ids: readonly string[]): Promise<void> {
    await tx.query(
      `SELECT graphile_worker.add_job('errand', json_build_object('errand', $1::text, 'id', id), job_key => $1 || '/' || id)
         FROM unnest($2::text[]) AS asked (id)`,
      [errand, ids],
    );
  }

  /** The queue stores and logs what it catches; what a provider says may hold data, so only the kind of fault goes on. */
  async run({ errand, id }: AskedErrand): Promise<void> {
    const target = this.registry.errand(errand);
    if (!target) throw new Error(`no errand is called ${errand}`);
    await within(originOf(randomUUID(), null), () => target.run(id)).catch((error: unknown) => {
      throw new Error(`${errand} ${id}: ${kindOf(error)}`);
    });
  }
}
