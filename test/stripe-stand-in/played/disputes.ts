import type Stripe from 'stripe';
import { book } from './balance';
import { type Call, nameOf, type Place } from './books';
import { chargeOf } from './charges';
import { happened } from './events';
import { invalid, missing } from './problem';

const NO_EVIDENCE = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
} satisfies Stripe.Dispute.Evidence;

const DAYS_TO_ANSWER = 7;
const DAY = 24 * 60 * 60;

/** The customer's bank takes the money back, and Stripe its fee, until it is decided. */
export function openDispute(
  place: Place,
  charge: Stripe.Charge,
  amount: number,
  reason: string,
): Stripe.Dispute {
  const left = charge.amount_captured - charge.amount_refunded;
  if (charge.disputed || amount < 1 || amount > left)
    throw invalid(`${charge.id} has ${left} to dispute`, 'amount');
  const { world, books } = place;
  const id = world.newId('dp');
  const dispute = {
    id,
    object: 'dispute',
    amount,
    balance_transactions: [take(place, id, charge, -amount, world.terms.disputeFee)],
    charge: charge.id,
    created: world.now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: NO_EVIDENCE,
    evidence_details: {
      due_by: world.now + DAYS_TO_ANSWER * DAY,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason,
    status: 'needs_response',
  } satisfies Stripe.Dispute;
  charge.disputed = true;
  books.disputes.set(id, dispute);
  happened(place, 'charge.dispute.created', dispute);
  happened(place, 'charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

const take = (place: Place, source: string, { currency }: Stripe.Charge, amount: number, fee: number) =>
  book(place, {
    type: 'adjustment',
    category: amount < 0 ? 'dispute' : 'dispute_reversal',
    amount,
    currency,
    fee,
    source,
  });

/** Won: the money comes back, the fee does not. */
export function decideDispute(place: Place, dispute: Stripe.Dispute, won: boolean): Stripe.Dispute {
  if (dispute.status !== 'needs_response') throw invalid(`The dispute is already ${dispute.status}`);
  dispute.status = won ? 'won' : 'lost';
  if (won) {
    const charge = chargeOf(place, nameOf(dispute.charge));
    dispute.balance_transactions.push(take(place, dispute.id, charge, dispute.amount, 0));
    happened(place, 'charge.dispute.funds_reinstated', dispute);
  }
  happened(place, 'charge.dispute.closed', dispute);
  return dispute;
}

export function disputeOf({ books }: Place, id: string): Stripe.Dispute {
  const found = books.disputes.get(id);
  if (!found) throw missing('dispute', id);
  return found;
}

export const retrieveDispute = (call: Call<Stripe.DisputeRetrieveParams>): Stripe.Dispute =>
  disputeOf(call, call.ids[0] ?? '');

/** To close a dispute is to give it up. */
export const closeDispute = (call: Call<Stripe.DisputeCloseParams>): Stripe.Dispute =>
  decideDispute(call, disputeOf(call, call.ids[0] ?? ''), false);

export function disputesOf({ books, parameters }: Call<Stripe.DisputeListParams>): Stripe.Dispute[] {
  const { charge, payment_intent: intent } = parameters;
  return [...books.disputes.values()].filter(
    (one) =>
      (charge === undefined || one.charge === charge) &&
      (intent === undefined || one.payment_intent === intent),
  );
}
