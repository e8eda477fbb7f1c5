/** The same for the same statement with the same values. */
export const questionKey = (sql: string, parameters: readonly unknown[]): string =>
  JSON.stringify([sql, ...parameters.map((value) => (typeof value === 'bigint' ? String(value) : value))]);
