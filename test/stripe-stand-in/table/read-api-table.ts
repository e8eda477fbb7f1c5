import Stripe from 'stripe';
import type { ApiTable, Shape } from './api-table';
import { SdkTypes } from './sdk-types';

/** Operation → the SDK's type of its parameters, the answer, and the optional parameters the stand-in plays. */
const OPERATIONS: Readonly<Record<string, readonly [params: string, answer: string, taken: string]>> = {
  'POST /v1/payment_intents': [
    'PaymentIntentCreateParams',
    '@PaymentIntent',
    'allowed_payment_method_types automatic_payment_methods capture_method confirm description expand metadata payment_method payment_method_data payment_method_options return_url statement_descriptor_suffix transfer_group',
  ],
  'GET /v1/payment_intents': ['PaymentIntentListParams', 'list@PaymentIntent', 'created expand'],
  'GET /v1/payment_intents/{id}': ['PaymentIntentRetrieveParams', '@PaymentIntent', 'expand'],
  'POST /v1/payment_intents/{id}': [
    'PaymentIntentUpdateParams',
    '@PaymentIntent',
    'description expand metadata',
  ],
  'POST /v1/payment_intents/{id}/confirm': [
    'PaymentIntentConfirmParams',
    '@PaymentIntent',
    'expand payment_method payment_method_data payment_method_options return_url',
  ],
  'POST /v1/payment_intents/{id}/capture': [
    'PaymentIntentCaptureParams',
    '@PaymentIntent',
    'amount_to_capture expand metadata',
  ],
  'POST /v1/payment_intents/{id}/cancel': [
    'PaymentIntentCancelParams',
    '@PaymentIntent',
    'cancellation_reason expand',
  ],
  'GET /v1/charges': ['ChargeListParams', 'list@Charge', 'created expand payment_intent transfer_group'],
  'GET /v1/charges/{id}': ['ChargeRetrieveParams', '@Charge', 'expand'],
  'POST /v1/refunds': [
    'RefundCreateParams',
    '@Refund',
    'amount charge expand metadata payment_intent reason',
  ],
  'GET /v1/refunds': ['RefundListParams', 'list@Refund', 'charge created expand payment_intent'],
  'GET /v1/refunds/{id}': ['RefundRetrieveParams', '@Refund', 'expand'],
  'GET /v1/balance_transactions': [
    'BalanceTransactionListParams',
    'list@BalanceTransaction',
    'created currency expand payout source type',
  ],
  'GET /v1/balance_transactions/{id}': ['BalanceTransactionRetrieveParams', '@BalanceTransaction', 'expand'],
  'GET /v1/events': ['EventListParams', 'list@EventBase', 'created expand type types'],
  'GET /v1/events/{id}': ['EventRetrieveParams', '@EventBase', 'expand'],
  'GET /v1/disputes': ['DisputeListParams', 'list@Dispute', 'charge created expand payment_intent'],
  'GET /v1/disputes/{id}': ['DisputeRetrieveParams', '@Dispute', 'expand'],
  'POST /v1/disputes/{id}/close': ['DisputeCloseParams', '@Dispute', 'expand'],
  'GET /v1/balance': ['BalanceRetrieveParams', '@Balance', 'expand'],
  'POST /v1/accounts': [
    'AccountCreateParams',
    '@Account',
    'business_type capabilities country email expand metadata settings type',
  ],
  'GET /v1/accounts': ['AccountListParams', 'list@Account', 'created expand'],
  'GET /v1/accounts/{id}': ['AccountRetrieveParams', '@Account', 'expand'],
  'POST /v1/account_links': ['AccountLinkCreateParams', '@AccountLink', 'expand refresh_url return_url'],
  'POST /v1/transfers': [
    'TransferCreateParams',
    '@Transfer',
    'amount description expand metadata source_transaction transfer_group',
  ],
  'GET /v1/transfers': ['TransferListParams', 'list@Transfer', 'created destination expand transfer_group'],
  'GET /v1/transfers/{id}': ['TransferRetrieveParams', '@Transfer', 'expand'],
  'POST /v1/transfers/{id}/reversals': [
    'TransferCreateReversalParams',
    '@TransferReversal',
    'amount expand metadata',
  ],
  'GET /v1/transfers/{id}/reversals': ['TransferListReversalsParams', 'list@TransferReversal', 'expand'],
  'POST /v1/payouts': ['PayoutCreateParams', '@Payout', 'description expand metadata'],
  'GET /v1/payouts': ['PayoutListParams', 'list@Payout', 'created expand status'],
  'GET /v1/payouts/{id}': ['PayoutRetrieveParams', '@Payout', 'expand'],
};

