import type { Reader } from './reader';

/** How many rows `from` (FROM … WHERE …) has. */
export async function counted(
  reader: Reader,
  from: string,
  parameters: readonly unknown[] = [],
): Promise<number> {
  const [row] = await reader.query<{ rows: number }>(`SELECT count(*)::int AS rows ${from}`, parameters);
  return row?.rows ?? 0;
}
