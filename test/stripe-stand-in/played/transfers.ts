import type Stripe from 'stripe';
import { accountOf } from './accounts';
import { available, bookSettled } from './balance';
import { type Call, nameOf, type Place } from './books';
import { chargeOf } from './charges';
import { happened } from './events';
import { invalid, missing } from './problem';

/** From the platform's balance to a cooperative's. */
export function createTransfer(call: Call<Stripe.TransferCreateParams>): Stripe.Transfer {
  const { world, books, parameters } = call;
  const { amount = 0, currency, destination, source_transaction: source } = parameters;
  const charge = source === undefined ? null : chargeOf(call, source, 'source_transaction');
  check(call, charge);
  const id = world.newId('tr');
  const out = bookSettled(call, { type: 'transfer', amount: -amount, currency, source: id });
  bookSettled(
    { world, books: world.booksOf(destination) },
    { type: 'payment', category: 'transfer', amount, currency, source: id },
  );
  const transfer = {
    id,
    object: 'transfer',
    amount,
    amount_reversed: 0,
    balance_transaction: out.id,
    created: world.now,
    currency,
    description: parameters.description ?? null,
    destination,
    livemode: false,
    metadata: (parameters.metadata ?? {}) as Stripe.Metadata,
    reversals: { object: 'list', data: [], has_more: false, url: `/v1/transfers/${id}/reversals` },
    reversed: false,
    source_transaction: charge?.id ?? null,
    transfer_group: parameters.transfer_group ?? charge?.transfer_group ?? null,
  } satisfies Stripe.Transfer;
  books.transfers.set(id, transfer);
  happened(call, 'transfer.created', transfer);
  return transfer;
}

function check(
  { world, books, parameters }: Call<Stripe.TransferCreateParams>,
  charge: Stripe.Charge | null,
): void {
  const { amount = 0, currency, destination } = parameters;
  const account = accountOf(world, destination, 'destination');
  if (account.capabilities?.transfers !== 'active')
    throw invalid(
      'The destination cannot take transfers yet',
      'destination',
      'insufficient_capabilities_for_transfer',
    );
  if (amount < 1) throw invalid('Invalid positive integer', 'amount', 'parameter_invalid_integer');
  const sent = [...books.transfers.values()].filter((one) => one.source_transaction === charge?.id);
  const of = charge && charge.amount_captured - sent.reduce((sum, one) => sum + one.amount, 0);
  if (of !== null && amount > of) throw invalid(`The source transaction has ${of} left`, 'amount');
  if (amount > available(books, currency)) throw insufficient();
}

const insufficient = () => invalid('Insufficient funds in the balance.', undefined, 'balance_insufficient');

/** Back to the platform, as long as the cooperative's balance has it. */
export function createReversal(call: Call<Stripe.TransferCreateReversalParams>): Stripe.TransferReversal {
  const { world, books, parameters } = call;
  const transfer = transferOf(call, call.ids[0] ?? '');
  const left = transfer.amount - transfer.amount_reversed;
  const amount = parameters.amount ?? left;
  if (amount < 1 || amount > left) throw invalid(`The transfer has ${left} to reverse`, 'amount');
  const from = world.booksOf(nameOf(transfer.destination));
  if (amount > available(from, transfer.currency)) throw insufficient();
  const id = world.newId('trr');
  const { currency } = transfer;
  bookSettled(
    { world, books: from },
    { type: 'payment_refund', category: 'transfer', amount: -amount, currency, source: id },
  );
  const back = bookSettled(call, {
    type: 'transfer_refund',
    category: 'transfer',
    amount,
    currency,
    source: id,
  });
  const reversal = {
    id,
    object: 'transfer_reversal',
    amount,
    balance_transaction: back.id,
    created: world.now,
    currency,
    destination_payment_refund: null,
    metadata: (parameters.metadata || {}) as Stripe.Metadata,
    source_refund: null,
    transfer: transfer.id,
  } satisfies Stripe.TransferReversal;
  books.reversals.set(id, reversal);
  transfer.amount_reversed += amount;
  transfer.reversed = transfer.amount_reversed === transfer.amount;
  transfer.reversals.data.unshift(reversal);
  happened(call, 'transfer.reversed', transfer);
  return reversal;
}

function transferOf({ books }: Place, id: string): Stripe.Transfer {
  const found = books.transfers.get(id);
  if (!found) throw missing('transfer', id);
  return found;
}

export const retrieveTransfer = (call: Call<Stripe.TransferRetrieveParams>): Stripe.Transfer =>
  transferOf(call, call.ids[0] ?? '');

export function transfersOf({ books, parameters }: Call<Stripe.TransferListParams>): Stripe.Transfer[] {
  const { destination, transfer_group: group } = parameters;
  return [...books.transfers.values()].filter(
    (one) =>
      (destination === undefined || one.destination === destination) &&
      (group === undefined || one.transfer_group === group),
  );
}

export const reversalsOf = (call: Call<Stripe.TransferListReversalsParams>): Stripe.TransferReversal[] =>
  transferOf(call, call.ids[0] ?? '').reversals.data.toReversed();
