import type Stripe from 'stripe';
import type { Call, World } from './books';
import { happened } from './events';
import { missing } from './problem';

/** What a cooperative still has to tell Stripe before money may go to it. */
const ASKED = ['business_profile.url', 'company.name', 'external_account', 'tos_acceptance.date'];

const requirements = (due: readonly string[], reason: Stripe.Account.Requirements.DisabledReason | null) =>
  ({
    alternatives: null,
    current_deadline: null,
    currently_due: [...due],
    disabled_reason: reason,
    errors: null,
    eventually_due: [...due],
    past_due: [...due],
    pending_verification: null,
  }) satisfies Stripe.Account.Requirements;

/** How an account pays out: by itself, unless the platform wants to say when. */
const settings = (interval: string): Stripe.Account.Settings => ({
  branding: { icon: null, logo: null, primary_color: null, secondary_color: null },
  card_payments: {
    statement_descriptor_prefix: null,
    statement_descriptor_prefix_kana: null,
    statement_descriptor_prefix_kanji: null,
  },
  dashboard: { display_name: null, timezone: null },
  payments: {
    statement_descriptor: null,
    statement_descriptor_kana: null,
    statement_descriptor_kanji: null,
    statement_descriptor_prefix_kana: null,
    statement_descriptor_prefix_kanji: null,
  },
  payouts: {
    debit_negative_balances: false,
    schedule: { delay_days: 2, interval },
    statement_descriptor: null,
  },
});

const banksOf = (data: Stripe.BankAccount[]): Stripe.ApiList<Stripe.BankAccount> => ({
  object: 'list',
  data,
  has_more: false,
  url: '/v1/accounts/external_accounts',
});

const bankAccount = (world: World, account: string): Stripe.BankAccount => ({
  id: world.newId('ba'),
  object: 'bank_account',
  account,
  account_holder_name: null,
  account_holder_type: 'company',
  account_type: null,
  bank_name: 'STRIPE TEST BANK',
  country: 'HK',
  currency: 'cny',
  default_for_currency: true,
  fingerprint: world.newId('print'),
  last4: '6789',
  routing_number: '110-000',
  status: 'new',
});

export function createAccount({ world, parameters }: Call<Stripe.AccountCreateParams>): Stripe.Account {
  const asked = parameters.capabilities?.transfers?.requested === true;
  const account = {
    id: world.newId('acct'),
    object: 'account',
    business_type: parameters.business_type ?? null,
    capabilities: asked ? { transfers: 'inactive' } : {},
    charges_enabled: false,
    country: parameters.country ?? 'HK',
    created: world.now,
    default_currency: 'cny',
    details_submitted: false,
    email: parameters.email ?? null,
    external_accounts: banksOf([]),
    metadata: (parameters.metadata || {}) as Stripe.Metadata,
    payouts_enabled: false,
    requirements: requirements(ASKED, 'requirements.past_due'),
    settings: settings(parameters.settings?.payouts?.schedule?.interval ?? 'daily'),
    type: parameters.type ?? 'none',
  } satisfies Stripe.Account;
  world.connect(account);
  return account;
}

export function accountOf(world: World, id: string, param = 'account'): Stripe.Account {
  const found = world.accounts.get(id);
  if (!found) throw missing('account', id, param);
  return found.account;
}

export const retrieveAccount = ({
  world,
  ids: [id = ''],
}: Call<Stripe.AccountRetrieveParams>): Stripe.Account => {
  const account = accountOf(world, id);
  world.booksOf(id); // refused where access was revoked
  return account;
};

export const accountsOf = ({ world }: Call<Stripe.AccountListParams>) =>
  [...world.accounts.values()].map(({ account }) => ({ ...account, created: account.created ?? 0 }));

const LINK_SECONDS = 300;

export function createAccountLink({
  world,
  parameters,
}: Call<Stripe.AccountLinkCreateParams>): Stripe.AccountLink {
  const { id } = accountOf(world, parameters.account);
  return {
    object: 'account_link',
    created: world.now,
    expires_at: world.now + LINK_SECONDS,
    url: `${world.address}/stand-in/onboard/${id}`,
  } satisfies Stripe.AccountLink;
}

/** The cooperative has told all, told too little, or Stripe does not want it any more. */
export type Onboarding = 'complete' | 'incomplete' | 'rejected';

export function onboard(world: World, id: string, outcome: Onboarding): void {
  const account = accountOf(world, id);
  const complete = outcome === 'complete';
  if (complete && account.external_accounts?.data.length === 0)
    account.external_accounts = banksOf([bankAccount(world, id)]);
  account.details_submitted = outcome !== 'incomplete' || account.details_submitted;
  account.payouts_enabled = complete;
  if (account.capabilities?.transfers !== undefined)
    account.capabilities = { transfers: complete ? 'active' : 'inactive' };
  const reason = outcome === 'rejected' ? 'rejected.other' : 'requirements.past_due';
  account.requirements = complete ? requirements([], null) : requirements(ASKED.slice(-2), reason);
  happened({ world, books: world.booksOf(id) }, 'account.updated', account);
}

/** On Stripe's page of the account: money goes to another bank from now on, and only the banks' own events say so. */
export function changeBank(world: World, id: string): void {
  const account = accountOf(world, id);
  const before = account.external_accounts?.data ?? [];
  const added = bankAccount(world, id);
  account.external_accounts = banksOf([added]);
  const place = { world, books: world.booksOf(id) };
  happened(place, 'account.external_account.created', added);
  for (const one of before) happened(place, 'account.external_account.deleted', one);
}
