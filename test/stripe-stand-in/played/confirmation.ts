import type Stripe from 'stripe';
import type { Place } from './books';
import { charge, refuseCharge } from './charges';
import { happened } from './events';
import { chosenMethod, methodCalled, type PaymentMethod } from './payment-methods';
import { invalid, Problem } from './problem';

const CONFIRMABLE = new Set(['requires_payment_method', 'requires_confirmation', 'requires_action']);

type Chosen = Pick<
  Stripe.PaymentIntentConfirmParams,
  'payment_method' | 'payment_method_data' | 'payment_method_options' | 'return_url'
>;

/** The customer has chosen how to pay: a card is asked at once, a wallet waits for the customer. */
export function confirm(place: Place, intent: Stripe.PaymentIntent, chosen: Chosen): Stripe.PaymentIntent {
  if (!CONFIRMABLE.has(intent.status)) {
    const message = `This PaymentIntent's status is ${intent.status}: it cannot be confirmed.`;
    throw invalid(message, undefined, 'payment_intent_unexpected_state', intent);
  }
  const kept = typeof intent.payment_method === 'string' ? methodCalled(intent.payment_method) : null;
  const method = chosenMethod(chosen, () => place.world.newId('pm')) ?? kept;
  if (!method)
    throw invalid('You cannot confirm without a payment method', 'payment_method', 'parameter_missing');
  check(intent, method, chosen);
  intent.payment_method = method.id;
  intent.last_payment_error = null;
  if (method.needsAction) {
    intent.status = 'requires_action';
    intent.next_action = nextAction(
      method,
      `${place.world.address}/stand-in/pay/${intent.id}`,
      chosen.return_url ?? null,
    );
    happened(place, 'payment_intent.requires_action', intent);
    return intent;
  }
  if (!method.refusal) return succeed(place, intent, method);
  fail(place, intent, method);
  const { code, decline, message } = method.refusal;
  throw new Problem(402, 'card_error', message, {
    code,
    decline_code: decline,
    payment_intent: structuredClone(intent),
  });
}

function check(intent: Stripe.PaymentIntent, method: PaymentMethod, chosen: Chosen): void {
  if (!intent.payment_method_types.includes(method.type))
    throw invalid(
      `The PaymentIntent does not take ${method.type}`,
      'payment_method',
      'payment_intent_invalid_parameter',
    );
  if (method.type === 'alipay' && chosen.return_url === undefined)
    throw invalid('Alipay needs a return_url', 'return_url', 'parameter_missing');
  const options = chosen.payment_method_options ?? intent.payment_method_options;
  if (method.type === 'wechat_pay' && !options?.wechat_pay)
    throw invalid(
      'WeChat Pay needs its client',
      'payment_method_options[wechat_pay][client]',
      'parameter_missing',
    );
  if (method.type !== 'card' && intent.capture_method === 'manual')
    throw invalid(`${method.type} cannot be captured by hand`, 'capture_method');
}

/** Where the customer goes to pay; with Stripe a page of the wallet, here one that says it is a stand-in. */
function nextAction(
  method: PaymentMethod,
  url: string,
  returnUrl: string | null,
): Stripe.PaymentIntent.NextAction {
  if (method.type === 'card')
    return { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } };
  if (method.type === 'alipay') {
    const handled = { native_data: null, native_url: null, return_url: returnUrl, url };
    return { type: 'alipay_handle_redirect', alipay_handle_redirect: handled };
  }
  const shown = {
    data: url,
    hosted_instructions_url: url,
    image_data_url: '',
    image_url_png: '',
    image_url_svg: '',
  };
  return { type: 'wechat_pay_display_qr_code', wechat_pay_display_qr_code: shown };
}

function succeed(place: Place, intent: Stripe.PaymentIntent, method: PaymentMethod): Stripe.PaymentIntent {
  const made = charge(place, intent, method);
  intent.latest_charge = made.id;
  intent.next_action = null;
  if (made.captured) {
    intent.amount_received = made.amount;
    intent.status = 'succeeded';
    happened(place, 'payment_intent.succeeded', intent);
  } else {
    intent.amount_capturable = made.amount;
    intent.status = 'requires_capture';
    happened(place, 'payment_intent.amount_capturable_updated', intent);
  }
  return intent;
}

function fail(place: Place, intent: Stripe.PaymentIntent, method: PaymentMethod): void {
  const made = refuseCharge(place, intent, method);
  Object.assign(intent, {
    latest_charge: made.id,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
    last_payment_error: {
      type: method.type === 'card' ? 'card_error' : 'invalid_request_error',
      charge: made.id,
      code: made.failure_code ?? 'card_declined',
      message: made.failure_message ?? '',
      ...(method.refusal && { decline_code: method.refusal.decline }),
    } satisfies Stripe.PaymentIntent.LastPaymentError,
  });
  happened(place, 'payment_intent.payment_failed', intent);
}

/** The customer does what `next_action` asks for, or refuses. Nothing happens to an intent that waits for nobody. */
export function actOn(place: Place, intent: Stripe.PaymentIntent, pays: boolean): void {
  if (intent.status !== 'requires_action' || typeof intent.payment_method !== 'string') return;
  const method = methodCalled(intent.payment_method);
  if (pays) succeed(place, intent, method);
  else fail(place, intent, method);
}
