/** Whatever answers SQL: the pool, or a transaction. Rows come back as plain objects; int8 as bigint, date as YYYY-MM-DD. */
export interface Reader {
  query<Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}
