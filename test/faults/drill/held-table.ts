import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../support/eventually';
import type { Stage } from './stage';

/** A table nobody else can use until it is let go. */
export interface HeldTable {
  /** Until somebody waits for it, or so many do: he is half-way then, as far as he came before. */
  awaited(milliseconds: number, many?: number): Promise<void>;
  letGo(): Promise<void>;
}

/** Whoever waits for it already is let through first. */
export async function holdTable(stage: Stage, table: string): Promise<HeldTable> {
  let free: () => void = () => undefined;
  const freed = new Promise<void>((resolve) => (free = resolve));
  let held: () => void = () => undefined;
  const holding = new Promise<void>((resolve) => (held = resolve));
  const lock = stage.app.transactions.run(async (tx) => {
    await tx.query('SET LOCAL lock_timeout = 0');
    await tx.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    held();
    // An idle transaction would be ended.
    while (!(await Promise.race([freed.then(() => true), sleep(1_000, false)]))) await tx.query('SELECT 1');
  });
  await holding;
  const isAwaited = async (many: number) => {
    const waiting = await stage.app.database.query(
      'SELECT FROM pg_locks WHERE relation = $1::regclass AND NOT granted',
      [table],
    );
    return waiting.length >= many;
  };
  return {
    awaited: (milliseconds, many = 1) => eventually(() => isAwaited(many), milliseconds),
    letGo: async () => {
      free();
      await lock.catch(() => undefined);
    },
  };
}
