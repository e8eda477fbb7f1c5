import type { Transactions } from '../database/transactions';
import type { Tx } from '../database/tx';
import type { FieldCipher } from './field-cipher';

const ROWS_AT_ONCE = 200;

type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** One table's ciphertexts, and the keyed hashes that can be made again from them. */
export interface SealedTable {
  readonly table: string;
  readonly encrypted: readonly string[];
  /** Keyed hashes from the row and its readable values by column; null values stay null. */
  readonly hashes?: (
    cipher: FieldCipher,
    plain: ReadonlyMap<string, string>,
    row: Row,
  ) => Record<string, string>;
}

export interface Moved {
  readonly seen: number;
  readonly changed: number;
}

/**
 * Writes every ciphertext of a table anew that is not under the first key, and every hash that is not under the present
 * look-up key. In small transactions beside the running product; broken off, it begins again and finds less to do.
 */
export async function moveToFirstKey(
  transactions: Transactions,
  cipher: FieldCipher,
  sealed: SealedTable,
): Promise<Moved> {
  let moved: Moved = { seen: 0, changed: 0 };
  for (let after: string | null = null; ;) {
    const { last, seen, changed } = await transactions.run((tx) => moveBatch(tx, cipher, sealed, after));
    moved = { seen: moved.seen + seen, changed: moved.changed + changed };
    if (last === null) return moved;
    after = last;
  }
}

async function moveBatch(
  tx: Tx,
  cipher: FieldCipher,
  sealed: SealedTable,
  after: string | null,
): Promise<Moved & { last: string | null }> {
  await tx.query(`SELECT set_config('xieshou.reencrypting', 'on', true)`);
  const rows = await tx.query<Row>(
    `SELECT * FROM ${sealed.table} WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT ${ROWS_AT_ONCE} FOR NO KEY UPDATE`,
    [after],
  );
  let changed = 0;
  for (const row of rows) {
    const changes = changesOf(cipher, sealed, row);
    const columns = Object.keys(changes);
    if (columns.length === 0) continue;
    const set = columns.map((column, index) => `${column} = $${index + 2}`).join(', ');
    await tx.query(`UPDATE ${sealed.table} SET ${set} WHERE id = $1`, [row.id, ...Object.values(changes)]);
    changed += 1;
  }
  const last = rows.length === ROWS_AT_ONCE ? (rows.at(-1)?.id ?? null) : null;
  return { seen: rows.length, changed, last };
}

function changesOf(
  cipher: FieldCipher,
  { encrypted, hashes }: SealedTable,
  row: Row,
): Record<string, string> {
  const plain = new Map<string, string>();
  const changes: Record<string, string> = {};
  for (const column of encrypted) {
    const stored = row[column];
    if (typeof stored !== 'string') continue;
    plain.set(column, cipher.decrypt(stored));
    if (!cipher.isCurrent(stored)) changes[column] = cipher.encrypt(plain.get(column) ?? '');
  }
  for (const [column, hash] of Object.entries(hashes?.(cipher, plain, row) ?? {}))
    if (row[column] !== hash) changes[column] = hash;
  return changes;
}
