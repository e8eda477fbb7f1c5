export const WHOLE_BASIS_POINTS = 10_000n;

/** part ÷ whole in basis points, rounded down; 0 of nothing. */
export const shareOf = (part: bigint, whole: bigint): bigint =>
  whole > 0n ? (part * WHOLE_BASIS_POINTS) / whole : 0n;

export const sumOf = <Row>(rows: readonly Row[], amount: (row: Row) => bigint): bigint =>
  rows.reduce((sum, row) => sum + amount(row), 0n);

/** The one in the middle; the lower of two. */
export function medianOf(values: readonly bigint[]): bigint {
  const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0n;
}

export const distance = (a: bigint, b: bigint): bigint => (a > b ? a - b : b - a);

/** Rows by what `keyOf` says of them, in the order they came. */
export function grouped<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string | null,
): [string, [Row, ...Row[]]][] {
  const groups = new Map<string, [Row, ...Row[]]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups];
}

export const byId = <Row extends { readonly id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [row.id, row]));
