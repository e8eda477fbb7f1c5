import { accountsOf, createAccount, createAccountLink, retrieveAccount } from './accounts';
import { retrieveBalance, retrieveTransaction, transactionsOf } from './balance';
import type { Call } from './books';
import { chargesOf, retrieveCharge } from './charges';
import { closeDispute, disputesOf, retrieveDispute } from './disputes';
import { eventsOf, retrieveEvent } from './events';
import {
  cancelIntent,
  captureIntent,
  confirmIntent,
  createIntent,
  intentsOf,
  retrieveIntent,
  updateIntent,
} from './payment-intents';
import { createPayout, payoutsOf, retrievePayout } from './payouts';
import { createRefund, refundsOf, retrieveRefund } from './refunds';
import { createReversal, createTransfer, retrieveTransfer, reversalsOf, transfersOf } from './transfers';

interface Listed {
  readonly id: string;
  readonly created: number;
}

type Plays = (call: Call<never>) => object;
type Lists = (call: Call<never>) => readonly Listed[];

/** Operations that answer with one object. */
export const SINGLE: Readonly<Record<string, Plays>> = {
  'POST /v1/payment_intents': createIntent,
  'GET /v1/payment_intents/{id}': retrieveIntent,
  'POST /v1/payment_intents/{id}': updateIntent,
  'POST /v1/payment_intents/{id}/confirm': confirmIntent,
  'POST /v1/payment_intents/{id}/capture': captureIntent,
  'POST /v1/payment_intents/{id}/cancel': cancelIntent,
  'GET /v1/charges/{id}': retrieveCharge,
  'POST /v1/refunds': createRefund,
  'GET /v1/refunds/{id}': retrieveRefund,
  'GET /v1/balance_transactions/{id}': retrieveTransaction,
  'GET /v1/events/{id}': retrieveEvent,
  'GET /v1/disputes/{id}': retrieveDispute,
  'POST /v1/disputes/{id}/close': closeDispute,
  'GET /v1/balance': retrieveBalance,
  'POST /v1/accounts': createAccount,
  'GET /v1/accounts/{id}': retrieveAccount,
  'POST /v1/account_links': createAccountLink,
  'POST /v1/transfers': createTransfer,
  'GET /v1/transfers/{id}': retrieveTransfer,
  'POST /v1/transfers/{id}/reversals': createReversal,
  'POST /v1/payouts': createPayout,
  'GET /v1/payouts/{id}': retrievePayout,
};

/** Operations that answer with a page. */
export const LISTS: Readonly<Record<string, Lists>> = {
  'GET /v1/payment_intents': intentsOf,
  'GET /v1/charges': chargesOf,
  'GET /v1/refunds': refundsOf,
  'GET /v1/balance_transactions': transactionsOf,
  'GET /v1/events': eventsOf,
  'GET /v1/disputes': disputesOf,
  'GET /v1/accounts': accountsOf,
  'GET /v1/transfers': transfersOf,
  'GET /v1/transfers/{id}/reversals': reversalsOf,
  'GET /v1/payouts': payoutsOf,
};
