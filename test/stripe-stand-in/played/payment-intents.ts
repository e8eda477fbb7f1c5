import type Stripe from 'stripe';
import { type Call, nameOf, type Place } from './books';
import { capture, chargeOf } from './charges';
import { confirm } from './confirmation';
import { happened } from './events';
import { invalid, missing } from './problem';

const WAYS = ['card', 'alipay', 'wechat_pay'];
const MOST = 99_999_999;

/** What neither the product asks for nor the stand-in plays. */
const BLANK = {
  amount_capturable: 0,
  amount_received: 0,
  application: null,
  application_fee_amount: null,
  canceled_at: null,
  cancellation_reason: null,
  confirmation_method: 'automatic',
  customer: null,
  customer_account: null,
  excluded_payment_method_types: null,
  last_payment_error: null,
  latest_charge: null,
  livemode: false,
  managed_payments: null,
  next_action: null,
  on_behalf_of: null,
  payment_method_configuration_details: null,
  payment_record: null,
  processing: null,
  receipt_email: null,
  review: null,
  setup_future_usage: null,
  shipping: null,
  source: null,
  statement_descriptor: null,
} satisfies Partial<Stripe.PaymentIntent>;

export function createIntent(call: Call<Stripe.PaymentIntentCreateParams>): Stripe.PaymentIntent {
  const { world, books, parameters } = call;
  check(parameters);
  const id = world.newId('pi');
  const allowed = parameters.allowed_payment_method_types;
  const intent = {
    ...BLANK,
    id,
    object: 'payment_intent',
    allowed_payment_method_types: allowed ?? null,
    amount: parameters.amount,
    automatic_payment_methods: allowed ? null : (parameters.automatic_payment_methods ?? { enabled: true }),
    capture_method: parameters.capture_method ?? 'automatic_async',
    client_secret: `${id}_secret_${world.newId('cs')}`,
    created: world.now,
    currency: parameters.currency,
    description: parameters.description ?? null,
    metadata: (parameters.metadata ?? {}) as Stripe.Metadata,
    payment_method: parameters.payment_method ?? null,
    payment_method_options: optionsOf(parameters),
    payment_method_types: allowed ?? WAYS,
    statement_descriptor_suffix: parameters.statement_descriptor_suffix ?? null,
    status: parameters.payment_method ? 'requires_confirmation' : 'requires_payment_method',
    transfer_group: parameters.transfer_group ?? null,
  } satisfies Stripe.PaymentIntent;
  books.intents.set(id, intent);
  happened(call, 'payment_intent.created', intent);
  if (parameters.confirm) confirm(call, intent, parameters);
  return intent;
}

/** Of the options only those of WeChat Pay matter: whoever confirms need not say them again. */
function optionsOf({ payment_method_options: options }: Stripe.PaymentIntentCreateParams) {
  const wechat = options?.wechat_pay;
  return wechat ? { wechat_pay: { app_id: null, client: wechat.client ?? null } } : null;
}

function check(parameters: Stripe.PaymentIntentCreateParams): void {
  const { amount, currency } = parameters;
  if (amount < 1)
    throw invalid('This value must be greater than or equal to 1.', 'amount', 'parameter_invalid_integer');
  if (amount > MOST) throw invalid(`Amount must be no more than ${MOST}`, 'amount', 'amount_too_large');
  if (!/^[a-z]{3}$/.test(currency)) throw invalid(`Invalid currency: ${currency}`, 'currency');
}

export function intentOf({ books }: Place, id: string, param = 'intent'): Stripe.PaymentIntent {
  const found = books.intents.get(id);
  if (!found) throw missing('payment_intent', id, param);
  return found;
}

const named = (call: Call<unknown>) => intentOf(call, call.ids[0] ?? '');

export const retrieveIntent = (call: Call<Stripe.PaymentIntentRetrieveParams>): Stripe.PaymentIntent =>
  named(call);

export const intentsOf = ({ books }: Call<Stripe.PaymentIntentListParams>): Stripe.PaymentIntent[] => [
  ...books.intents.values(),
];

export function updateIntent(call: Call<Stripe.PaymentIntentUpdateParams>): Stripe.PaymentIntent {
  const intent = named(call);
  const { description, metadata } = call.parameters;
  if (description !== undefined) intent.description = description;
  if (metadata === '' || metadata === null) intent.metadata = {};
  else Object.assign(intent.metadata, metadata);
  return intent;
}

export const confirmIntent = (call: Call<Stripe.PaymentIntentConfirmParams>): Stripe.PaymentIntent =>
  confirm(call, named(call), call.parameters);

export function captureIntent(call: Call<Stripe.PaymentIntentCaptureParams>): Stripe.PaymentIntent {
  const intent = named(call);
  if (intent.status !== 'requires_capture') throw unexpected(intent, 'captured');
  const amount = call.parameters.amount_to_capture ?? intent.amount_capturable;
  if (amount < 1 || amount > intent.amount_capturable)
    throw invalid(
      `The payment has ${intent.amount_capturable} to capture`,
      'amount_to_capture',
      'amount_too_large',
    );
  const charge = chargeOf(call, nameOf(intent.latest_charge));
  capture(call, charge, amount);
  Object.assign(intent, { amount_capturable: 0, amount_received: amount, status: 'succeeded' });
  happened(call, 'charge.captured', charge);
  happened(call, 'payment_intent.succeeded', intent);
  return intent;
}

export function cancelIntent(call: Call<Stripe.PaymentIntentCancelParams>): Stripe.PaymentIntent {
  const intent = named(call);
  if (intent.status === 'succeeded' || intent.status === 'canceled') throw unexpected(intent, 'canceled');
  Object.assign(intent, {
    amount_capturable: 0,
    canceled_at: call.world.now,
    cancellation_reason: call.parameters.cancellation_reason ?? null,
    next_action: null,
    status: 'canceled',
  });
  happened(call, 'payment_intent.canceled', intent);
  return intent;
}

function unexpected(intent: Stripe.PaymentIntent, done: string) {
  const message = `This PaymentIntent could not be ${done} because it has a status of ${intent.status}.`;
  return invalid(message, undefined, 'payment_intent_unexpected_state', intent);
}
