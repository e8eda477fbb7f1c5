import type Stripe from 'stripe';

/** Stripe's own library, loaded with the first need of it: sixteen megabytes for those who take transfers only. */
export const stripeSdk = (): typeof Stripe => require('stripe') as typeof Stripe;
