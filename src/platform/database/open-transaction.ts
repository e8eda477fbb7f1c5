import { AsyncLocalStorage } from 'node:async_hooks';

interface Open {
  over: boolean;
}

const current = new AsyncLocalStorage<Open>();

/** Marks everything that `work` does, and what it starts, until it has ended. */
export async function markingOpen<Result>(work: () => Promise<Result>): Promise<Result> {
  const open: Open = { over: false };
  try {
    return await current.run(open, work);
  } finally {
    open.over = true;
  }
}

/**
 * Throws where a transaction is open: what waits for somebody outside the house would hold its rows' locks for as long,
 * and what he did cannot be rolled back.
 */
export function requireNoTransaction(what: string): void {
  if (current.getStore()?.over === false) throw new Error(`${what} inside a transaction`);
}
