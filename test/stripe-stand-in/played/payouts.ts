import type Stripe from 'stripe';
import { available, bookSettled } from './balance';
import { type Call, nameOf, type Place } from './books';
import { happened } from './events';
import { invalid, missing } from './problem';

const DAYS_ON_THE_WAY = 2;
const DAY = 24 * 60 * 60;

export function createPayout(call: Call<Stripe.PayoutCreateParams>): Stripe.Payout {
  const { amount, currency, description, metadata } = call.parameters;
  if (amount < 1) throw invalid('Invalid positive integer', 'amount', 'parameter_invalid_integer');
  return payOut(call, {
    amount,
    currency,
    description: description ?? null,
    metadata: (metadata ?? {}) as Stripe.Metadata,
  });
}

type Given = Pick<Stripe.Payout, 'amount' | 'currency' | 'description' | 'metadata'>;

function payOut(place: Place, given: Given, automatic = false): Stripe.Payout {
  const { world, books } = place;
  if (given.amount > available(books, given.currency))
    throw invalid('Insufficient funds in the balance.', 'amount', 'balance_insufficient');
  const id = world.newId('po');
  const payout = {
    ...given,
    id,
    object: 'payout',
    application_fee: null,
    application_fee_amount: null,
    arrival_date: world.now + DAYS_ON_THE_WAY * DAY,
    automatic,
    balance_transaction: bookSettled(place, {
      type: 'payout',
      amount: -given.amount,
      currency: given.currency,
      source: id,
    }).id,
    created: world.now,
    destination: null,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    method: 'standard',
    original_payout: null,
    payout_method: null,
    reconciliation_status: automatic ? 'completed' : 'not_applicable',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: null,
    status: 'pending',
    trace_id: null,
    type: 'bank_account',
  } satisfies Stripe.Payout;
  books.payouts.set(id, payout);
  happened(place, 'payout.created', payout);
  return payout;
}

/** Stripe's daily payout of one currency: all that is there, and the payout says of which movements it is made. */
export function payOutAll(place: Place, currency: string): Stripe.Payout {
  const { books } = place;
  const amount = available(books, currency);
  const inIt = [...books.transactions.values()].filter(
    (one) => one.currency === currency && !books.paidOutBy.has(one.id),
  );
  const payout = payOut(place, { amount, currency, description: 'STRIPE PAYOUT', metadata: {} }, true);
  for (const { id } of inIt) books.paidOutBy.set(id, payout.id);
  books.paidOutBy.set(nameOf(payout.balance_transaction), payout.id);
  return payout;
}

/** The bank took it, or sent it back: the money is in the balance again. */
export function finishPayout(place: Place, payout: Stripe.Payout, arrives: boolean): void {
  if (payout.status === 'failed' || (arrives && payout.status === 'paid')) return;
  payout.status = arrives ? 'paid' : 'failed';
  if (!arrives) {
    payout.failure_code = 'account_closed';
    payout.failure_message = 'The bank account has been closed.';
    const { amount, currency, id } = payout;
    payout.failure_balance_transaction = bookSettled(place, {
      type: 'payout_failure',
      amount,
      currency,
      source: id,
    }).id;
  }
  happened(place, arrives ? 'payout.paid' : 'payout.failed', payout);
}

export function payoutOf({ books }: Place, id: string): Stripe.Payout {
  const found = books.payouts.get(id);
  if (!found) throw missing('payout', id);
  return found;
}

export const retrievePayout = (call: Call<Stripe.PayoutRetrieveParams>): Stripe.Payout =>
  payoutOf(call, call.ids[0] ?? '');

export const payoutsOf = ({ books, parameters }: Call<Stripe.PayoutListParams>): Stripe.Payout[] =>
  [...books.payouts.values()].filter(
    ({ status }) => parameters.status === undefined || parameters.status === status,
  );
