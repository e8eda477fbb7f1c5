/** A row as the database told it: sums may outgrow bigint and arrive as text. */
export type Told<Row> = { readonly [Name in keyof Row]: Row[Name] extends bigint ? string : Row[Name] };

/** Sums as they arrived, whole and however large. */
export function exactly<Row extends object>(row: Told<Row>, ...sums: (keyof Row & string)[]): Row {
  const whole = sums.map((name) => [name, BigInt(row[name] as string)]);
  return { ...row, ...Object.fromEntries(whole) };
}
