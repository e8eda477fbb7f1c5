import type Stripe from 'stripe';
import { invalid } from './problem';

export interface PaymentMethod {
  readonly id: string;
  readonly type: 'alipay' | 'card' | 'wechat_pay';
  readonly details: Stripe.Charge.PaymentMethodDetails;
  /** What the bank says no with. */
  readonly refusal?: { readonly code: string; readonly decline: string; readonly message: string };
  /** The customer has something to do before it is decided. */
  readonly needsAction: boolean;
}

/** Test cards by the names Stripe's own test mode gives them; no card number exists here. */
const CARDS: Readonly<Record<string, Pick<PaymentMethod, 'refusal' | 'needsAction'>>> = {
  pm_card_visa: { needsAction: false },
  pm_card_authenticationRequired: { needsAction: true },
  pm_card_visa_chargeDeclined: {
    needsAction: false,
    refusal: { code: 'card_declined', decline: 'generic_decline', message: 'Your card was declined.' },
  },
  pm_card_visa_chargeDeclinedInsufficientFunds: {
    needsAction: false,
    refusal: {
      code: 'card_declined',
      decline: 'insufficient_funds',
      message: 'Your card has insufficient funds.',
    },
  },
};

const CARD_SHOWN = {
  amount_authorized: null,
  authorization_code: null,
  brand: 'visa',
  checks: null,
  country: 'US',
  electronic_commerce_indicator: null,
  exp_month: 12,
  exp_year: 2034,
  funding: 'credit',
  installments: null,
  last4: '4242',
  mandate: null,
  network: 'visa',
  network_transaction_id: null,
  regulated_status: null,
  three_d_secure: null,
  transaction_link_id: null,
  wallet: null,
} satisfies Stripe.Charge.PaymentMethodDetails.Card;

type Chosen = Pick<Stripe.PaymentIntentConfirmParams, 'payment_method' | 'payment_method_data'>;

/** What the request pays with; null when it says nothing. */
export function chosenMethod(chosen: Chosen, newId: () => string): PaymentMethod | null {
  if (chosen.payment_method !== undefined) return methodCalled(chosen.payment_method);
  const type = chosen.payment_method_data?.type;
  return type !== undefined && isWallet(type) ? wallet(type, newId()) : null;
}

export function methodCalled(id: string): PaymentMethod {
  const card = CARDS[id];
  if (card) return { ...card, id, type: 'card', details: { type: 'card', card: CARD_SHOWN } };
  const [, type] = /^pm_standin\w+_(alipay|wechat_pay)$/.exec(id) ?? [];
  if (type !== undefined && isWallet(type)) return wallet(type, id);
  throw invalid(`No such PaymentMethod: '${id}'`, 'payment_method', 'resource_missing');
}

type Wallet = 'alipay' | 'wechat_pay';
const isWallet = (type: string): type is Wallet => type === 'alipay' || type === 'wechat_pay';

function wallet(type: Wallet, id: string): PaymentMethod {
  const shown =
    type === 'alipay'
      ? { alipay: { fingerprint: null, transaction_id: null } }
      : { wechat_pay: { fingerprint: null, transaction_id: null } };
  const named = id.endsWith(`_${type}`) ? id : `${id}_${type}`;
  return { id: named, type, needsAction: true, details: { type, ...shown } };
}
