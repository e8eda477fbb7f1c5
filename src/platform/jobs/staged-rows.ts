import type { Database } from '../database/database';
import { oneByOne } from './one-by-one';
import type { Transactions } from '../database/transactions';
import type { Tx } from '../database/tx';

/** A table read from a file row by row, whose rows wait for somebody to confirm them. */
export interface StagedTable {
  readonly table: string;
  readonly rows: string;
  /** The column of its rows that names it. */
  readonly key: string;
  /** Under its lock: nobody confirmed it, if so. */
  giveUp(tx: Tx, id: string): Promise<void>;
}

const AT_ONCE = 20;

/** What was staged before is given up where it still waits, and leaves no rows. */
export async function purgeStaged(
  { database, transactions }: { readonly database: Database; readonly transactions: Transactions },
  { table, rows, key, giveUp }: StagedTable,
  before: Date,
): Promise<void> {
  const old = await database.query<{ id: string }>(
    `SELECT t.id FROM ${table} t WHERE t.staged_at < $1 AND (t.state IN ('READING', 'CHECKED')
       OR EXISTS (SELECT FROM ${rows} r WHERE r.${key} = t.id)) ORDER BY t.staged_at LIMIT ${AT_ONCE}`,
    [before],
  );
  await oneByOne(old, ({ id }) =>
    transactions.run(async (tx) => {
      await giveUp(tx, id);
      await tx.query(`DELETE FROM ${rows} WHERE ${key} = $1`, [id]);
    }),
  );
}
