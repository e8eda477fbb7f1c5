import { createHash } from 'node:crypto';
import type Stripe from 'stripe';

/** Stripe's fingerprint is of the bank account itself, its id only of its being entered: the same one again is no change. */
const nameOf = (one: Stripe.ExternalAccount): string =>
  [one.object, one.fingerprint ?? one.id, one.currency ?? '', one.default_for_currency === true].join(' ');

/** Of the banks an account pays to and which it prefers, nothing else is kept. Null where Stripe does not show them. */
export function banksDigest({ external_accounts: banks }: Stripe.Account): string | null {
  if (!banks) return null;
  const named = banks.data.map((one) => nameOf(one)).toSorted();
  return createHash('sha256').update(named.join('\n')).digest('hex');
}
