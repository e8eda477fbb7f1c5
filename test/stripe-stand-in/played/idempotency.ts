import { Problem } from './problem';

export interface SavedAnswer {
  readonly status: number;
  readonly body: object;
  readonly requestId: string;
}

interface Entry {
  readonly what: string;
  readonly begun: number;
  saved: SavedAnswer | null;
}

const KEPT_SECONDS = 24 * 60 * 60;
const LONGEST_KEY = 255;

/** Stripe's rules for Idempotency-Key: https://docs.stripe.com/api/idempotent_requests */
export class IdempotencyKeys {
  private readonly entries = new Map<string, Entry>();

  /** The answer saved before; null when the request is the first, which then has to be kept or forgotten. */
  begin(key: string, endpoint: string, parameters: unknown, now: number): SavedAnswer | null {
    if (key.length > LONGEST_KEY) throw reused(`Idempotency keys have up to ${LONGEST_KEY} characters.`);
    const what = `${endpoint}\n${JSON.stringify(sorted(parameters))}`;
    const entry = this.entries.get(key);
    if (!entry || now - entry.begun > KEPT_SECONDS) {
      this.entries.set(key, { what, begun: now, saved: null });
      return null;
    }
    if (entry.what !== what)
      throw reused(
        `Keys for idempotent requests can only be used with the same endpoint and parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      );
    if (entry.saved) return entry.saved;
    throw new Problem(
      409,
      'idempotency_error',
      `There is currently another in-progress request using this Idempotency-Key: ${key}. Please try again later.`,
      { code: 'idempotency_key_in_use' },
    );
  }

  keep(key: string, saved: SavedAnswer): void {
    const entry = this.entries.get(key);
    if (entry) entry.saved = structuredClone(saved);
  }

  /** The request had not begun to execute: nothing is saved. */
  forget(key: string): void {
    this.entries.delete(key);
  }
}

const reused = (message: string) => new Problem(400, 'idempotency_error', message);

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, sorted(inner)] as const);
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
