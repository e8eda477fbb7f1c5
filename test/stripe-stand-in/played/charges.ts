import type Stripe from 'stripe';
import { book, shareOf } from './balance';
import type { Call, Place } from './books';
import { happened } from './events';
import type { PaymentMethod } from './payment-methods';
import { missing } from './problem';

const NOBODY = { address: null, email: null, name: null, phone: null, tax_id: null };

function chargeFor(place: Place, intent: Stripe.PaymentIntent, method: PaymentMethod): Stripe.Charge {
  const charge = {
    id: place.world.newId(method.type === 'card' ? 'ch' : 'py'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: NOBODY,
    calculated_statement_descriptor: null,
    captured: false,
    created: place.world.now,
    currency: intent.currency,
    customer: null,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: null,
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: null,
    paid: true,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: method.details,
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: 'succeeded',
    transfer_data: null,
    transfer_group: intent.transfer_group,
  } satisfies Stripe.Charge;
  place.books.charges.set(charge.id, charge);
  return charge;
}

/** The customer's bank agrees; without a capture the money is only set aside. */
export function charge(place: Place, intent: Stripe.PaymentIntent, method: PaymentMethod): Stripe.Charge {
  const made = chargeFor(place, intent, method);
  if (intent.capture_method !== 'manual') capture(place, made, made.amount);
  happened(place, 'charge.succeeded', made);
  return made;
}

export function capture(place: Place, charge: Stripe.Charge, amount: number): void {
  charge.captured = true;
  charge.amount_captured = amount;
  charge.balance_transaction = book(place, {
    type: charge.id.startsWith('ch') ? 'charge' : 'payment',
    category: 'charge',
    amount,
    currency: charge.currency,
    fee: shareOf(amount, place.world.terms.feePpm),
    source: charge.id,
  }).id;
}

/** The customer's bank refuses. */
export function refuseCharge(
  place: Place,
  intent: Stripe.PaymentIntent,
  method: PaymentMethod,
): Stripe.Charge {
  const made = chargeFor(place, intent, method);
  made.paid = false;
  made.status = 'failed';
  made.failure_code = method.refusal?.code ?? 'payment_method_provider_decline';
  made.failure_message = method.refusal?.message ?? 'The provider declined the payment.';
  happened(place, 'charge.failed', made);
  return made;
}

export function chargeOf({ books }: Place, id: string, param = 'charge'): Stripe.Charge {
  const found = books.charges.get(id);
  if (!found) throw missing('charge', id, param);
  return found;
}

export const retrieveCharge = (call: Call<Stripe.ChargeRetrieveParams>): Stripe.Charge =>
  chargeOf(call, call.ids[0] ?? '', 'id');

export function chargesOf({ books, parameters }: Call<Stripe.ChargeListParams>): Stripe.Charge[] {
  const { payment_intent: intent, transfer_group: group } = parameters;
  return [...books.charges.values()].filter(
    (one) =>
      (intent === undefined || one.payment_intent === intent) &&
      (group === undefined || one.transfer_group === group),
  );
}
