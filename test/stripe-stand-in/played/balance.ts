import type Stripe from 'stripe';
import type { Books, Call, Place } from './books';
import { missing } from './problem';

type Kind =
  | 'adjustment'
  | 'charge'
  | 'payment'
  | 'payment_refund'
  | 'payout'
  | 'payout_failure'
  | 'refund'
  | 'refund_failure'
  | 'transfer'
  | 'transfer_refund';

interface Movement {
  readonly type: Kind;
  /** Below zero when money leaves. */
  readonly amount: number;
  readonly currency: string;
  readonly source: string;
  readonly category?: string;
}

const PPM = 1_000_000n;

/** Of a share in parts per million, to the nearest; of a half away from zero. */
export function shareOf(amount: number, ppm: number): number {
  const product = BigInt(amount) * BigInt(ppm);
  const half = product < 0n ? -PPM / 2n : PPM / 2n;
  return Number((product + half) / PPM);
}

/** Books what a payment, refund or dispute moves, in the currency it settles in. */
export function book(place: Place, movement: Movement & { readonly fee: number }): Stripe.BalanceTransaction {
  const { settlement } = place.world.terms;
  if (settlement === null || settlement.currency === movement.currency)
    return bookSettled(place, movement, movement.fee);
  const { currency, ratePpm } = settlement;
  const exchanged = { ...movement, amount: shareOf(movement.amount, ratePpm), currency };
  return bookSettled(place, exchanged, shareOf(movement.fee, ratePpm), ratePpm / 1_000_000);
}

/** Books what moves within the balance: transfers, payouts. */
export function bookSettled(
  { world, books }: Place,
  { type, amount, currency, source, category = type }: Movement,
  fee = 0,
  rate: number | null = null,
): Stripe.BalanceTransaction {
  const costs = {
    amount: fee,
    application: null,
    currency,
    description: 'Stand-in processing fees',
    type: 'stripe_fee',
  };
  const transaction = {
    id: world.newId('txn'),
    object: 'balance_transaction',
    amount,
    available_on: world.now,
    balance_type: 'payments',
    created: world.now,
    currency,
    description: null,
    exchange_rate: rate,
    fee,
    fee_details: fee === 0 ? [] : [costs],
    net: amount - fee,
    reporting_category: category,
    source,
    status: 'available',
    type,
  } satisfies Stripe.BalanceTransaction;
  books.transactions.set(transaction.id, transaction);
  return transaction;
}

/** What an account has in one currency: the sum of all that moved. */
export const available = ({ transactions }: Books, currency: string): number =>
  [...transactions.values()].reduce((sum, one) => (one.currency === currency ? sum + one.net : sum), 0);

export function retrieveBalance({ books }: Call<Stripe.BalanceRetrieveParams>): Stripe.Balance {
  const currencies = new Set([...books.transactions.values()].map(({ currency }) => currency));
  return {
    object: 'balance',
    available: [...currencies].map((currency) => ({ amount: available(books, currency), currency })),
    livemode: false,
    pending: [...currencies].map((currency) => ({ amount: 0, currency })),
  } satisfies Stripe.Balance;
}

export function retrieveTransaction(
  call: Call<Stripe.BalanceTransactionRetrieveParams>,
): Stripe.BalanceTransaction {
  const [id = ''] = call.ids;
  const found = call.books.transactions.get(id);
  if (!found) throw missing('balance transaction', id);
  return found;
}

export function transactionsOf(call: Call<Stripe.BalanceTransactionListParams>): Stripe.BalanceTransaction[] {
  const { currency, payout, source, type } = call.parameters;
  const { paidOutBy } = call.books;
  return [...call.books.transactions.values()].filter(
    (one) =>
      (currency === undefined || one.currency === currency) &&
      (payout === undefined || paidOutBy.get(one.id) === payout) &&
      (source === undefined || one.source === source) &&
      (type === undefined || one.type === type),
  );
}
