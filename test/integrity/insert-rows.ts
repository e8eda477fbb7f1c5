import type { Tx } from '../../src/platform/index';

export type Row = Readonly<Record<string, unknown>>;

const text = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

/** Columns are those the first row names; the others keep their defaults. */
export async function insert(tx: Tx, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).join(', ');
  await tx.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
    [JSON.stringify(rows, text)],
  );
}

/** When everything began. */
export const AT = '2027-01-01T00:00:00+08:00';
