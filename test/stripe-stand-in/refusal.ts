import Stripe from 'stripe';

/** How a request to Stripe is refused, in short. */
export const refusalOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'answered',
    (error: unknown) => {
      if (!(error instanceof Stripe.errors.StripeError)) throw error;
      return { status: error.statusCode, type: error.rawType, code: error.code };
    },
  );
