/** The five-character SQLSTATE of a database error, if it is one. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, driverError, cause } = error as {
    code?: unknown;
    driverError?: { code?: unknown };
    cause?: unknown;
  };
  const state = driverError?.code ?? code;
  if (typeof state === 'string') return /^[0-9A-Z]{5}$/.test(state) ? state : undefined;
  return cause === undefined ? undefined : sqlState(cause);
}
