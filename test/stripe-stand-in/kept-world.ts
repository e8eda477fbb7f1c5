import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type Stripe from 'stripe';
import { Books, type World } from './played/index';

const SHELVES = [
  'intents',
  'charges',
  'refunds',
  'transactions',
  'disputes',
  'transfers',
  'reversals',
  'payouts',
  'paidOutBy',
] as const;
const SOON_MS = 200;

type Shelves = Record<string, [string, never][]>;
interface Kept {
  readonly platform: Shelves;
  readonly accounts: { readonly account: Stripe.Account; readonly shelves: Shelves }[];
}

/** What the stand-in knows, in a file; not events and not idempotency keys, which Stripe forgets, too. */
export class KeptWorld {
  private waiting: NodeJS.Timeout | undefined;

  constructor(
    private readonly file: string,
    private readonly world: World,
  ) {}

  /** Nothing, where there is no file or half a one. */
  recall(): void {
    const kept = this.read();
    if (!kept) return;
    put(this.world.platform, kept.platform);
    for (const { account, shelves } of kept.accounts) {
      this.world.connect(account);
      put(this.world.booksOf(account.id), shelves);
    }
  }

  changed(): void {
    this.waiting ??= setTimeout(() => this.write(), SOON_MS).unref();
  }

  write(): void {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    const { platform, accounts } = this.world;
    const kept: Kept = {
      platform: shelvesOf(platform),
      accounts: [...accounts.values()].map(({ account, books }) => ({ account, shelves: shelvesOf(books) })),
    };
    writeFileSync(`${this.file}.new`, JSON.stringify(kept), { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }

  private read(): Kept | null {
    try {
      return existsSync(this.file) ? (JSON.parse(readFileSync(this.file, 'utf8')) as Kept) : null;
    } catch {
      return null;
    }
  }
}

const shelvesOf = (books: Books): Shelves =>
  Object.fromEntries(SHELVES.map((shelf) => [shelf, [...books[shelf]] as [string, never][]]));

function put(books: Books, shelves: Shelves): void {
  for (const shelf of SHELVES) for (const [id, object] of shelves[shelf] ?? []) books[shelf].set(id, object);
}
