import type Stripe from 'stripe';
import { Problem } from './problem';

/** What the stand-in takes from outside: the clock in seconds, and names nobody has used yet. */
export interface Surroundings {
  readonly now: () => number;
  readonly newId: () => string;
}

/** In which currency payments settle, and what they cost; a test may change them at any time. */
export interface Terms {
  /** Null: as charged. */
  settlement: { readonly currency: string; readonly ratePpm: number } | null;
  feePpm: number;
  disputeFee: number;
  /** Alipay and WeChat Pay give refunds back later; false leaves them pending until `finishRefund`. */
  walletRefundsAtOnce: boolean;
}

/** What one account holds: the platform's, or a connected one's. The newest is last. */
export class Books {
  readonly intents = new Map<string, Stripe.PaymentIntent>();
  readonly charges = new Map<string, Stripe.Charge>();
  readonly refunds = new Map<string, Stripe.Refund>();
  readonly transactions = new Map<string, Stripe.BalanceTransaction>();
  readonly disputes = new Map<string, Stripe.Dispute>();
  readonly transfers = new Map<string, Stripe.Transfer>();
  readonly reversals = new Map<string, Stripe.TransferReversal>();
  readonly payouts = new Map<string, Stripe.Payout>();
  readonly events = new Map<string, Stripe.Event>();
  /** Balance transaction → the automatic payout it went into. */
  readonly paidOutBy = new Map<string, string>();

  constructor(readonly account: string | null) {}

  find(id: string): object | undefined {
    const payments = [this.intents, this.charges, this.refunds, this.disputes, this.transactions];
    const shelves = [...payments, this.transfers, this.reversals, this.payouts];
    return shelves
      .map((shelf: ReadonlyMap<string, object>) => shelf.get(id))
      .find((found) => found !== undefined);
  }
}

export class World {
  readonly platform = new Books(null);
  /** Connected accounts, each with what it holds. */
  readonly accounts = new Map<string, { readonly account: Stripe.Account; readonly books: Books }>();
  /** Those whose accounts the platform may not touch any more. */
  readonly revoked = new Set<string>();
  /** Where pages of the stand-in are reached; known once it listens. */
  address = '';
  readonly terms: Terms = { settlement: null, feePpm: 29_000, disputeFee: 1_500, walletRefundsAtOnce: true };

  constructor(
    private readonly surroundings: Surroundings,
    /** Told of every event, in the order they happened. */
    readonly onEvent: (event: Stripe.Event) => void,
  ) {}

  get now(): number {
    return Math.floor(this.surroundings.now());
  }

  booksOf(account: string | null): Books {
    const books = account === null ? this.platform : this.accounts.get(account)?.books;
    if (books && !this.revoked.has(account ?? '')) return books;
    throw new Problem(403, 'invalid_request_error', `The key has no access to account '${account}'`, {
      code: 'account_invalid',
    });
  }

  /** Whatever has this id, to be shown in place of it. */
  find(books: Books, id: string): object | undefined {
    return books.find(id) ?? this.accounts.get(id)?.account;
  }

  connect(account: Stripe.Account): void {
    this.accounts.set(account.id, { account, books: new Books(account.id) });
  }

  newId(prefix: string): string {
    return `${prefix}_standin${this.surroundings.newId()}`;
  }
}

/** One request on its way through an operation. */
export interface Call<Parameters> {
  readonly world: World;
  readonly books: Books;
  readonly ids: readonly string[];
  readonly parameters: Parameters;
  readonly request: Stripe.Event.Request;
}

/** Where something happens that nobody asked for by a request: a customer pays, a bank disputes. */
export type Place = Pick<Call<unknown>, 'world' | 'books'> & { readonly request?: Stripe.Event.Request };

/** In the books every reference is an id; only answers are expanded. */
export const nameOf = (reference: string | { readonly id: string } | null): string =>
  typeof reference === 'string' ? reference : (reference?.id ?? '');
