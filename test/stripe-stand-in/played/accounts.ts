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
}: Call<Stripe.AccountRetrieveParams>): Stripe.Account => accountOf(world, id);

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
  account.details_submitted = outcome !== 'incomplete' || account.details_submitted;
  account.payouts_enabled = complete;
  if (account.capabilities?.transfers !== undefined)
    account.capabilities = { transfers: complete ? 'active' : 'inactive' };
  const reason = outcome === 'rejected' ? 'rejected.other' : 'requirements.past_due';
  account.requirements = complete ? requirements([], null) : requirements(ASKED.slice(-2), reason);
  happened({ world, books: world.booksOf(id) }, 'account.updated', account);
}
