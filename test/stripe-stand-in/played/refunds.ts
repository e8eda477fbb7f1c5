import type Stripe from 'stripe';
import { book } from './balance';
import { type Call, nameOf, type Place } from './books';
import { chargeOf } from './charges';
import { happened } from './events';
import { intentOf } from './payment-intents';
import { invalid, missing } from './problem';

export function createRefund(call: Call<Stripe.RefundCreateParams>): Stripe.Refund {
  const { world, books, parameters } = call;
  const charge = refundedCharge(call);
  const left = charge.amount_captured - charge.amount_refunded;
  const amount = parameters.amount ?? left;
  check(call, charge, amount, left);
  const atOnce = charge.id.startsWith('ch') || world.terms.walletRefundsAtOnce;
  const refund = {
    id: world.newId(charge.id.startsWith('ch') ? 're' : 'pyr'),
    object: 'refund',
    amount,
    balance_transaction: null as string | null,
    charge: charge.id,
    created: world.now,
    currency: charge.currency,
    customer: null,
    customer_account: null,
    metadata: (parameters.metadata || {}) as Stripe.Metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: parameters.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: atOnce ? 'succeeded' : 'pending',
    transfer_reversal: null,
    ...(!atOnce && { pending_reason: 'processing' }),
  } satisfies Stripe.Refund;
  refund.balance_transaction = book(call, {
    type: charge.id.startsWith('ch') ? 'refund' : 'payment_refund',
    category: 'refund',
    amount: -amount,
    currency: charge.currency,
    fee: 0, // Stripe keeps the fee of the payment
    source: refund.id,
  }).id;
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount_captured;
  books.refunds.set(refund.id, refund);
  happened(call, 'refund.created', refund);
  happened(call, 'charge.refunded', charge);
  return refund;
}

function refundedCharge(call: Call<Stripe.RefundCreateParams>): Stripe.Charge {
  const { charge, payment_intent: id } = call.parameters;
  if ((charge === undefined) === (id === undefined))
    throw invalid('One of the following params should be provided: payment_intent or charge.');
  if (charge !== undefined) return chargeOf(call, charge);
  const intent = intentOf(call, id ?? '', 'payment_intent');
  const latest = intent.latest_charge;
  if (typeof latest === 'string') return chargeOf(call, latest);
  throw invalid(
    `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
    'payment_intent',
  );
}

function check({ books }: Place, charge: Stripe.Charge, amount: number, left: number): void {
  if (!charge.captured)
    throw invalid(`Charge ${charge.id} has not been captured.`, undefined, 'charge_not_refundable');
  if ([...books.disputes.values()].some((one) => one.charge === charge.id && one.status !== 'won'))
    throw invalid(`Charge ${charge.id} has been charged back.`, undefined, 'charge_disputed');
  if (left === 0)
    throw invalid(`Charge ${charge.id} has already been refunded.`, undefined, 'charge_already_refunded');
  if (amount < 1) throw invalid('Invalid positive integer', 'amount', 'parameter_invalid_integer');
  if (amount > left)
    throw invalid(
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      'amount',
    );
}

/** A refund that waited arrives, or comes back: the wallet or the bank could not take it. */
export function finishRefund(place: Place, refund: Stripe.Refund, arrives: boolean): void {
  if (refund.status !== (arrives ? 'pending' : refund.status) || refund.status === 'failed') return;
  delete refund.pending_reason;
  refund.status = arrives ? 'succeeded' : 'failed';
  if (!arrives) giveBack(place, refund);
  happened(place, 'refund.updated', refund);
  if (!arrives) happened(place, 'refund.failed', refund);
}

function giveBack(place: Place, refund: Stripe.Refund): void {
  const charge = chargeOf(place, nameOf(refund.charge));
  charge.amount_refunded -= refund.amount;
  charge.refunded = false;
  refund.failure_reason = 'unknown';
  refund.failure_balance_transaction = book(place, {
    type: 'refund_failure',
    amount: refund.amount,
    currency: refund.currency,
    fee: 0,
    source: refund.id,
  }).id;
}

export function refundOf({ books }: Place, id: string): Stripe.Refund {
  const found = books.refunds.get(id);
  if (!found) throw missing('refund', id);
  return found;
}

export const retrieveRefund = (call: Call<Stripe.RefundRetrieveParams>): Stripe.Refund =>
  refundOf(call, call.ids[0] ?? '');

export function refundsOf({ books, parameters }: Call<Stripe.RefundListParams>): Stripe.Refund[] {
  const { charge, payment_intent: intent } = parameters;
  return [...books.refunds.values()].filter(
    (one) =>
      (charge === undefined || one.charge === charge) &&
      (intent === undefined || one.payment_intent === intent),
  );
}
