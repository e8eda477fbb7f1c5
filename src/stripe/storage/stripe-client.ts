import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { AppConfig, log, requireNoTransaction, type StripeSettings } from '../../platform/index';
import { stripeSdk } from './stripe-sdk';

/** This process has no settings for Stripe; another one may have them, or have them later. */
export class StripeSwitchedOff extends Error {
  override readonly name = 'StripeSwitchedOff';

  constructor() {
    super('Stripe is switched off here');
  }
}

/** The one way to Stripe; no call leaves while a transaction is open. */
@Injectable()
export class StripeClient {
  readonly settings: StripeSettings | null;
  private opened: Stripe | undefined;

  constructor(config: AppConfig) {
    this.settings = config.stripe;
    if (this.settings?.standIn) log.warn('payments are played', { url: this.settings.address.origin });
  }

  /** Throws StripeSwitchedOff, so that what has to be asked waits for a worker that may ask it. */
  get sdk(): Stripe {
    if (!this.settings) throw new StripeSwitchedOff();
    return (this.opened ??= open(this.settings));
  }

  /** Where a payment is played; null where real money moves. */
  standInPage(intent: string): string | null {
    const { standIn, address } = this.settings ?? {};
    return standIn ? new URL(`/stand-in/pay/${encodeURIComponent(intent)}`, address).href : null;
  }

  /** Whether it may be forgotten: test data are deleted at any time, and a stand-in begins anew. Real payments never are. */
  hasForgotten(error: unknown): boolean {
    return this.settings?.live === false && isMissing(error);
  }

  /** An object of the other mode is none of ours. */
  isOurs({ livemode }: { readonly livemode: boolean }): boolean {
    return livemode === this.settings?.live;
  }
}

function open({ secretKey, address, timeoutMilliseconds }: StripeSettings): Stripe {
  const protocol = address.protocol === 'http:' ? 'http' : 'https';
  const Sdk = stripeSdk();
  return new Sdk(secretKey, {
    host: address.hostname,
    port: address.port || (protocol === 'http' ? 80 : 443),
    protocol,
    timeout: timeoutMilliseconds,
    maxNetworkRetries: 1, // what lasts longer is the job's to try again
    telemetry: false,
    httpClient: guarded(Sdk.createNodeHttpClient()),
  });
}

function guarded(http: Stripe.HttpClient): Stripe.HttpClient {
  return {
    getClientName: () => http.getClientName(),
    makeRequest: async (...request) => {
      requireNoTransaction('a call to Stripe');
      return http.makeRequest(...request);
    },
  };
}

/** What Stripe will never do, however often it is asked: its code. Null: it may be asked again. */
export function finalRefusal(error: unknown): string | null {
  const { errors } = stripeSdk();
  if (!(error instanceof errors.StripeError)) return null;
  const final = error instanceof errors.StripeInvalidRequestError || error instanceof errors.StripeCardError;
  const status = error.statusCode ?? 0;
  if (!final || status < 400 || status >= 500 || status === 409 || status === 429) return null;
  return codeOf(error.code ?? error.type);
}

/** Stripe broke down, and answers the same key so from now on, whether it was done or not. */
export const hasBrokenDown = (error: unknown): boolean =>
  error instanceof stripeSdk().errors.StripeError && (error.statusCode ?? 0) >= 500;

/** Of one row's n-th try: another one only where the provider broke down over those before. */
export const keyOf = (
  kind: 'intent' | 'refund' | 'account' | 'transfer' | 'reversal' | 'payout',
  { id, tries }: { readonly id: string; readonly tries: number },
) => (tries === 0 ? `${kind}:${id}` : `${kind}:${id}:${tries}`);

/** Only what looks like a code is kept of what the provider says. */
export function codeOf(said: string | null | undefined): string {
  return /^[a-z][a-z0-9_]{0,63}$/i.test(said ?? '') ? String(said) : 'unknown';
}

/** The balance lacks it now; it may have it later. */
export const lacksMoney = (error: unknown): boolean =>
  error instanceof stripeSdk().errors.StripeError && error.code === 'balance_insufficient';

export const isMissing = (error: unknown): boolean =>
  error instanceof stripeSdk().errors.StripeInvalidRequestError && error.statusCode === 404;

/** The account is none of ours any more, or there is none. */
export const isDenied = (error: unknown): boolean =>
  error instanceof stripeSdk().errors.StripeError &&
  error.statusCode === 403 &&
  error.code === 'account_invalid';

export const atSecond = (seconds: number): Date => new Date(seconds * 1000);

export const idOf = (reference: string | { readonly id: string } | null | undefined): string | null =>
  typeof reference === 'string' ? reference : (reference?.id ?? null);