const PAYMENTS = ['PaymentIntent', 'Charge', 'Refund', 'BalanceTransaction', 'Dispute'];
const CONNECT = ['Account', 'AccountLink', 'BankAccount', 'Transfer', 'TransferReversal', 'Payout'];
const FILES = [
  ...[...PAYMENTS, ...CONNECT].map((name) => `${name}s`),
  'Balance',
  'Events',
  'ExternalAccounts',
];
const OBJECTS = [...PAYMENTS, ...CONNECT, 'Balance', 'EventBase'];

const PAGES = 'ending_before limit starting_after';
/** Optional properties of objects and of nested parameters that the stand-in gives or plays. */
const KEPT: Readonly<Record<string, string>> = {
  PaginationParams: PAGES,
  RangeQueryParam: 'gt gte lt lte',
  EventBase: 'account',
  'Event.Data': 'previous_attributes',
  Account:
    'business_type capabilities country created default_currency external_accounts metadata requirements settings',
  BankAccount: 'account default_for_currency',
  'Account.Settings': 'payouts',
  'Account.Capabilities': 'transfers',
  Refund: 'destination_details failure_balance_transaction failure_reason pending_reason',
  Charge: 'transfer',
  'PaymentIntent.LastPaymentError': 'charge code decline_code message',
  'PaymentIntent.PaymentMethodOptions': 'wechat_pay',
  'PaymentIntent.NextAction': 'alipay_handle_redirect redirect_to_url wechat_pay_display_qr_code',
  'Charge.PaymentMethodDetails': 'alipay card wechat_pay',
};
const NESTED_PARAMETERS: Readonly<Record<string, string>> = {
  PaymentMethodData: 'alipay wechat_pay',
  PaymentMethodOptions: 'alipay card wechat_pay',
  'PaymentMethodOptions.WechatPay': 'client',
  Capabilities: 'transfers',
  'Capabilities.Transfers': 'requested',
  Settings: 'payouts',
  'Settings.Payouts': 'schedule',
  'Settings.Payouts.Schedule': 'interval',
  AutomaticPaymentMethods: 'allow_redirects',
};

function keeps(where: string, property: string): boolean {
  const operation = Object.values(OPERATIONS).find(([params]) => params === where);
  const [, nested] = /^\w+Params\.(.+)$/.exec(where) ?? [];
  const list = operation?.[2] ?? KEPT[where] ?? NESTED_PARAMETERS[nested ?? ''] ?? '';
  return list.split(' ').includes(property);
}

/** A parameter said to be taken that the SDK does not have (any more) must not go by. */
function taken(types: SdkTypes, params: string, listed: string): Readonly<Record<string, Shape>> {
  const parameters = types.shapeOf(params);
  const lacking = listed.split(' ').filter((name) => !(`${name}?` in parameters));
  if (lacking.length > 0) throw new Error(`${params} has no ${lacking.join(', ')}`);
  return parameters;
}

/** Reads the SDK's types anew: what the table must say. */
export function readApiTable(): ApiTable {
  const types = new SdkTypes(FILES, new Set(OBJECTS), keeps);
  return {
    apiVersion: Stripe.API_VERSION,
    sdk: Stripe.PACKAGE_VERSION,
    operations: Object.fromEntries(
      Object.entries(OPERATIONS).map(([name, [params, answer, listed]]) => [
        name,
        { answer, parameters: taken(types, params, listed) },
      ]),
    ),
    objects: Object.fromEntries(OBJECTS.map((name) => [name, types.shapeOf(name)])),
  };
}

/** One line per operation and per field, so that a change of the SDK is read as a change of lines. */
export function writtenTable(table: ApiTable): string {
  const rows = (entries: readonly [string, unknown][], indent: string) =>
    entries.map(([name, value]) => `${indent}${JSON.stringify(name)}: ${JSON.stringify(value)}`).join(',\n');
  const objects = Object.entries(table.objects).map(
    ([name, shape]) => `    ${JSON.stringify(name)}: {\n${rows(Object.entries(shape), '      ')}\n    }`,
  );
  return `{
  "apiVersion": ${JSON.stringify(table.apiVersion)},
  "sdk": ${JSON.stringify(table.sdk)},
  "operations": {
${rows(Object.entries(table.operations), '    ')}
  },
  "objects": {
${objects.join(',\n')}
  }
}
`;
}
